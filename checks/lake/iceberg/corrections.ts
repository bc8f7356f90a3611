import { cutColumns } from "../layout";
import { laterCuts } from "../projection/objects";
import type { Cut } from "../shop/cuts";

export type Action = "update" | "delete" | "insert";
export interface Correction {
  readonly action: Action;
  readonly cut: Cut;
}

/** A cut that the shop never made; the corrections ask that it be deleted. */
export const unknownId = 999_999;

/** Whether the inspection corrects or deletes a cut, by its number. */
const isNamed = (id: number): boolean => id % 97 === 0 || id % 101 === 0;

/** Another failure than the cut has: none where it had one. */
const otherFailure = ({ failure }: Cut): string | null => (failure === null ? "TWF" : null);

/**
 * What an inspection says of the shop's cuts: every 97th has another failure, every 101st was a test piece, forty came
 * late, and one to be deleted is not there.
 */
export function correctionsOf(cuts: readonly Cut[]): Correction[] {
  const late = laterCuts(1).slice(0, 40);
  const [first] = cuts;
  return [
    ...cuts
      .filter(({ cut_id: id }) => isNamed(id))
      .map((cut): Correction => {
        const isTest = cut.cut_id % 101 === 0;
        return { action: isTest ? "delete" : "update", cut: isTest ? cut : { ...cut, failure: otherFailure(cut) } };
      }),
    ...late.map((cut): Correction => ({ action: "insert", cut })),
    ...(first === undefined ? [] : [{ action: "delete" as const, cut: { ...first, cut_id: unknownId } }]),
  ];
}

/** The cuts as they are after the corrections. */
export function corrected(cuts: readonly Cut[]): Cut[] {
  const corrections = correctionsOf(cuts);
  const byId = new Map(corrections.map((one) => [one.cut.cut_id, one]));
  return [
    ...cuts.flatMap((cut) => {
      const { action, cut: other = cut } = byId.get(cut.cut_id) ?? {};
      return action === "delete" ? [] : [other];
    }),
    ...corrections.filter(({ action }) => action === "insert").map(({ cut }) => cut),
  ];
}

/** The file of the corrections: as that of the cuts, with what to do first. */
export function correctionsCsv(cuts: readonly Cut[]): string {
  const lines = correctionsOf(cuts).map(({ action, cut }) =>
    [action, ...cutColumns.map((name) => cut[name] ?? "")].join(";"),
  );
  return `${[["action", ...cutColumns].join(";"), ...lines].join("\n")}\n`;
}
