import { type Finding, open, right, wrong } from "../../engine/verdict";
import type { Cut } from "../shop/cuts";
import { corrected, correctionsOf, unknownId } from "./corrections";

/** A cut's number and its failure; undefined is NULL. */
export type SeenFailure = readonly [id: number, failure: string | undefined];

/** The table as Athena reads it. */
export interface SeenCorrected {
  readonly count: number;
  readonly failures: number;
  /** The cuts that the corrections name. */
  readonly named: readonly SeenFailure[];
}

/** Judges whether the shop's cuts are as the corrections say. */
export function judgeCorrected(cuts: readonly Cut[], { count, failures, named }: SeenCorrected): Finding {
  const all = corrected(cuts);
  const more = { expected: `${all.length} cuts`, seen: `${count} cuts` };
  const byId = new Map(named);
  const truth = new Map(all.map((cut) => [cut.cut_id, cut]));
  const corrections = correctionsOf(cuts);
  const of = (action: string) => corrections.filter((one) => one.action === action).map(({ cut }) => cut);
  if (count === cuts.length && failures === cuts.filter(({ failure }) => failure !== null).length) {
    return open("The cuts are as they were before the corrections.");
  }
  const twice = named.find(([id], index) => named.findIndex(([other]) => other === id) !== index);
  if (twice !== undefined) {
    return wrong(`Cut ${twice[0]} is there twice: MERGE changes the rows that match, INSERT adds them.`, more);
  }
  if (byId.has(unknownId)) {
    return wrong(
      `Cut ${unknownId} was to be deleted and never was there: now it is. Which rows does NOT MATCHED insert?`,
      more,
    );
  }
  const kept = of("delete").find(({ cut_id: id }) => byId.has(id));
  if (kept !== undefined) {
    return wrong(`Cut ${kept.cut_id} was a test piece, and is there still.`, more);
  }
  const late = of("insert").find(({ cut_id: id }) => !byId.has(id));
  if (late !== undefined) {
    return wrong(`Cut ${late.cut_id}, which came late, is missing.`, more);
  }
  const gone = of("update").find(({ cut_id: id }) => !byId.has(id));
  if (gone !== undefined) {
    return wrong(`Cut ${gone.cut_id} was to be corrected, and is gone.`, more);
  }
  for (const { cut_id: id } of [...of("update"), ...of("insert")]) {
    const wanted = truth.get(id)?.failure ?? undefined;
    if (byId.get(id) !== wanted) {
      return wrong(
        `failure of cut ${id} is another than the corrections say${wanted === undefined ? ": NULL is a correction, too" : ""}.`,
        { expected: `failure ${wanted ?? "NULL"}`, seen: `failure ${byId.get(id) ?? "NULL"}` },
      );
    }
  }
  if (count !== all.length) {
    return wrong("The table has another number of cuts, of those that no correction names.", more);
  }
  const failed = all.filter(({ failure }) => failure !== null).length;
  return failures === failed
    ? right(`${all.length} cuts: corrected, deleted and added, each once.`)
    : wrong("The failures of cuts that no correction names have changed.", {
        expected: `${failed} failures`,
        seen: `${failures} failures`,
      });
}

/** The SQL that reads the cuts that the corrections name. */
export const namedSql = (table: string): string =>
  `SELECT cut_id, failure FROM ${table} WHERE cut_id % 97 = 0 OR cut_id % 101 = 0 OR cut_id > 10000`;
