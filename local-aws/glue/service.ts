import { rmSync } from "node:fs";
import { join } from "node:path";
import type { LogStore } from "../logs/log-store";
import { AwsError } from "../protocol/aws-error";
import { jsonService, type OperationTable } from "../protocol/json-service";
import { valuesAt } from "../protocol/model/member-path";
import type { Service } from "../protocol/service";
import type { Credentials } from "../protocol/signatures/credentials";
import type { ObjectStore } from "../s3/objects/object-store";
import { DataFolder } from "../storage/data-folder";
import { IdempotentAnswers } from "../storage/repeated-requests/idempotent-answers";
import { Catalog } from "./catalog/catalog";
import { catalogOperations } from "./catalog/catalog-operations";
import { Connections } from "./catalog/connections/connections";
import { keptSettings, settingOperations } from "./catalog/setting-operations";
import { withTrinoView } from "./catalog/trino-view/trino-view";
import { Classifiers } from "./crawlers/classifiers/classifiers";
import { crawlerOperations } from "./crawlers/crawler-operations";
import { Crawlers } from "./crawlers/crawlers";
import { DataQuality } from "./data-quality/data-quality";
import { dataQualityOperations } from "./data-quality/data-quality-operations";
import { notFound } from "./errors";
import { jobOperations } from "./jobs/job-operations";
import { Jobs } from "./jobs/jobs";
import { mlTransformOperations } from "./ml-transforms/ml-transform-operations";
import { MlTransforms } from "./ml-transforms/ml-transforms";
import { Orchestration } from "./orchestration";
import { Tags, tagOperations } from "./tags";

export interface GlueOptions {
  readonly dataDir: string;
  /** The URL of the embedded AWS, for the scripts of jobs. */
  readonly endpoint: string;
  /** What the scripts of jobs sign with; any will do where the embedded AWS asks for none. */
  readonly credentials?: Credentials;
  readonly accountId: string;
  readonly objects: ObjectStore;
  readonly logs: LogStore;
}

/** Of tables whose columns or rows are elsewhere: in a schema registry, in another catalog, behind a view of the catalog. */
const ofOtherTables = ["StorageDescriptor.SchemaReference", "FederatedTable", "ViewDefinition"].map(
  (member) => `TableInput.${member}`,
);

/** Members of a data source to filter by that no run or result here has. */
const ofOtherSources = ["GlueTable", "DataQualityGlueTable"].flatMap((table) =>
  ["ConnectionName", "AdditionalOptions", "PreProcessingQuery"].map((member) => `Filter.DataSource.${table}.${member}`),
);

/** All to filter ML transforms by but their names: they differ in nothing else that is worked out here. */
const ofTransforms = ["TransformType", "Status", "GlueVersion", "Schema", "CreatedBefore", "CreatedAfter"]
  .concat("LastModifiedBefore", "LastModifiedAfter")
  .map((member) => `Filter.${member}`);

/** Where inputs name a catalog, which has to be the account's: there is no other. */
const catalogIds = [
  "CatalogId",
  "TargetTable.CatalogId",
  "Filter.TargetTable.CatalogId",
  "InputRecordTables.CatalogId",
  ...["DataSource", "Filter.DataSource", "AdditionalDataSources.*"].flatMap((source) =>
    ["GlueTable", "DataQualityGlueTable"].map((table) => `${source}.${table}.CatalogId`),
  ),
];

/**
 * AWS Glue: the Data Catalog, crawlers that read the files, jobs that run on Spark, data quality.
 *
 * @see https://docs.aws.amazon.com/glue/latest/webapi/WebAPI_Welcome.html
 */
