import type { Database, Table } from "@aws-sdk/client-glue";
import type { DatabaseStore } from "./database-store";
import type { TableStore } from "./table-store";

/**
 * Databases and tables that stand for others, in this account. A link keeps its own name and has the other's properties;
 * one whose target is not there has its own alone.
 *
 * @see https://docs.aws.amazon.com/lake-formation/latest/dg/resource-links-glue-apis.html
 */
export class ResourceLinks {
  /** @param find A database as it is stored, by its name. */
  constructor(private readonly find: (name: string) => DatabaseStore | undefined) {}

  /** What a database links to. */
  database({ TargetDatabase }: Database): DatabaseStore | undefined {
    return this.find(TargetDatabase?.DatabaseName?.toLowerCase() ?? "");
  }

  /** What a table links to. */
  table({ TargetTable }: Table): TableStore | undefined {
    const database = this.find(TargetTable?.DatabaseName?.toLowerCase() ?? "");
    return database?.tables.get(TargetTable?.Name?.toLowerCase() ?? "");
  }

  withTarget(link: Database): Database {
    const { Name, CreateTime, TargetDatabase } = link;
    const target = this.database(link)?.database;
    return target === undefined ? link : { ...target, Name, CreateTime, TargetDatabase };
  }

  tableWithTarget(link: Table): Table {
    const { Name, DatabaseName, TargetTable } = link;
    const target = this.table(link)?.table;
    return target === undefined ? link : { ...target, Name, DatabaseName, TargetTable };
  }
}
