import type {
  CreateClassifierRequest,
  CreateCsvClassifierRequest,
  CreateGrokClassifierRequest,
} from "@aws-sdk/client-glue";

/** Files in a bucket, and the tables that Glue's documentation says a crawl makes of them. */
export interface Layout {
  readonly name: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** Parquet files, each with the DuckDB query that gives its rows. */
  readonly parquet?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly exclusions?: string[];
  readonly configuration?: object;
  /** A custom classifier for its crawler. */
  readonly csvClassifier?: Omit<CreateCsvClassifierRequest, "Name">;
  readonly grokClassifier?: Omit<CreateGrokClassifierRequest, "Name">;
  /** By table name: its location, columns, partition keys and partition values. */
  readonly tables: Readonly<Record<string, Expected>>;
}

export interface Expected {
  readonly location?: string;
  readonly columns?: string;
  readonly keys?: string;
  readonly partitions?: string[];
  readonly parameters?: Readonly<Record<string, string>>;
  /** The rows as `SELECT *` in Athena prints them; missing where Athena cannot read such a table, on AWS either. */
  readonly rows?: readonly string[];
}

/** What makes the layout's custom classifier, where it has one. */
export function classifierOf(
  { csvClassifier, grokClassifier }: Layout,
  Name: string,
): CreateClassifierRequest | undefined {
  if (csvClassifier !== undefined) {
    return { CsvClassifier: { ...csvClassifier, Name } };
  }
  return grokClassifier && { GrokClassifier: { ...grokClassifier, Name } };
}

/** Two rows as CSV, with the columns that Glue gives them. */
export const sales = "id,amount,city\n1,2.5,Oslo\n2,3,Rome\n";
export const salesColumns = "id bigint, amount double, city string";
export const salesRows = ["1 2.5 Oslo", "2 3.0 Rome"];
/** Two rows as JSON. */
export const people = '{"name":"Ada","age":36}\n{"name":"Bo","age":41}\n';
