import type { ColumnError, ColumnStatistics, ColumnStatisticsError } from "@aws-sdk/client-glue";
import { invalidInput, partitionNotFound, required } from "../errors";
import { valuesKey } from "./partitions/partitions";
import type { TableStore } from "./table-store";

/** Column statistics of tables, and of partitions where values are given. */
export class Statistics {
  constructor(private readonly find: (database: string, table: string) => TableStore) {}

  get(
    database: string,
    table: string,
    values: readonly string[] | undefined,
    columns: readonly string[] | undefined,
  ): { ColumnStatisticsList: ColumnStatistics[]; Errors: ColumnError[] } {
    const { store, prefix } = this.place(database, table, values);
    const found: ColumnStatistics[] = [];
    const errors: ColumnError[] = [];
    for (const column of required("columnNames", columns)) {
      const statistics = store.statistics.get(prefix + column.toLowerCase());
      if (statistics) {
        found.push(statistics);
      } else {
        const ErrorMessage = `Column statistics not found for column: ${column}`;
        errors.push({ ColumnName: column, Error: { ErrorCode: "EntityNotFoundException", ErrorMessage } });
      }
    }
    return { ColumnStatisticsList: found, Errors: errors };
  }

  /** @returns What was refused, with why; the others are stored. */
  update(
    database: string,
    table: string,
    values: readonly string[] | undefined,
    list: readonly ColumnStatistics[] | undefined,
  ): ColumnStatisticsError[] {
    const { store, prefix } = this.place(database, table, values);
    const names = columnNames(store);
    const given = required("columnStatisticsList", list);
    const accepted = given.filter((one) => names.has(one.ColumnName?.toLowerCase() ?? ""));
    store.statistics.put(accepted.map((one) => [prefix + one.ColumnName?.toLowerCase(), withLength(one)] as const));
    return given
      .filter((one) => !accepted.includes(one))
      .map((one) => ({
        ColumnStatistics: one,
        Error: { ErrorCode: "InvalidInputException", ErrorMessage: `Column ${one.ColumnName} not found in table.` },
      }));
  }

  /** It is no error where the column has none: Trino clears what it will not write again, and does so on AWS. */
  delete(database: string, table: string, values: readonly string[] | undefined, column: string | undefined): void {
    const { store, prefix } = this.place(database, table, values);
    const key = prefix + required("columnName", column).toLowerCase();
    if (store.statistics.get(key) !== undefined) {
      store.statistics.delete([key]);
    }
  }

  private place(
    database: string,
    table: string,
    values: readonly string[] | undefined,
  ): { store: TableStore; prefix: string } {
    const store = this.find(database, table);
    if (values === undefined) {
      return { store, prefix: "table/" };
    }
    if (values.length !== (store.table.PartitionKeys ?? []).length) {
      throw invalidInput("The number of partition keys do not match the number of partition values");
    }
    const key = valuesKey(values);
    if (store.partitions.get(key) === undefined) {
      throw partitionNotFound();
    }
    return { store, prefix: `${key}/` };
  }
}

function columnNames({ table }: TableStore): Set<string> {
  const columns = [...(table.StorageDescriptor?.Columns ?? []), ...(table.PartitionKeys ?? [])];
  return new Set(columns.map((column) => column.Name?.toLowerCase() ?? ""));
}

/** In Glue's model an average length that is not told is 0, which is what Trino does where a column is NULL in all rows. */
function withLength(statistics: ColumnStatistics): ColumnStatistics {
  const stored = structuredClone(statistics);
  const { StringColumnStatisticsData: ofText, BinaryColumnStatisticsData: ofBytes } = stored.StatisticsData ?? {};
  for (const lengths of [ofText, ofBytes]) {
    if (lengths !== undefined) {
      lengths.AverageLength ??= 0;
    }
  }
  return stored;
}
