import type { Partition, PartitionInput, Table } from "@aws-sdk/client-glue";
import type { Alteration } from "../alter-table/alteration";
import { HiveError, ParseError, semanticError, taskError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { readLocation } from "../hive/location";
import { keyNames } from "../hive/metastore";
import {
  checkKeys,
  newPartition,
  type PartitionSpec,
  readConstant,
  readPartition,
  specText,
  toPartitionInput,
  valuesOf,
} from "./partition-spec";

/**
 * `ADD [IF NOT EXISTS] PARTITION (…) [LOCATION '…'] …`
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/alter-table-add-partition.html
 */
export function addPartitions(reader: HiveReader): Generator<undefined, Alteration> {
  return reader.stepsWithin("add partition statement", readAdded(reader));
}

function* readAdded(reader: HiveReader): Generator<undefined, Alteration> {
  reader.expect("ADD");
  const ifNotExists = reader.accept("IF", "NOT", "EXISTS");
  const added: { spec: PartitionSpec; location: string | undefined }[] = [];
  do {
    yield;
    added.push({
      spec: readPartition(reader),
      location: reader.accept("LOCATION") ? readLocation(reader) : undefined,
    });
  } while (reader.sees("PARTITION"));
  return function* (table, { partitions }) {
    const { DatabaseName: database = "", Name: name = "" } = table;
    const news: PartitionInput[] = [];
    for (const { spec, location } of added) {
      yield;
      const input = newPartition(table, valuesOf(table, spec), location);
      if (partitions.find(database, name, input.Values) === undefined) {
        news.push(input);
      } else if (!ifNotExists) {
        throw taskError("AlreadyExistsException(message:Partition already exists.)");
      }
    }
    for (let start = 0; start < news.length; start += partitionsAStep) {
      yield;
      partitions.createAll(database, name, news.slice(start, start + partitionsAStep));
    }
  };
}

/** So many are written at once. */
const partitionsAStep = 200;

/** `DROP COLUMN` is read by a first parser, which words it so, and by Hive's. */
function refuseColumn(reader: HiveReader): void {
  const place = reader.peek();
  if (!reader.sees("COLUMN") || place === undefined) {
    return;
  }
  try {
    reader.expect("PARTITION");
  } catch (error) {
    if (error instanceof ParseError) {
      const told = `line ${error.line}:${error.column + 1}: mismatched input '${place.text}' expecting 'PARTITION'`;
      throw new HiveError(error.message, 1006, 2, told);
    }
    throw error;
  }
}

interface Condition {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

const operators = ["=", "<>", "!=", "<=", ">=", "<", ">"];

/**
 * `DROP [IF EXISTS] PARTITION (…), PARTITION (…)`: all partitions that one of them fits.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/alter-table-drop-partition.html
 */
export function dropPartitions(reader: HiveReader): Generator<undefined, Alteration> {
  return reader.stepsWithin("drop partition statement", readDropped(reader));
}

function* readDropped(reader: HiveReader): Generator<undefined, Alteration> {
  reader.expect("DROP");
  refuseColumn(reader);
  const ifExists = reader.accept("IF", "EXISTS");
  const specs: Condition[][] = [];
  do {
    yield;
    reader.expect("PARTITION");
    specs.push(reader.list(() => readCondition(reader)));
  } while (reader.accept(","));
  reader.accept("PURGE");
  return function* (table, { partitions }) {
    const { DatabaseName: database = "", Name: name = "" } = table;
    const all = partitions.list(database, name);
    const named = byAllKeys(table, all);
    const dropped = new Set<Partition>();
    for (const spec of specs) {
      yield;
      const names = spec.map(({ key }) => key);
      checkKeys(table, names, new Map(spec.map(({ key, value }) => [key, value])));
      const found = named(spec) ?? all.filter(fitting(table, spec));
      if (found.length === 0 && !ifExists) {
        throw semanticError(`[Error 10006]: Partition not found ${conditionText(table, spec)}`);
      }
      found.forEach((partition) => {
        dropped.add(partition);
      });
    }
    const values = [...dropped].map(({ Values = [] }) => Values);
    for (let start = 0; start < values.length; start += partitionsAStep) {
      yield;
      partitions.deleteAll(database, name, values.slice(start, start + partitionsAStep));
    }
  };
}

function readCondition(reader: HiveReader): Condition {
  const key = reader.identifier();
  const operator = operators.find((candidate) => reader.accept(candidate));
  if (operator === undefined) {
    throw reader.noViable();
  }
  return { key, operator, value: readConstant(reader) };
}

function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) {
      groups.set(key(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}

/**
 * Finds the partitions that equal values for all keys name, without looking at every partition.
 *
 * @returns A function that gives undefined for other conditions.
 */
function byAllKeys(
  table: Table,
  partitions: readonly Partition[],
): (spec: readonly Condition[]) => readonly Partition[] | undefined {
  const keys = keyNames(table);
  const numeric = keys.map((key) => isNumeric(table, key));
  const keyOf = (values: readonly string[]) =>
    JSON.stringify(values.map((value, place) => (numeric[place] ? Number(value) : value)));
  let index: Map<string, Partition[]> | undefined;
  return (spec) => {
    const values = keys.map((key) => spec.find((condition) => condition.key === key)?.value ?? "");
    const isWhole = spec.length === keys.length && keys.every((key) => spec.some((condition) => condition.key === key));
    const isNumber = values.every((value, place) => !numeric[place] || !Number.isNaN(Number(value)));
    if (!isWhole || !isNumber || spec.some(({ operator }) => operator !== "=")) {
      return undefined;
    }
    index ??= groupedBy(partitions, ({ Values = [] }) => keyOf(Values));
    return index.get(keyOf(values)) ?? [];
  };
}

function fitting(table: Table, spec: readonly Condition[]): (partition: Partition) => boolean {
  const keys = keyNames(table);
  const conditions = spec.map((condition) => ({
    ...condition,
    place: keys.indexOf(condition.key),
    numeric: isNumeric(table, condition.key),
  }));
  return ({ Values = [] }) =>
    conditions.every(({ place, operator, value, numeric }) => {
      const own = Values[place] ?? "";
      const order = numeric ? Number(own) - Number(value) : own < value ? -1 : own > value ? 1 : 0;
      return compares(operator, order);
    });
}

function compares(operator: string, order: number): boolean {
  return (
    (order === 0 && ["=", "<=", ">="].includes(operator)) ||
    (order < 0 && ["<", "<=", "<>", "!="].includes(operator)) ||
    (order > 0 && [">", ">=", "<>", "!="].includes(operator))
  );
}

/** As Hive writes an expression: `((year = 2025) and (month = '07'))`. */
function conditionText(table: Table, spec: readonly Condition[]): string {
  return spec
    .map(({ key, operator, value }) => `(${key} ${operator} ${isNumeric(table, key) ? value : `'${value}'`})`)
    .reduce((all, next) => `(${all} and ${next})`);
}

function isNumeric({ PartitionKeys }: Table, key: string): boolean {
  const type = PartitionKeys?.find(({ Name }) => Name === key)?.Type ?? "";
  return /^(tinyint|smallint|int|bigint|float|double|decimal)/.test(type);
}

/** `PARTITION (…) RENAME TO PARTITION (…)`. */
export function renamePartition(from: PartitionSpec, to: PartitionSpec): Alteration {
  return (table, { partitions }) => {
    const { DatabaseName: database = "", Name: name = "" } = table;
    const [old, Values] = [valuesOf(table, from), valuesOf(table, to)];
    const partition = partitions.find(database, name, old);
    if (partition === undefined) {
      throw semanticError(`[Error 10006]: Partition not found ${specText(from)}`);
    }
    if (partitions.find(database, name, Values) !== undefined) {
      throw taskError("AlreadyExistsException(message:Partition already exists.)");
    }
    partitions.update(database, name, old, { ...toPartitionInput(partition), Values });
  };
}
