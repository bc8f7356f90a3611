import { compareKeys, wrongKeys } from "../../engine/compare";
import { Decided, type Finding, open, right, wrong } from "../../engine/verdict";
import type { Label } from "../truth";
import { assertLayout, dayOf, filesBelow, type RawPlace, textOf } from "./place";

/** Task 1.2. */
export async function checkLabels({ lab, truth, days }: RawPlace): Promise<Finding> {
  const found = await filesBelow(lab, "raw/labels/");
  if (found.length === 0) {
    return open("Nothing lies under raw/labels/ yet: run the cell.");
  }
  assertLayout(
    found.map(({ key }) => key),
    days,
    "labels",
  );
  const seen: Label[] = [];
  for (const { key } of found) {
    const text = (await textOf(lab, key)).trim();
    if (text.startsWith("[")) {
      return wrong(`${key} is one JSON array. Glue and Athena read one object a line.`, {
        praise: "The keys are right.",
        expected: '{"coil_id":"00176","defect":"Dent"}',
        seen: text.slice(0, 60),
      });
    }
    for (const line of text.split("\n")) {
      seen.push({ ...readLabel(key, line), day: dayOf(key) });
    }
  }
  const name = ({ coil_id: id, defect, day }: Label): string => `${id} ${defect} on ${day}`;
  const differing = wrongKeys(
    "labels",
    compareKeys(truth.labels.map(name), seen.map(name)),
    truth.labels.length,
    seen.length,
  );
  return differing ?? right(`${seen.length} labels of ${days.length} days, one a line.`);
}

function readLabel(key: string, line: string): Pick<Label, "coil_id" | "defect"> {
  const value = objectOf(line);
  const seen = line.slice(0, 100);
  if (value === undefined) {
    throw new Decided(wrong(`A line of ${key} is no JSON object.`, { praise: "The keys are right.", seen }));
  }
  if (typeof value.coil_id === "number") {
    const message = "coil_id has become a number: its leading zeros are gone, and it joins with nothing.";
    throw new Decided(wrong(message, { expected: '"coil_id":"00176"', seen }));
  }
  if (Object.keys(value).some((name) => name.toLowerCase() === "day")) {
    const message =
      "The day stands in the key and in the object: the table would have the column twice, and Athena refuses that.";
    throw new Decided(
      wrong(message, { praise: "One object a line, in the right keys.", expected: "coil_id and defect only", seen }),
    );
  }
  const { coil_id: id, defect } = value;
  if (typeof id !== "string" || typeof defect !== "string") {
    const message = `A line of ${key} has no ${typeof id === "string" ? "defect" : "coil_id"} that is text.`;
    throw new Decided(wrong(message, { expected: '{"coil_id":"00176","defect":"Dent"}', seen }));
  }
  return { coil_id: id, defect };
}

function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
