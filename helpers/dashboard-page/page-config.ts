import type { PageDescription } from "./description";
import type { TableData } from "./table-data";

/** What is written into a page for its script. */
export interface PageConfig {
  readonly description: PageDescription;
  /** Vega's specs by the charts' ids. */
  readonly specs: Readonly<Record<string, unknown>>;
  /** The values that the filters offer, sorted, by column. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** Said at the foot: how the page came to its data. */
  readonly source: string;
  /** Where to ask at each change of a filter, in a page without data. */
  readonly ask?: string;
}

/** The tables of a page with data. */
export type EmbeddedTables = Readonly<Record<string, TableData>>;

/** The ids of the elements in which a page carries its configuration, and its data as gzip in base64. */
export const configId = "page-config";
export const dataId = "page-data";
