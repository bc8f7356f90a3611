import type { TrinoEngine } from "../engines/trino";
import type { Catalog } from "../glue/catalog/catalog";
import { jsonService, type OperationTable } from "../protocol/json-service";
import type { Service } from "../protocol/service";
import type { ObjectStore } from "../s3/object-store";
import type { AthenaContext } from "./athena-context";
import { batchGetQueryExecution } from "./operations/batch-get-query-execution";
import { createWorkGroup } from "./operations/create-work-group";
import { deleteWorkGroup } from "./operations/delete-work-group";
import { getQueryExecution } from "./operations/get-query-execution";
import { getQueryResults } from "./operations/get-query-results";
import { getTableMetadata } from "./operations/get-table-metadata";
import { getWorkGroup } from "./operations/get-work-group";
import { listDatabases } from "./operations/list-databases";
import { listQueryExecutions } from "./operations/list-query-executions";
import { listTableMetadata } from "./operations/list-table-metadata";
import { listWorkGroups } from "./operations/list-work-groups";
import { startQueryExecution } from "./operations/start-query-execution";
import { stopQueryExecution } from "./operations/stop-query-execution";
import { QueryRunner } from "./query-runner";
import { QueryStore } from "./query-store";
import { WorkGroups } from "./work-groups";

export interface AthenaServiceOptions {
  readonly dataDir: string;
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
  readonly trino: TrinoEngine;
}

const operations = {
  BatchGetQueryExecution: batchGetQueryExecution,
  CreateWorkGroup: createWorkGroup,
  DeleteWorkGroup: deleteWorkGroup,
  GetQueryExecution: getQueryExecution,
  GetQueryResults: getQueryResults,
  GetTableMetadata: getTableMetadata,
  GetWorkGroup: getWorkGroup,
  ListDatabases: listDatabases,
  ListQueryExecutions: listQueryExecutions,
  ListTableMetadata: listTableMetadata,
  ListWorkGroups: listWorkGroups,
  StartQueryExecution: startQueryExecution,
  StopQueryExecution: stopQueryExecution,
};

/** Athena: its protocol, queue, results and Hive DDL here; every query's SQL in Trino. */
export function athenaService(options: AthenaServiceOptions): Service {
  const queries = new QueryStore(options.dataDir);
  const workGroups = new WorkGroups(options.dataDir);
  const runner = new QueryRunner({ ...options, queries, workGroups });
  const context: AthenaContext = { ...options, queries, runner, workGroups };
  return jsonService({
    name: "athena",
    targetPrefix: "AmazonAthena",
    operations: bind(context),
    async reset() {
      await runner.stopAll();
      queries.reset();
      workGroups.reset();
    },
    close: () => runner.stopAll(),
  });
}

function bind(context: AthenaContext): OperationTable {
  const bound = Object.entries(operations).map(([name, operation]) => [
    name,
    (input: never) => operation(context, input),
  ]);
  return Object.fromEntries(bound) as OperationTable;
}
