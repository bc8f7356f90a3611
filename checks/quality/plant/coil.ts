import type { rawColumns } from "../layout";
import type { Criterion } from "./criteria";

/** A row of the CSV, as text. */
export type Row = Record<(typeof rawColumns)[number], string>;

/** A coil as it was made, before it is written as a row and a label. */
export interface Coil {
  readonly row: Row;
  readonly day: string;
  criterion: Criterion;
  /** Of the short shift: it gets no dirt. */
  readonly isShort: boolean;
}
