import { type Finding, open, right, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import { type RawPlace, textOf } from "./place";

/** Task 1.3. */
export async function checkManifest({ lab, truth }: RawPlace): Promise<Finding> {
  const raw = await lab.objects(keys.raw);
  const foreign = raw.find(
    ({ key, size }) => !/^raw\/((inspections|labels)\/.*)?$/.test(key) || (key === keys.raw && size > 0),
  );
  if (foreign !== undefined) {
    return wrong(`${foreign.key} lies under raw/, where a crawler would make a table of it.`, {
      expected: "nothing but inspections/ and labels/ under raw/",
      seen: foreign.key,
    });
  }
  if ((await lab.objects(keys.manifest)).every(({ key }) => key !== keys.manifest)) {
    return open(`There is no ${keys.manifest} yet.`);
  }
  const text = await textOf(lab, keys.manifest);
  let manifest: Readonly<Record<string, unknown>>;
  try {
    manifest = JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    return wrong(`${keys.manifest} is not JSON: ${(error as Error).message}`, { seen: text.slice(0, 100) });
  }
  if (typeof manifest !== "object" || manifest === null || Array.isArray(manifest)) {
    return wrong(`${keys.manifest} is no JSON object.`, {
      expected: '{ "objects": …, "rows": …, "bytes": … }',
      seen: text.slice(0, 100),
    });
  }
  const sum = (prefix: string): number =>
    raw.filter(({ key }) => key.startsWith(prefix)).reduce((bytes, { size }) => bytes + size, 0);
  const headers = raw.filter(({ key }) => key.startsWith("raw/inspections/")).length;
  const expected: Readonly<Record<string, number>> = {
    objects: raw.length,
    rows: truth.rows.length,
    bytes: sum(keys.raw),
  };
  const reasons: Readonly<Record<string, ReadonlyMap<number, string>>> = {
    rows: new Map([
      [truth.rows.length + headers, "as many as with a header counted for each object"],
      [truth.rows.length + 1, "one too many, as with the file's header counted"],
      [truth.rows.length + truth.labels.length, "as many as with the labels counted"],
    ]),
    bytes: new Map([[sum("raw/inspections/"), "those of raw/inspections/ alone"]]),
    objects: new Map([[headers, "those of raw/inspections/ alone"]]),
  };
  for (const [name, value] of Object.entries(expected)) {
    const seen = manifest[name];
    if (seen === value) {
      continue;
    }
    const more = { expected: `"${name}": ${value}`, seen: `"${name}": ${JSON.stringify(seen)}` };
    if (seen === undefined) {
      return wrong(`The manifest has no ${name}.`, { ...more, seen: text.slice(0, 100) });
    }
    if (typeof seen !== "number") {
      return wrong(
        `The manifest's ${name} are no number${typeof seen === "string" ? ", but text in quotes" : ""}.`,
        more,
      );
    }
    const why = reasons[name]?.get(seen);
    return wrong(`The manifest's ${name} are others than lie in S3${why === undefined ? "" : `: ${why}`}.`, {
      praise: "The manifest is where it belongs.",
      ...more,
    });
  }
  return right(`${expected.objects} objects, ${expected.rows} rows, ${expected.bytes} bytes: as the manifest says.`);
}
