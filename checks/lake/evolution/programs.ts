import type { Cut } from "../shop/cuts";
import { dayOf } from "../shop/cuts";

/** On this day of a shop's file, counted from 0, its mills get a new program. */
const changeAfterDays = 14;

/** The day, `YYYY-MM-DD`, from which on a shop's cuts are written by the new program. */
export function changeDay(cuts: readonly Cut[]): string {
  const first = cuts.map(dayOf).sort()[0] ?? "";
  return new Date(Date.parse(first) + changeAfterDays * 86_400_000).toISOString().slice(0, 10);
}

/** The cuts that the old program has written, and those that the new one has. */
export function byProgram(cuts: readonly Cut[]): { readonly before: readonly Cut[]; readonly after: readonly Cut[] } {
  const day = changeDay(cuts);
  return { before: cuts.filter((cut) => dayOf(cut) < day), after: cuts.filter((cut) => dayOf(cut) >= day) };
}

/** The columns of the old program's files, in order, with their types in Athena. */
export const oldTypes = {
  cut_id: "bigint",
  site: "string",
  mill: "string",
  cut_at: "timestamp",
  torque_nm: "double",
  wear_min: "int",
  failure: "string",
} as const;

/** The new program has another order, a new column, and writes the wear as text with its unit. */
export const newTypes = {
  cut_id: "bigint",
  mill: "string",
  site: "string",
  cut_at: "timestamp",
  grade: "string",
  torque_nm: "double",
  wear_min: "string",
  failure: "string",
} as const;

/** How the new program writes the wear. */
export const wearText = ({ wear_min: wear }: Pick<Cut, "wear_min">): string => `${wear} min`;

/** Days of the shop whose files a lifecycle rule has deleted. */
export const vanishedDays = ["2025-03-08", "2025-03-15", "2025-03-23"] as const;
/** A day of the shop whose file is there, and empty: it stood still. */
export const standstill = "2025-03-16";
