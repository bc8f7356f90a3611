import type { Column } from "@aws-sdk/client-glue";
import { checkDistinct, readColumn, readColumns } from "../hive/columns";
import { semanticError, taskError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { isView } from "../hive/metastore";
import type { PartitionSpec } from "../partitions/partition-spec";
import { type Alteration, alterStorage } from "./alteration";

/** `ADD COLUMNS (…)`: behind the others, before the partition keys. */
export function* addColumns(reader: HiveReader, spec: PartitionSpec | undefined): Generator<undefined, Alteration> {
  const added = yield* reader.stepsWithin("add column statement", readColumns(reader));
  acceptCascade(reader);
  return alterColumns(spec, (columns) => {
    const names = new Set(columns.map(({ Name }) => Name));
    const again = added.find(({ Name }) => names.has(Name));
    if (again !== undefined) {
      throw taskError(`Duplicate column name: ${again.Name}`);
    }
    return [...columns, ...added];
  });
}

/** `REPLACE COLUMNS (…)`: all but the partition keys. */
export function* replaceColumns(reader: HiveReader, spec: PartitionSpec | undefined): Generator<undefined, Alteration> {
  const columns = yield* reader.stepsWithin("add column statement", readColumns(reader));
  acceptCascade(reader);
  return alterColumns(spec, () => columns);
}

/** `CHANGE [COLUMN] old new type [COMMENT '…'] [FIRST|AFTER column]`. */
export function changeColumn(reader: HiveReader, spec: PartitionSpec | undefined): Alteration {
  return reader.within("rename column name", () => {
    reader.accept("COLUMN");
    const old = reader.identifier();
    const column = readColumn(reader);
    const first = reader.accept("FIRST");
    const after = !first && reader.accept("AFTER") ? reader.identifier() : undefined;
    acceptCascade(reader);
    return alterColumns(spec, (columns) => moved(replaced(columns, old, column), column, first, after));
  });
}

function replaced(columns: readonly Column[], old: string, column: Column): Column[] {
  const place = columns.findIndex(({ Name }) => Name === old);
  if (place < 0) {
    throw taskError(`Invalid column reference ${old}`);
  }
  // a comment stays where no other is given
  return columns.with(place, { ...(columns[place]?.Comment && { Comment: columns[place].Comment }), ...column });
}

function moved(columns: Column[], { Name }: Column, first: boolean, after: string | undefined): Column[] {
  if (!first && after === undefined) {
    return columns;
  }
  const place = columns.findIndex((column) => column.Name === Name);
  const [column] = columns.splice(place, 1);
  const target = first ? 0 : columns.findIndex((candidate) => candidate.Name === after) + 1;
  if (!first && target === 0) {
    throw taskError(`Invalid column reference ${after}`);
  }
  return columns.toSpliced(target, 0, column as Column);
}

function alterColumns(spec: PartitionSpec | undefined, change: (columns: readonly Column[]) => Column[]): Alteration {
  return (table, catalog) => {
    if (isView(table)) {
      throw semanticError(
        `[Error 10131]: To alter a view you need to use the ALTER VIEW command. ${table.DatabaseName}.${table.Name}`,
      );
    }
    const changed = alterStorage(spec, (storage) => {
      const Columns = change(storage.Columns ?? []);
      checkDistinct(Columns, table.PartitionKeys);
      return { ...storage, Columns };
    });
    changed(table, catalog);
  };
}

function acceptCascade(reader: HiveReader): void {
  // partitions keep their own columns either way: Athena reads them by the table's
  if (!reader.accept("RESTRICT")) {
    reader.accept("CASCADE");
  }
}
