import { mixedRandom } from "../shared/seeded-random";
import { type EntryDraft, moment, type ReceiptLine } from "./simulate";
import type { World } from "./world";

/** What was ordered and came, went back or was thrown away, as its CSV file and PostgreSQL have it. */
export interface Entry extends EntryDraft {
  readonly entry_id: number;
  /** Of the delivery, of what goes back, or of the list of what is thrown away. */
  readonly document_no: string;
  readonly updated_at: string;
}

const letters = { order: "O", return: "R", disposal: "D" } as const;
/** When the night's entries are written. */
const night = 23 * 3_600 + 30 * 60;

/**
 * The entries with their numbers, in the order of time. Of what expires the shop writes down the largest so many; one
 * delivery is there twice, with another number.
 */
export function entriesOf(world: World, drafts: readonly EntryDraft[]): Entry[] {
  const random = mixedRandom(world.seed + 2);
  const ranked = drafts
    .filter(({ kind }) => kind === "disposal")
    .map((draft) => ({ draft, rank: draft.quantity + random() }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, world.disposals);
  const disposals = new Set(ranked.map(({ draft }) => draft));
  const kept = drafts.filter((draft) => draft.kind !== "disposal" || disposals.has(draft));
  const entries = kept.map(
    (draft, index): Entry => ({
      entry_id: index + 1,
      document_no: `${letters[draft.kind]}${draft.entry_date.replaceAll("-", "")}`,
      ...draft,
      updated_at: moment(draft.entry_date, night + Math.floor(600 * random())),
    }),
  );
  const again = entries.find(
    ({ kind, entry_date: date, quantity }) => kind === "order" && date >= world.deliveredTwice && quantity >= 3,
  );
  return again === undefined ? entries : [...entries, { ...again, entry_id: entries.length + 1 }];
}

/**
 * What comes to the database after the nightly run: receipts of a till that was off the network, and lines whose quantity
 * was typed wrongly.
 *
 * @param lines Those of `late.days`.
 */
export function lateLines({ seed, late }: World, lines: readonly ReceiptLine[]): ReceiptLine[] {
  const random = mixedRandom(seed + 3);
  const plain = lines.filter(({ promotion, sold_at: at }) => promotion === "" && late.days.includes(at.slice(0, 10)));
  const chosen = new Set<ReceiptLine>();
  while (chosen.size < Math.min(late.receipts + late.corrected, plain.length)) {
    chosen.add(plain[Math.floor(random() * plain.length)] as ReceiptLine);
  }
  const after = (index: number): string => moment(late.at.slice(0, 10), secondOf(late.at) + index);
  return [...chosen].map((line, index) => {
    if (index >= late.receipts) {
      const quantity = line.quantity === 1 ? 2 : 1;
      return { ...line, quantity, amount: quantity * line.unit_price, updated_at: after(index) };
    }
    const date = line.sold_at.slice(0, 10);
    return {
      ...line,
      receipt_id: Number(date.replaceAll("-", "")) * 10_000 + 9_001 + index,
      line_no: 1,
      sold_at: moment(date, Math.min(86_399, secondOf(line.sold_at) + 60)),
      updated_at: after(index),
    };
  });
}

function secondOf(at: string): number {
  const [hour = 0, minute = 0, second = 0] = at.slice(11).split(":").map(Number);
  return 3_600 * hour + 60 * minute + second;
}