export function glueService(options: GlueOptions): Service & { readonly catalog: Catalog } {
  const catalog = new Catalog(options.dataDir, options.accountId);
  const tags = new Tags(options.dataDir);
  const connections = new Connections(options.dataDir, options.accountId);
  const settings = settingOperations(options.dataDir, connections, tags);
  const classifiers = new Classifiers(options.dataDir);
  const crawlers = new Crawlers(options.dataDir, catalog, options.objects, options.logs, classifiers, connections);
  const jobs = new Jobs(options);
  const quality = new DataQuality(options, catalog);
  const mlTransforms = new MlTransforms(options.dataDir, catalog);
  const orchestration = new Orchestration(options.dataDir, jobs, crawlers, tags);
  const answers = new IdempotentAnswers(DataFolder.at(options.dataDir), join("glue", "answers.jsonl"));
  const exists = (type: string, name: string): boolean =>
    (type === "database" && catalog.getDatabases().some((database) => database.Name === name)) ||
    (type === "connection" && connections.has(name)) ||
    (type === "crawler" && crawlers.has(name)) ||
    (type === "job" && jobs.has(name)) ||
    (type === "mlTransform" && mlTransforms.all().some(({ TransformId }) => TransformId === name)) ||
    (type === "dataQualityRuleset" && quality.rulesets.has(name)) ||
    orchestration.has(type, name);
  const service = jsonService({
    name: "glue",
    targetPrefix: "AWSGlue",
    operations: inOwnCatalog(options.accountId, {
      ...withTrinoView(catalogOperations(catalog, tags)),
      ...settings,
      ...crawlerOperations(crawlers, classifiers, tags),
      ...jobOperations(jobs, tags),
      ...dataQualityOperations(quality, tags),
      ...mlTransformOperations(mlTransforms, tags),
      ...orchestration.operations,
      ...tagOperations(tags, exists),
    }),
    idempotent: {
      tokens: {
        CreateDataQualityRuleset: "ClientToken",
        StartDataQualityRuleRecommendationRun: "ClientToken",
        StartDataQualityRulesetEvaluationRun: "ClientToken",
      },
      answers,
      mismatch: () =>
        new AwsError("IdempotentParameterMismatchException", "The client token was given with another request before."),
    },
    refuse: (message) => new AwsError("ValidationException", message),
    internalError: "InternalServiceException",
    showsValues: true,
    refused: {
      "*": [
        "TransactionId",
        "QueryAsOfTime",
        "ResourceShareType",
        "IncludeStatusDetails",
        "DataQualitySecurityConfiguration",
      ],
      BatchCreatePartition: ["PartitionInputList.StorageDescriptor.SchemaReference"],
      BatchUpdatePartition: ["Entries.PartitionInput.StorageDescriptor.SchemaReference"],
      CreateConnection: ["ConnectionInput.ValidateForComputeEnvironments"],
      CreateDatabase: ["DatabaseInput.FederatedDatabase"],
      CreatePartition: ["PartitionInput.StorageDescriptor.SchemaReference"],
      CreateTable: ["OpenTableFormatInput", ...ofOtherTables],
      CreateTrigger: ["Actions.SecurityConfiguration"],
      GetConnection: ["ApplyOverrideForComputeEnvironment"],
      GetJobRun: ["PredecessorsIncluded"],
      GetUserDefinedFunctions: ["FunctionType"],
      GetMLTransforms: ["Sort", ...ofTransforms],
      ListDataQualityResults: ["Filter.EvaluationRunMode", "Filter.DataQualityEvaluationConfig", ...ofOtherSources],
      ListDataQualityRuleRecommendationRuns: ["Tags", ...ofOtherSources],
      ListDataQualityRulesetEvaluationRuns: ofOtherSources,
      TestConnection: ["TestConnectionInput"],
      UpdateConnection: ["ConnectionInput.ValidateForComputeEnvironments"],
      UpdateDatabase: ["DatabaseInput.FederatedDatabase"],
      UpdatePartition: ["PartitionInput.StorageDescriptor.SchemaReference"],
      UpdateTable: ["ViewUpdateAction", "Force", "UpdateOpenTableFormatInput", ...ofOtherTables],
      UpdateTrigger: ["TriggerUpdate.Actions.SecurityConfiguration"],
    },
    kept: ["CreatePartitionIndex", "DeletePartitionIndex", "GetPartitionIndexes", ...keptSettings],
    async load() {
      await catalog.prepare();
      for (const store of [connections, classifiers, mlTransforms, orchestration.triggers]) {
        store.all();
      }
      for (const store of [jobs, crawlers, orchestration.workflows]) {
        store.names();
      }
      quality.rulesets.list();
      answers.load();
    },
    async reset() {
      await orchestration.whileClosing(() => Promise.all([crawlers.reset(), jobs.reset(), quality.reset()]));
      rmSync(join(options.dataDir, "glue"), { recursive: true, force: true });
      catalog.reset();
      orchestration.reset();
    },
    async close() {
      orchestration.close();
      await orchestration.whileClosing(() => Promise.all([crawlers.close(), jobs.close(), quality.close()]));
    },
  });
  return { ...service, catalog };
}

/** The operations, refusing a `CatalogId` that is not the account's. */
function inOwnCatalog(accountId: string, operations: OperationTable): OperationTable {
  const checked = Object.entries(operations).map(([name, operation]): [string, OperationTable[string]] => [
    name,
    (input: unknown, context) => {
      const other = catalogIds.flatMap((path) => valuesAt(input, path)).find((id) => id !== accountId);
      if (other !== undefined) {
        throw notFound(`Catalog ${other} not found.`);
      }
      return operation(input, context);
    },
  ]);
  return Object.fromEntries(checked);
}
