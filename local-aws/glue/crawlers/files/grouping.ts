import type { Field } from "../formats/data-type";
import { type FileSchema, type Format, formatKey } from "../formats/file-schema";
import type { CrawledFile, Folder } from "./folder-tree";
import { mostAreSimilar } from "./similarity";

/** Files that became a table, or one partition of it. */
export interface CrawledPartition {
  readonly values: readonly string[];
  /** A prefix in the bucket; a key where a single file is the table. */
  readonly location: string;
  readonly files: readonly CrawledFile[];
}

export interface CrawledTable {
  /** What its name comes from: a folder, a file or the bucket. */
  readonly name: string;
  readonly location: string;
  readonly format: Format;
  readonly partitionKeys: readonly string[];
  /** One without values where the table has no partition keys. */
  readonly partitions: readonly CrawledPartition[];
  /** Globs of the addresses that its crawler left out, which stand in the table for Glue jobs. */
  readonly exclusions?: readonly string[];
}

export interface GroupingRules {
  /** Folders of one format belong together, however different their columns are. */
  readonly combineCompatibleSchemas: boolean;
  /** How many levels under the crawled folder the tables' folders are; undefined lets the schemas decide. */
  readonly tableDepth: number | undefined;
}

/** A folder tree that may still become a part of a table further up. */
interface Unit {
  readonly folder: Folder;
  readonly format: Format;
  /** The names of the folders down to the files, a set for each level. */
  readonly levels: readonly (readonly string[])[];
  readonly partitions: readonly CrawledPartition[];
}

interface Grouped {
  readonly unit?: Unit;
  readonly tables: readonly CrawledTable[];
}

/**
 * Groups files into tables as Glue's crawlers do: folders whose schemas are alike are the partitions of one table,
 * and where they are not, each is a table; files of one folder that are not alike are a table each.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/crawler-s3-folder-table-partition.html
 */
export function groupIntoTables(root: Folder, rules: GroupingRules): CrawledTable[] {
  return close(groupFolder(root, 0, rules), rules);
}

function groupFolder(folder: Folder, depth: number, rules: GroupingRules): Grouped {
  const inner = [...folder.folders.values()].map((child) => groupFolder(child, depth + 1, rules));
  const own = folder.files.length === 0 ? undefined : groupFiles(folder, rules);
  if (inner.length === 0) {
    return own ?? { tables: [] };
  }
  const units = inner.flatMap((group) => group.unit ?? []);
  const mayMerge = rules.tableDepth === undefined || depth >= rules.tableDepth;
  if (own === undefined && units.length === inner.length && mayMerge && areAlike(units, rules)) {
    return { unit: nest(folder, units), tables: [] };
  }
  const tables = inner.flatMap((group) => close(group, rules));
  return { tables: [...tables, ...folder.files.map((file) => fileTable(file))] };
}

function groupFiles(folder: Folder, rules: GroupingRules): Grouped {
  const [first] = folder.files;
  if (
    first !== undefined &&
    fitTogether(
      folder.files.map((file) => file.schema),
      rules,
    )
  ) {
    const partition = { values: [], location: folder.prefix, files: folder.files };
    return { unit: { folder, format: first.schema.format, levels: [], partitions: [partition] }, tables: [] };
  }
  return { tables: folder.files.map((file) => fileTable(file)) };
}

function areAlike(units: readonly Unit[], rules: GroupingRules): boolean {
  const [first] = units;
  return (
    units.every((unit) => unit.levels.length === first?.levels.length) &&
    fitTogether(
      units.flatMap((unit) => unit.partitions.flatMap((partition) => partition.files.map((file) => file.schema))),
      rules,
    )
  );
}

function fitTogether(schemas: readonly FileSchema[], rules: GroupingRules): boolean {
  const [first] = schemas;
  const key = first && formatKey(first.format);
  const known = new Set(schemas.map((schema) => schema.format));
  if ([...known].some((format) => formatKey(format) !== key)) {
    return false;
  }
  if (rules.combineCompatibleSchemas) {
    return true;
  }
  const counts = new Map<readonly Field[], number>();
  for (const { columns } of schemas) {
    counts.set(columns, (counts.get(columns) ?? 0) + 1);
  }
  return mostAreSimilar(counts);
}

function nest(folder: Folder, units: readonly Unit[]): Unit {
  const depth = units[0]?.levels.length ?? 0;
  const names = units.map((unit) => unit.folder.name);
  const below = Array.from({ length: depth }, (_, level) => [
    ...new Set(units.flatMap((unit) => unit.levels[level] ?? [])),
  ]);
  return {
    folder,
    format: (units[0] as Unit).format,
    levels: [names, ...below],
    partitions: units.flatMap((unit) =>
      unit.partitions.map((partition) => ({ ...partition, values: [unit.folder.name, ...partition.values] })),
    ),
  };
}

/** Makes what is left of a folder a table. */
function close(group: Grouped, rules: GroupingRules): CrawledTable[] {
  return group.unit === undefined ? [...group.tables] : [...group.tables, unitTable(group.unit, rules)];
}

function unitTable(unit: Unit, rules: GroupingRules): CrawledTable {
  const inner = onlyFolder(unit);
  if (inner !== undefined && rules.tableDepth === undefined) {
    return unitTable(inner, rules);
  }
  const keys = unit.levels.map(hiveKey);
  let unnamed = 0;
  return {
    name: unit.folder.name,
    location: unit.folder.prefix,
    format: unit.format,
    partitionKeys: keys.map((key) => key ?? `partition_${unnamed++}`),
    partitions: unit.partitions.map((partition) => ({
      ...partition,
      values: partition.values.map((value, level) => (keys[level] === undefined ? value : hiveValue(value))),
    })),
  };
}

/** A level with a single folder that is not `key=value` divides nothing: the table begins below it. */
function onlyFolder(unit: Unit): Unit | undefined {
  const [names = [], ...levels] = unit.levels;
  const folder = names.length === 1 ? unit.folder.folders.get(names[0] as string) : undefined;
  if (folder === undefined || hiveKey(names) !== undefined) {
    return undefined;
  }
  const partitions = unit.partitions.map((partition) => ({ ...partition, values: partition.values.slice(1) }));
  return { ...unit, folder, levels, partitions };
}

/** The key that all folders of a level name as `key=value`. */
function hiveKey(names: readonly string[]): string | undefined {
  const keys = new Set(names.map((name) => /^([^=]+)=/.exec(name)?.[1]?.toLowerCase()));
  return keys.size === 1 ? [...keys][0] : undefined;
}

function hiveValue(name: string): string {
  const value = name.slice(name.indexOf("=") + 1);
  return value.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A file that is a table of its own. */
export function fileTable(file: CrawledFile): CrawledTable {
  return {
    name: file.key.slice(file.key.lastIndexOf("/") + 1),
    location: file.key,
    format: file.schema.format,
    partitionKeys: [],
    partitions: [{ values: [], location: file.key, files: [file] }],
  };
}
