import { type Shape, serviceModel } from "../../protocol/model/service-model";
import { isArray, isObject, type Json } from "../data/json";

/** Parameters of a task that the API does not take. */
export class UnfitParameters extends Error {}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/**
 * An operation's input and output here, where the service has a model: tasks write all members' names with a capital,
 * as AWS's integrations do.
 *
 * @returns Undefined where there is none: then names stay as they are.
 */
export function apiShapes(
  service: string,
  operation: string,
): { readonly input: Shape; readonly output: Shape | undefined } | undefined {
  try {
    const model = serviceModel(service);
    return { input: model.input(operation), output: model.output(operation) };
  } catch {
    return undefined;
  }
}

/** A task's parameters as the API takes them. @throws UnfitParameters */
export function toApi(shape: Shape, value: Json, path = ""): Json {
  if (value === null) {
    return null;
  }
  switch (shape.type) {
    case "structure":
      return toStructure(shape, value, path);
    case "list":
      if (!isArray(value)) {
        throw new UnfitParameters(`The value of the field '${path}' has an invalid format`);
      }
      return value.map((each) => toApi(shape.item as Shape, each, path));
    case "map":
      if (!isObject(value)) {
        throw new UnfitParameters(`The value of the field '${path}' has an invalid format`);
      }
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, toApi(shape.value as Shape, each, name)]),
      );
    case "string":
      if (typeof value !== "string") {
        throw new UnfitParameters(`The value of the field '${path}' has an invalid format`);
      }
      return value;
    case "blob":
      return Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64");
    case "timestamp":
      return typeof value === "string" ? Date.parse(value) / 1000 : value;
    default:
      return value;
  }
}

function toStructure(shape: Shape, value: Json, path: string): Json {
  if (!isObject(value)) {
    throw new UnfitParameters(`The value of the field '${path}' has an invalid format`);
  }
  const entries = Object.entries(value).map(([name, each]) => {
    const own = shape.members.has(name) ? name : lowerFirst(name);
    const member = shape.members.get(own);
    if (member === undefined) {
      throw new UnfitParameters(`The field '${name}' is not supported by Step Functions`);
    }
    return [own, toApi(member, each, name)] as const;
  });
  const given = new Set(entries.filter(([, each]) => each !== null).map(([name]) => name));
  const missing = [...shape.required].find((name) => !given.has(name));
  if (missing !== undefined) {
    throw new UnfitParameters(`The field '${upperFirst(missing)}' is required but was missing`);
  }
  return Object.fromEntries(entries);
}

/** How a time stands in a task's result: integrations of AWS's SDK have a text, older ones milliseconds. */
export type Times = "text" | "milliseconds";

/** An operation's output as a task's result. */
export function fromApi(shape: Shape | undefined, value: unknown, times: Times): Json {
  if (value instanceof Date) {
    return times === "text" ? value.toISOString().replace(".000Z", "Z") : value.getTime();
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString("utf8");
  }
  if (typeof value === "number" && shape?.type === "timestamp") {
    return fromApi(shape, new Date(value * 1000), times);
  }
  if (Array.isArray(value)) {
    return value.map((each) => fromApi(shape?.item, each, times));
  }
  if (typeof value !== "object" || value === null) {
    return (value ?? null) as Json;
  }
  const isMap = shape?.type === "map" || shape?.type === "document";
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined && each !== null)
      .map(([name, each]) => {
        const inner = isMap ? shape?.value : shape?.members.get(name);
        return [isMap || shape === undefined ? name : upperFirst(name), fromApi(inner, each, times)];
      }),
  );
}
