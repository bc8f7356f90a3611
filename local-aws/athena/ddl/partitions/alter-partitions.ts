import type { Partition, Table } from "@aws-sdk/client-glue";
import type { Change } from "../alter-table/alteration";
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
export function addPartitions(reader: HiveReader): Change {
  return reader.within("add partition statement", () => {
    reader.expect("ADD");
    const ifNotExists = reader.accept("IF", "NOT", "EXISTS");
    const added: { spec: PartitionSpec; location: string | undefined }[] = [];
    do {
      added.push({
        spec: readPartition(reader),
        location: reader.accept("LOCATION") ? readLocation(reader) : undefined,
      });
    } while (reader.sees("PARTITION"));
    return (table, { partitions }) => {
      const { DatabaseName: database = "", Name: name = "" } = table;
      const inputs = added.map(({ spec, location }) => newPartition(table, valuesOf(table, spec), location));
      const news = inputs.filter(({ Values }) => partitions.find(database, name, Values) === undefined);
      if (news.length < inputs.length && !ifNotExists) {
        throw taskError("AlreadyExistsException(message:Partition already exists.)");
      }
      partitions.createAll(database, name, news);
    };
  });
}

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
export function dropPartitions(reader: HiveReader): Change {
  return reader.within("drop partition statement", () => {
    reader.expect("DROP");
    refuseColumn(reader);
    const ifExists = reader.accept("IF", "EXISTS");
    const specs: Condition[][] = [];
    do {
      reader.expect("PARTITION");
      specs.push(reader.list(() => readCondition(reader)));
    } while (reader.accept(","));
    reader.accept("PURGE");
    return (table, { partitions }) => {
      const { DatabaseName: database = "", Name: name = "" } = table;
      const all = partitions.list(database, name);
      const dropped = new Set<Partition>();
      for (const spec of specs) {
        const names = spec.map(({ key }) => key);
        checkKeys(table, names, new Map(spec.map(({ key, value }) => [key, value])));
        const found = all.filter((partition) => fits(table, partition, spec));
        if (found.length === 0 && !ifExists) {
          throw semanticError(`[Error 10006]: Partition not found ${conditionText(table, spec)}`);
        }
        found.forEach((partition) => {
          dropped.add(partition);
        });
      }
      for (const { Values } of dropped) {
        partitions.delete(database, name, Values);
      }
    };
  });
}

function readCondition(reader: HiveReader): Condition {
  const key = reader.identifier();
  const operator = operators.find((candidate) => reader.accept(candidate));
  if (operator === undefined) {
    throw reader.noViable();
  }
  return { key, operator, value: readConstant(reader) };
}

function fits(table: Table, { Values = [] }: Partition, spec: readonly Condition[]): boolean {
  const keys = keyNames(table);
  return spec.every(({ key, operator, value }) => {
    const own = Values[keys.indexOf(key)] ?? "";
    const order = isNumeric(table, key) ? Number(own) - Number(value) : own < value ? -1 : own > value ? 1 : 0;
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
export function renamePartition(from: PartitionSpec, to: PartitionSpec): Change {
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
