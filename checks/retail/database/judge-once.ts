import type { Entry } from "../../../datasets/retail/entries";
import { compareKeys, wrongKeys } from "../../engine/compare";
import { type Finding, right, wrong } from "../../engine/verdict";

/** What makes two entries the same one: all but their number. */
const sameness = (entry: Entry): string =>
  [entry.document_no, entry.kind, entry.entry_date, entry.product_id, entry.quantity, entry.updated_at].join(" ");

/** The first of those entries that are the same. */
export function once(entries: readonly Entry[]): Entry[] {
  const firsts = new Map<string, Entry>();
  for (const entry of entries) {
    const known = firsts.get(sameness(entry));
    if (known === undefined || entry.entry_id < known.entry_id) {
      firsts.set(sameness(entry), entry);
    }
  }
  return [...firsts.values()];
}

/** Judges the numbers of the entries that the view has. */
export function judgeOnce(entries: readonly Entry[], seen: readonly string[]): Finding {
  const wanted = once(entries).map(({ entry_id: id }) => String(id));
  const all = entries.map(({ entry_id: id }) => String(id));
  if (seen.length === all.length && new Set(seen).size === all.length) {
    return wrong("The view has every entry: the delivery that was entered twice is there twice.", {
      expected: `${wanted.length} entries`,
      seen: `${seen.length}`,
    });
  }
  const doubled = all.filter((id) => !wanted.includes(id));
  if (seen.length === wanted.length && doubled.some((id) => seen.includes(id))) {
    return wrong("Of a delivery that was entered twice, the view keeps the later entry; the first one is asked for.", {
      expected: `not ${doubled.join(", ")}`,
      seen: doubled.filter((id) => seen.includes(id)).join(", "),
    });
  }
  if (seen.length < wanted.length / 2) {
    return wrong("The view leaves out entries that only look alike: what makes two entries the same delivery?", {
      expected: `${wanted.length} entries`,
      seen: `${seen.length}`,
    });
  }
  return (
    wrongKeys("entries", compareKeys(wanted, seen), wanted.length, seen.length) ??
    right(`${wanted.length} entries, each delivery once.`)
  );
}
