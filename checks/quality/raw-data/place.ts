import { compareKeys, wrongKeys } from "../../engine/compare";
import type { Lab, ObjectInfo } from "../../engine/lab/lab";
import { Decided, wrong } from "../../engine/verdict";
import type { PlantFiles } from "../layout";
import type { Truth } from "../truth";

/** What the checks of raw data look at. */
export interface RawPlace {
  readonly lab: Pick<Lab, "objects" | "bytes">;
  readonly files: PlantFiles;
  readonly truth: Truth;
  /** The shifts' days, in order. */
  readonly days: readonly string[];
}

const layout = /^raw\/(?:inspections|labels)\/day=(\d{4}-\d{2}-\d{2})\/[^/]+$/;

/** The day of the folder in which an object lies. */
export function dayOf(key: string): string {
  return layout.exec(key)?.[1] ?? "";
}

/** The objects below a prefix, without the empty ones that a console shows as folders. */
export async function filesBelow(lab: RawPlace["lab"], prefix: string): Promise<ObjectInfo[]> {
  return (await lab.objects(prefix)).filter(({ key, size }) => size > 0 || !key.endsWith("/"));
}

/**
 * The text of an object.
 *
 * @throws Decided Where it is compressed or no UTF-8.
 */
export async function textOf(lab: RawPlace["lab"], key: string): Promise<string> {
  const bytes = (await lab.bytes(key)) ?? Buffer.alloc(0);
  const begin = bytes.subarray(0, 8).toString("hex");
  if (begin.startsWith("1f8b")) {
    throw new Decided(
      wrong(`${key} is compressed with gzip: the text itself was asked, as the plant sent it.`, {
        expected: "text",
        seen: `bytes that begin with 1f8b, the mark of gzip`,
      }),
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Decided(
      wrong(`${key} is no text in UTF-8.`, { expected: "text", seen: `bytes that begin with ${begin}` }),
    );
  }
}

/**
 * Every key has its day, and every day is there.
 *
 * @throws Decided Where it is not so.
 */
export function assertLayout(keys: readonly string[], days: readonly string[], what: "inspections" | "labels"): void {
  const strange = keys.find((key) => !layout.test(key));
  if (strange !== undefined) {
    throw new Decided(
      wrong(`The key ${strange} ${whyStrange(strange.split("/").slice(2))}`, {
        expected: `raw/${what}/day=${days[0]}/${what === "labels" ? "labels.json" : "inspections.csv"}`,
        seen: strange,
      }),
    );
  }
  const seen = [...new Set(keys.map(dayOf))];
  const last = days.at(-1) ?? "";
  const after = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
  if (what === "inspections" && seen.includes(after)) {
    throw new Decided(
      wrong(`There is a folder for ${after}: the last shift begins on ${last} and ends in the night after.`, {
        expected: `${days.length} days, ${days[0]} to ${last}`,
        seen: `${seen.length} days`,
      }),
    );
  }
  const differing = wrongKeys("days", compareKeys(days, seen), days.length, seen.length);
  if (differing !== undefined) {
    throw new Decided(differing);
  }
}

/** @param parts The parts of the key after `raw/inspections/`. */
function whyStrange(parts: readonly string[]): string {
  const [folder = "", ...rest] = parts;
  const [, name, value] = /^([^=]*)=(.*)$/.exec(folder) ?? [];
  if (rest.length === 0) {
    return "has no folder for the day: reading one day would read all.";
  }
  if (name === undefined) {
    return /^\d{4}-\d{2}-\d{2}$/.test(folder)
      ? "has the day, but not as name=value: a crawler would call the column partition_0."
      : `has a folder ${folder}, which is not day=YYYY-MM-DD.`;
  }
  if (name !== "day") {
    return `has a folder ${folder}: the name before the = was to be day.`;
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(value ?? "")
    ? "has more after its day's folder than a file's name."
    : `has the day ${value}, which is not written as YYYY-MM-DD.`;
}
