import type { Catalog } from "../../glue/catalog/catalog";
import type { ObjectStore } from "../../s3/objects/object-store";
import type { PreparedStatements } from "../prepared-statements";

/** What DDL and utility statements work on. */
export interface DdlContext {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  /** The database of the query execution context. */
  readonly database: string;
  readonly prepared: PreparedStatements;
  readonly workGroup: string;
}

/** What a statement answers. */
export interface DdlResult {
  readonly columns: readonly string[];
  /** The type of all its columns. */
  readonly type: "string" | "varchar";
  /** Lines of its `.txt` result; the values of one row are one line, with tabs between them. */
  readonly lines: readonly string[];
  /** Where what it works on decides: `DESC_VIEW`. */
  readonly substatement?: string;
}

export const noResult: DdlResult = { columns: [], type: "string", lines: [] };

export function resultOf(columns: readonly string[], lines: readonly string[]): DdlResult {
  return { columns, type: "string", lines };
}
