import type { Json, JsonObject } from "../data/json";
import { lookUp, parsePath } from "../data/json-path";
import type { ItemBatcher } from "../definition/asl";
import { evaluate, fill } from "../running/evaluate";
import { failureIn, pathScope, type Visit } from "../running/visit";

/** What a child execution takes: an item, or a batch of them. */
export interface Batch {
  readonly input: Json;
  readonly count: number;
}

/** AWS's bound for the input of a child. */
const mostBytes = 262_144;

/**
 * Puts items into batches.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
 */
export async function batchesOf(
  visit: Visit,
  batcher: ItemBatcher,
  items: readonly Json[],
  input: Json,
): Promise<Batch[]> {
  const mostItems = await boundOf(visit, batcher, "MaxItemsPerBatch", input);
  const bytes = Math.min(await boundOf(visit, batcher, "MaxInputBytesPerBatch", input), mostBytes);
  const shared: JsonObject =
    batcher.BatchInput === undefined
      ? {}
      : {
          BatchInput:
            visit.language === "JSONata"
              ? await evaluate(visit, batcher.BatchInput, "ItemBatcher/BatchInput")
              : fill(visit, batcher.BatchInput, pathScope(visit, input)),
        };
  const frame = Buffer.byteLength(JSON.stringify({ ...shared, Items: [] }));
  const batches: Json[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const length = Buffer.byteLength(JSON.stringify(item)) + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length >= mostItems || size + length > bytes) {
      batches.push([item]);
      size = frame + length;
    } else {
      last.push(item);
      size += length;
    }
  }
  return batches.map((batch) => ({ input: { ...shared, Items: batch }, count: batch.length }));
}

async function boundOf(
  visit: Visit,
  batcher: ItemBatcher,
  field: "MaxItemsPerBatch" | "MaxInputBytesPerBatch",
  input: Json,
): Promise<number> {
  const path = batcher[`${field}Path`];
  const plain = batcher[field];
  const value =
    path !== undefined
      ? lookUp(parsePath(path), pathScope(visit, input))
      : plain !== undefined && visit.language === "JSONata"
        ? await evaluate(visit, plain, `ItemBatcher/${field}`)
        : plain;
  if (value === undefined && path === undefined) {
    return Number.POSITIVE_INFINITY;
  }
  if (!Number.isInteger(value) || (value as number) < 1) {
    throw failureIn(
      visit,
      "States.Runtime",
      `The value of ${field} is not a positive integer: ${JSON.stringify(value)}`,
    );
  }
  return value as number;
}
