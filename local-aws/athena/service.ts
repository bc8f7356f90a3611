import { join } from "node:path";
import type { SqlEngine } from "../engines/trino/sql-engine";
import type { Catalog } from "../glue/catalog/catalog";
import type { ServiceEvents } from "../integration/service-events";
import type { ServiceMetrics } from "../integration/service-metrics";
import { jsonService } from "../protocol/json-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import type { ObjectStore } from "../s3/objects/object-store";
import { DataFolder } from "../storage/data-folder";
import { IdempotentAnswers } from "../storage/repeated-requests/idempotent-answers";
import { OneByOne } from "../storage/repeated-requests/one-by-one";
import type { AthenaContext } from "./athena-context";
import { NamedQueries } from "./named-queries";
import { batchGetNamedQuery } from "./operations/batch-get-named-query";
import { batchGetPreparedStatement } from "./operations/batch-get-prepared-statement";
import { batchGetQueryExecution } from "./operations/batch-get-query-execution";
import { createNamedQuery } from "./operations/create-named-query";
import { createPreparedStatement } from "./operations/create-prepared-statement";
import { createWorkGroup } from "./operations/create-work-group";
import { deleteNamedQuery } from "./operations/delete-named-query";
import { deletePreparedStatement } from "./operations/delete-prepared-statement";
import { deleteWorkGroup } from "./operations/delete-work-group";
import { getDataCatalog } from "./operations/get-data-catalog";
import { getDatabase } from "./operations/get-database";
import { getNamedQuery } from "./operations/get-named-query";
import { getPreparedStatement } from "./operations/get-prepared-statement";
import { getQueryExecution } from "./operations/get-query-execution";
import { getQueryResults } from "./operations/get-query-results";
import { getQueryRuntimeStatistics } from "./operations/get-query-runtime-statistics";
import { getTableMetadata } from "./operations/get-table-metadata";
import { getWorkGroup } from "./operations/get-work-group";
import { listDataCatalogs } from "./operations/list-data-catalogs";
import { listDatabases } from "./operations/list-databases";
import { listEngineVersions } from "./operations/list-engine-versions";
import { listNamedQueries } from "./operations/list-named-queries";
import { listPreparedStatements } from "./operations/list-prepared-statements";
import { listQueryExecutions } from "./operations/list-query-executions";
import { listTableMetadata } from "./operations/list-table-metadata";
import { listTagsForResource } from "./operations/list-tags-for-resource";
import { listWorkGroups } from "./operations/list-work-groups";
import { startQueryExecution } from "./operations/start-query-execution";
import { stopQueryExecution } from "./operations/stop-query-execution";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";
import { updateNamedQuery } from "./operations/update-named-query";
import { updatePreparedStatement } from "./operations/update-prepared-statement";
import { updateWorkGroup } from "./operations/update-work-group";
import { PreparedStatements } from "./prepared-statements";
import { QueryRunner } from "./queries/query-runner";
import { QueryStore } from "./queries/query-store";
import { QueryEvents } from "./query-events";
import { invalidRequest } from "./validation";
import { Tags } from "./work-groups/tags";
import { WorkGroups } from "./work-groups/work-groups";

export interface AthenaServiceOptions {
  readonly dataDir: string;
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
  readonly trino: SqlEngine;
  readonly metrics: ServiceMetrics;
  readonly events: ServiceEvents;
}

