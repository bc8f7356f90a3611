import { type Finding, open, right, wrong } from "../../engine/verdict";
import { standstill, vanishedDays } from "./programs";

/**
 * Judges whether the catalog has a partition for each day that has an object, and no other.
 *
 * @param days All days of the shop.
 * @param partitions The days of the partitions in the catalog.
 * @param withObjects The days whose folder holds an object.
 */
export function judgeDaily(
  days: readonly string[],
  partitions: readonly string[],
  withObjects: readonly string[],
): Finding {
  const gone: readonly string[] = vanishedDays;
  const left = partitions.filter((day) => gone.includes(day));
  const expected = days.filter((day) => !gone.includes(day));
  const more = { expected: `${expected.length} partitions`, seen: `${partitions.length} partitions` };
  const deleted = expected.filter((day) => !withObjects.includes(day));
  if (deleted.length > 0) {
    return wrong(`Objects of ${deleted[0]} are gone, too: no file was to be deleted.`, {
      expected: `${expected.length} days with objects`,
      seen: `${withObjects.length} days with objects`,
    });
  }
  const back = gone.find((day) => withObjects.includes(day));
  if (back !== undefined) {
    return wrong(`${back} has an object again: what is gone is gone, and a file without its rows hides that.`, more);
  }
  if (partitions.length === days.length) {
    return open("The catalog has a partition for every day still.");
  }
  if (partitions.length === 0) {
    return wrong("The table has no partition any more: only days without an object were to go.", more);
  }
  const missing = expected.filter((day) => !partitions.includes(day));
  if (missing.join() === standstill) {
    return wrong(
      `${standstill} has an object, an empty one: on that day nothing was cut. A day without rows is not a day without files.`,
      more,
    );
  }
  if (missing.length > 0) {
    return wrong(`The partition of ${missing[0]} is gone, and its object is there.`, more);
  }
  return left.length > 0
    ? wrong(`${left.join(", ")} still has a partition, and no object.`, more)
    : right(`${expected.length} partitions, each with an object; ${gone.length} are gone.`);
}
