import { compareKeys, wrongKeys } from "../../engine/compare";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { type Cut, dayOf } from "../shop/cuts";
import { siteKey } from "./objects";

/** The rule of the table that hides cuts: a site is not in its list, and its range ends too early. */
export const hiding = { site: "Cluj", lastDay: "2025-03-25" } as const;

/** Judges the report of the hidden objects. */
export function judgeHidden(cuts: readonly Cut[], text: string | undefined): Finding {
  if (text === undefined) {
    return open("There is no report/hidden.json yet.");
  }
  let keys: unknown;
  try {
    keys = JSON.parse(text);
  } catch {
    keys = undefined;
  }
  if (!Array.isArray(keys) || keys.some((key) => typeof key !== "string")) {
    return wrong("report/hidden.json is no JSON array of keys.", {
      expected: '["sites/Aalen/2025/03/10/cuts.csv", …]',
      seen: text,
    });
  }
  const isHidden = (cut: Cut): boolean => cut.site === hiding.site || dayOf(cut) > hiding.lastDay;
  const all = [...new Set(cuts.map(siteKey))].sort();
  const hidden = [...new Set(cuts.filter(isHidden).map(siteKey))].sort();
  const seen = [...(keys as string[])].sort();
  const is = (expected: readonly string[]): boolean => seen.join() === expected.join();
  const numbers = { expected: `${hidden.length} keys`, seen: `${seen.length} keys, such as ${seen[0] ?? "none"}` };
  if (seen.some((key) => key.startsWith("s3://"))) {
    return wrong("These are whole addresses: a key begins after the bucket's name.", numbers);
  }
  if (seen.length === 0) {
    return wrong("The report is empty: was the table asked what it does not see? Ask S3 what there is.", numbers);
  }
  if (is(all)) {
    return wrong("These are all keys: those that the table sees are among them.", numbers);
  }
  if (is(all.filter((key) => !hidden.includes(key)))) {
    return wrong("These are the keys that the table sees: the others are asked for.", numbers);
  }
  const ofSite = hidden.filter((key) => key.includes(`/${hiding.site}/`));
  if (is(ofSite)) {
    return wrong(
      "That is the site that the list leaves out. What else does the rule hide, of the other sites?",
      numbers,
    );
  }
  return (
    wrongKeys("hidden keys", compareKeys(hidden, seen), hidden.length, seen.length) ??
    right(`${hidden.length} objects that the rule hides.`)
  );
}