const operations = {
  BatchGetNamedQuery: batchGetNamedQuery,
  BatchGetPreparedStatement: batchGetPreparedStatement,
  BatchGetQueryExecution: batchGetQueryExecution,
  CreateNamedQuery: createNamedQuery,
  CreatePreparedStatement: createPreparedStatement,
  CreateWorkGroup: createWorkGroup,
  DeleteNamedQuery: deleteNamedQuery,
  DeletePreparedStatement: deletePreparedStatement,
  DeleteWorkGroup: deleteWorkGroup,
  GetDataCatalog: getDataCatalog,
  GetDatabase: getDatabase,
  GetNamedQuery: getNamedQuery,
  GetPreparedStatement: getPreparedStatement,
  GetQueryExecution: getQueryExecution,
  GetQueryResults: getQueryResults,
  GetQueryRuntimeStatistics: getQueryRuntimeStatistics,
  GetTableMetadata: getTableMetadata,
  GetWorkGroup: getWorkGroup,
  ListDataCatalogs: listDataCatalogs,
  ListDatabases: listDatabases,
  ListEngineVersions: listEngineVersions,
  ListNamedQueries: listNamedQueries,
  ListPreparedStatements: listPreparedStatements,
  ListQueryExecutions: listQueryExecutions,
  ListTableMetadata: listTableMetadata,
  ListTagsForResource: listTagsForResource,
  ListWorkGroups: listWorkGroups,
  StartQueryExecution: startQueryExecution,
  StopQueryExecution: stopQueryExecution,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateNamedQuery: updateNamedQuery,
  UpdatePreparedStatement: updatePreparedStatement,
  UpdateWorkGroup: updateWorkGroup,
} satisfies OperationsOf<typeof import("@aws-sdk/client-athena"), AthenaContext>;

/** Members of a workgroup for Spark, for provisioned capacity or for IAM Identity Center, or that ask for encryption. */
const ofOtherWorkGroups = [
  "MonitoringConfiguration",
  "EngineConfiguration",
  "CustomerContentEncryptionConfiguration",
  "EnableMinimumEncryptionConfiguration",
  "IdentityCenterConfiguration.EnableIdentityCenter",
  "QueryResultsS3AccessGrantsConfiguration.EnableS3AccessGrants",
];

/** Athena: its protocol, queue, results and Hive DDL here; every query's SQL in Trino. */
export function athenaService(options: AthenaServiceOptions): Service {
  const events = new QueryEvents(options.events);
  const queries = new QueryStore(options.dataDir, (execution, before) => events.changed(execution, before));
  const workGroups = new WorkGroups(options.dataDir);
  const prepared = new PreparedStatements(options.dataDir);
  const runner = new QueryRunner({ ...options, queries, events, workGroups, prepared });
  const tags = new Tags(options.dataDir);
  const namedQueries = new NamedQueries(options.dataDir);
  const answers = new IdempotentAnswers(DataFolder.at(options.dataDir), join("athena", "answers.jsonl"));
  const starts = new OneByOne();
  const context: AthenaContext = { ...options, queries, runner, starts, workGroups, namedQueries, prepared, tags };
  return jsonService({
    name: "athena",
    targetPrefix: "AmazonAthena",
    context,
    operations,
    async load() {
      await queries.prepare();
      namedQueries.all();
      answers.load();
    },
    refuse: invalidRequest,
    internalError: "InternalServerException",
    showsValues: false,
    refused: {
      CreateWorkGroup: [
        ...ofOtherWorkGroups.map((member) => `Configuration.${member}`),
        "Configuration.SystemTableStatuses",
        "Configuration.ManagedQueryResultsConfiguration.Enabled",
        "Configuration.ManagedQueryResultsConfiguration.EncryptionConfiguration",
      ],
      UpdateWorkGroup: [
        ...ofOtherWorkGroups.map((member) => `ConfigurationUpdates.${member}`),
        "ConfigurationUpdates.ManagedQueryResultsConfigurationUpdates.Enabled",
        "ConfigurationUpdates.ManagedQueryResultsConfigurationUpdates.EncryptionConfiguration",
      ],
      StartQueryExecution: ["EngineConfiguration"],
    },
    idempotent: {
      tokens: { CreateNamedQuery: "ClientRequestToken" },
      answers,
      mismatch: () => invalidRequest("Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH"),
    },
    async reset() {
      await runner.stopAll();
      queries.reset();
      workGroups.reset();
      namedQueries.reset();
      prepared.reset();
      tags.reset();
      answers.reset();
    },
    close: () => runner.stopAll(),
  });
}
