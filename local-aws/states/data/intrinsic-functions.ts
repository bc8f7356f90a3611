import { createHash, randomUUID } from "node:crypto";
import { equalJson, isArray, isObject, type Json } from "./json";
import { seededRandom } from "./random";

/** What an intrinsic function refuses. */
export class IntrinsicError extends Error {}

const mostItems = 1_000;
const longestText = 10_000;

type Intrinsic = (...values: readonly Json[]) => Json;

function check(holds: boolean, message: string): asserts holds {
  if (!holds) {
    throw new IntrinsicError(message);
  }
}

function listOf(value: Json | undefined, name: string): readonly Json[] {
  check(isArray(value), `The first argument of ${name} must be an array.`);
  return value;
}

function textOf(value: Json | undefined, name: string): string {
  check(typeof value === "string", `The argument of ${name} must be a string.`);
  return value;
}

function wholeOf(value: Json | undefined, name: string): number {
  check(typeof value === "number", `The argument of ${name} must be a number.`);
  return Math.round(value);
}

/** The text of a value in another text: strings as they are, all else as JSON. */
const shown = (value: Json | undefined): string => (typeof value === "string" ? value : JSON.stringify(value));

function mergeable(value: Json | undefined): { readonly [name: string]: Json } {
  check(isObject(value), "The arguments of States.JsonMerge must be objects.");
  return value;
}

const hashes: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

/**
 * The intrinsic functions of the Amazon States Language by their names, without `States.`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const intrinsicFunctions: Readonly<Record<string, Intrinsic>> = {
  Array: (...values) => values,
  ArrayPartition(list, size) {
    const items = listOf(list, "States.ArrayPartition");
    const length = wholeOf(size, "States.ArrayPartition");
    check(length > 0, "The chunk size of States.ArrayPartition must be a positive number.");
    return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
      items.slice(index * length, (index + 1) * length),
    );
  },
  ArrayContains: (list, value) => listOf(list, "States.ArrayContains").some((each) => equalJson(each, value as Json)),
  ArrayRange(first, last, step) {
    const [start, end, by] = [first, last, step].map((each) => wholeOf(each, "States.ArrayRange")) as [
      number,
      number,
      number,
    ];
    check(by !== 0, "The step of States.ArrayRange must not be 0.");
    const length = Math.max(0, Math.floor((end - start) / by) + 1);
    check(length <= mostItems, `States.ArrayRange makes at most ${mostItems} items.`);
    return Array.from({ length }, (_, index) => start + index * by);
  },
  ArrayGetItem(list, index) {
    const item = listOf(list, "States.ArrayGetItem")[wholeOf(index, "States.ArrayGetItem")];
    check(item !== undefined, "The index of States.ArrayGetItem is out of the array's bounds.");
    return item;
  },
  ArrayLength: (list) => listOf(list, "States.ArrayLength").length,
  ArrayUnique: (list) =>
    listOf(list, "States.ArrayUnique").filter(
      (each, index, all) => all.findIndex((other) => equalJson(other, each)) === index,
    ),
  Base64Encode(text) {
    const value = textOf(text, "States.Base64Encode");
    check(value.length <= longestText, `States.Base64Encode takes at most ${longestText} characters.`);
    return Buffer.from(value).toString("base64");
  },
  Base64Decode(text) {
    const value = textOf(text, "States.Base64Decode");
    check(value.length <= longestText, `States.Base64Decode takes at most ${longestText} characters.`);
    check(/^[A-Za-z0-9+/]*={0,2}$/.test(value), "The argument of States.Base64Decode is no Base64.");
    return Buffer.from(value, "base64").toString("utf8");
  },
  Hash(data, algorithm) {
    const value = textOf(data, "States.Hash");
    const name = hashes[textOf(algorithm, "States.Hash")];
    check(name !== undefined, `The algorithm of States.Hash must be one of ${Object.keys(hashes).join(", ")}.`);
    check(value.length <= longestText, `States.Hash takes at most ${longestText} characters.`);
    return createHash(name).update(value).digest("hex");
  },
  JsonMerge(left, right, deep) {
    check(deep === false, "States.JsonMerge supports the shallow merging mode only: its third argument must be false.");
    return { ...mergeable(left), ...mergeable(right) };
  },
  StringToJson(text) {
    try {
      return JSON.parse(textOf(text, "States.StringToJson")) as Json;
    } catch {
      throw new IntrinsicError("The argument of States.StringToJson is no JSON.");
    }
  },
  JsonToString: (value) => JSON.stringify(value),
  MathRandom(start, end, seed) {
    const [from, to] = [wholeOf(start, "States.MathRandom"), wholeOf(end, "States.MathRandom")];
    check(from < to, "The start of States.MathRandom must be less than its end.");
    const random = seed === undefined ? Math.random() : seededRandom(wholeOf(seed, "States.MathRandom"));
    return from + Math.floor(random * (to - from));
  },
  MathAdd: (left, right) => wholeOf(left, "States.MathAdd") + wholeOf(right, "States.MathAdd"),
  StringSplit(text, splitter) {
    const separators = [...textOf(splitter, "States.StringSplit")];
    const parts = [""];
    for (const character of textOf(text, "States.StringSplit")) {
      if (separators.includes(character)) {
        parts.push("");
      } else {
        parts[parts.length - 1] += character;
      }
    }
    return parts.filter((part) => part !== "");
  },
  UUID: () => randomUUID(),
  Format(template, ...values) {
    const parts = textOf(template, "States.Format").split("{}");
    check(
      parts.length - 1 === values.length,
      `The number of arguments of States.Format must be that of the {} in its template: ${parts.length - 1}.`,
    );
    return parts.map((part, index) => (index === 0 ? part : shown(values[index - 1]) + part)).join("");
  },
};
