import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Decided, wrong } from "../verdict";

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

export interface ParquetRows {
  readonly rows: readonly Row[];
  /** DuckDB's type by the column's name. */
  readonly types: Readonly<Record<string, string>>;
}

/** What is read of S3. */
interface Objects {
  objects(prefix: string): Promise<readonly { readonly key: string; readonly size: number }[]>;
  bytes(key: string): Promise<Buffer | undefined>;
}

/** No exercise writes more; what is larger is not read. In bytes. */
const mostBytes = 20_000_000;

/**
 * The rows of all Parquet files below a prefix; see `Lab.parquet`.
 *
 * @throws Decided Where the files are too large, are not Parquet or cannot be read.
 */
export async function readParquet(lab: Objects, prefix: string): Promise<ParquetRows | undefined> {
  const files = (await lab.objects(prefix)).filter(
    ({ key, size }) => size > 0 && !/(^|\/)[_.][^/]*$/.test(key) && !key.endsWith("/"),
  );
  if (files.length === 0) {
    return undefined;
  }
  if (files.reduce((sum, { size }) => sum + size, 0) > mostBytes) {
    throw new Decided(wrong(`${prefix} holds more than ${mostBytes / 1e6} MB: far more than the exercises' data.`));
  }
  const folder = mkdtempSync(join(tmpdir(), "quality-exercises-"));
  try {
    const parts: string[] = [];
    for (const [index, { key }] of files.entries()) {
      const file = join(folder, `${index}.parquet`);
      const bytes = (await lab.bytes(key)) ?? Buffer.alloc(0);
      if (![bytes.subarray(0, 4), bytes.subarray(-4)].every((mark) => mark.toString("latin1") === "PAR1")) {
        throw new Decided(
          wrong(`Below ${prefix} lies a file that is not Parquet.`, {
            expected: "Parquet files, which begin and end with PAR1",
            seen: `${key}, which begins with ${firstCharacters(bytes)}`,
          }),
        );
      }
      writeFileSync(file, bytes);
      parts.push(selectAll(file, key.slice(prefix.length)));
    }
    return lowerNames(await duckRows(parts.join(" UNION ALL BY NAME ")));
  } catch (error) {
    if (error instanceof Decided) {
      throw error;
    }
    throw new Decided(
      wrong(`The files below ${prefix} cannot be read as Parquet: ${(error as Error).message.split("\n")[0]}`),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The SELECT of a Parquet file with the columns of its folders' names: these count, should the file have them too. */
function selectAll(file: string, path: string): string {
  const folders = [...path.matchAll(/([^/=]+)=([^/]*)\//g)].map(([, name = "", value = ""]) => [name, value] as const);
  const names = folders.map(([name]) => quoted(name.toLowerCase(), "'"));
  const own = names.length > 0 ? `COLUMNS(name -> lower(name) NOT IN (${names.join(", ")}))` : "*";
  const values = folders.map(([name, value]) => `${quoted(decodeURIComponent(value), "'")} AS ${quoted(name, '"')}`);
  return `SELECT ${[own, ...values].join(", ")} FROM read_parquet('${file}', hive_partitioning = false)`;
}

function lowerNames({ rows, types }: ParquetRows): ParquetRows {
  const lower = <Value>(one: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(one).map(([name, value]) => [name.toLowerCase(), value]));
  return { rows: rows.map(lower), types: lower(types) };
}

/** The first characters of a file where they are text, else their bytes in hex. */
function firstCharacters(bytes: Buffer): string {
  const text = bytes.subarray(0, 40).toString("latin1").split("\n")[0] ?? "";
  return /^[\x20-\x7e]+\r?$/.test(text) ? `\`${text.trim()}\`` : `the bytes ${bytes.subarray(0, 8).toString("hex")}`;
}

function quoted(text: string, mark: string): string {
  return mark + text.replaceAll(mark, mark + mark) + mark;
}

async function duckRows(sql: string): Promise<ParquetRows> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(sql);
    const types = reader.columnNames().map((name, index) => [name, String(reader.columnType(index))]);
    return { rows: reader.getRowObjectsJson() as Row[], types: Object.fromEntries(types) as Record<string, string> };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
