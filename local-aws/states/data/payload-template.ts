import { callIntrinsic, isIntrinsic, MissingArgument, parseIntrinsic } from "./intrinsic-call";
import { IntrinsicError } from "./intrinsic-functions";
import { isArray, isObject, type Json } from "./json";
import { lookUp, type PathScope, parsePath } from "./json-path";

/** A field of a payload template whose path leads nowhere. */
export class MissingValue extends Error {
  constructor(
    readonly path: string,
    /** Such as `name.$`. */
    readonly field: string,
  ) {
    super(path);
  }
}

/**
 * Fills a payload template: members whose names end in `.$` hold a path or an intrinsic function, and take its value
 * under the name before that.
 *
 * @throws MissingValue, IntrinsicError
 * @see https://states-language.net/#payload-template
 */
export function fillTemplate(template: Json, scope: PathScope): Json {
  if (isArray(template)) {
    return template.map((each) => fillTemplate(each, scope));
  }
  if (!isObject(template)) {
    return template;
  }
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith(".$")
        ? [name.slice(0, -2), valueOfField(String(value), name, scope)]
        : [name, fillTemplate(value, scope)],
    ),
  );
}

/**
 * The value of a path or an intrinsic function.
 *
 * @param field Where it stands, such as `name.$`.
 * @throws MissingValue, IntrinsicError
 */
export function valueOfField(text: string, field: string, scope: PathScope): Json {
  if (isIntrinsic(text)) {
    try {
      return callIntrinsic(parseIntrinsic(text), scope);
    } catch (error) {
      if (error instanceof MissingArgument) {
        throw new IntrinsicError(`The JSONPath '${error.path}' in '${text}' could not be found in the input.`);
      }
      throw error;
    }
  }
  const found = lookUp(parsePath(text), scope);
  if (found === undefined) {
    throw new MissingValue(text, field);
  }
  return found;
}
