import { createHash, randomUUID } from "node:crypto";
import { parentPort } from "node:worker_threads";
import jsonata from "jsonata";
import type { Json, JsonObject } from "./json";
import { seededRandom } from "./random";

/** What is to be evaluated: every text `{% … %}` in a template. */
export interface EvaluationRequest {
  readonly template: Json;
  /** Where the template stands, such as `Output`. */
  readonly field: string;
  /** Variables by their names without `$`. */
  readonly bindings: JsonObject;
  /** In milliseconds. */
  readonly timeout: number;
}

/** The filled template as JSON, or why it could not be filled. */
export type EvaluationAnswer =
  | { readonly value: string }
  | { readonly problem: string; readonly expression: string; readonly field: string };

class Unfilled extends Error {
  constructor(
    readonly expression: string,
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

const mostItems = 1_000_000;
const deepestStack = 500;

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html (functions that AWS adds) */
const awsFunctions: Readonly<Record<string, (...values: never[]) => unknown>> = {
  partition: (list: readonly unknown[], size: number) => {
    if (!(size >= 1)) {
      throw new Error("The second argument of $partition must be a positive number.");
    }
    const length = Math.floor(size);
    return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
      list.slice(index * length, (index + 1) * length),
    );
  },
  range: (start: number, end: number, step: number) => {
    if (!step) {
      throw new Error("The third argument of $range must not be 0.");
    }
    const length = Math.max(0, Math.floor((end - start) / step) + 1);
    if (length > mostItems) {
      throw new Error(`$range makes at most ${mostItems} items.`);
    }
    return Array.from({ length }, (_, index) => start + index * step);
  },
  hash: (text: string, algorithm = "SHA-256") => {
    const names = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"];
    if (!names.includes(algorithm)) {
      throw new Error(`The second argument of $hash must be one of ${names.join(", ")}.`);
    }
    return createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex");
  },
  random: (seed?: number) => (seed === undefined ? Math.random() : seededRandom(Math.trunc(seed))),
  uuid: () => randomUUID(),
  parse: (text: string) => JSON.parse(text) as unknown,
  // AWS has no $eval, and takes it for a function that is not there
  eval: undefined as never,
};

const isExpression = (text: string): boolean => text.startsWith("{%") && text.endsWith("%}");

async function fill(template: Json, field: string, request: EvaluationRequest): Promise<unknown> {
  if (typeof template === "string") {
    return isExpression(template) ? evaluate(template.slice(2, -2).trim(), field, request) : template;
  }
  if (Array.isArray(template)) {
    const items: unknown[] = [];
    for (const [index, each] of template.entries()) {
      items.push(await fill(each as Json, `${field}[${index}]`, request));
    }
    return items;
  }
  if (typeof template === "object" && template !== null) {
    const entries: [string, unknown][] = [];
    for (const [name, each] of Object.entries(template)) {
      entries.push([name, await fill(each as Json, `${field}/${name}`, request)]);
    }
    return Object.fromEntries(entries);
  }
  return template;
}

async function evaluate(expression: string, field: string, request: EvaluationRequest): Promise<unknown> {
  let result: unknown;
  try {
    const compiled = jsonata(expression, { timeout: request.timeout, stack: deepestStack, sequence: mostItems });
    result = await compiled.evaluate(undefined, { ...awsFunctions, ...request.bindings });
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message?: string };
    const detail = [code, message].filter(Boolean).join(": ");
    throw new Unfilled(expression, field, `threw an error during evaluation. ${detail}`);
  }
  if (result === undefined) {
    throw new Unfilled(expression, field, "returned nothing (undefined).");
  }
  if (!isJson(result)) {
    throw new Unfilled(expression, field, "returned an unsupported result type.");
  }
  return result;
}

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) {
    // JSONata's own lists have more than their items
    return value.every(isJson);
  }
  if (typeof value !== "object" || value === null) {
    return ["string", "boolean"].includes(typeof value) || value === null || Number.isFinite(value);
  }
  // a lambda of JSONata is an object that says so
  return !("_jsonata_lambda" in value || "_jsonata_function" in value) && Object.values(value).every(isJson);
}

async function answer(request: EvaluationRequest): Promise<EvaluationAnswer> {
  try {
    return { value: JSON.stringify(await fill(request.template, request.field, request)) };
  } catch (error) {
    if (error instanceof Unfilled) {
      return { problem: error.message, expression: error.expression, field: error.field };
    }
    throw error;
  }
}

parentPort?.on("message", async (request: EvaluationRequest) => {
  parentPort?.postMessage(await answer(request));
});
