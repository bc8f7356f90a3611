import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Integration } from "../integration/integration";
import type { LogStore } from "../logs/log-store";
import { AwsError } from "../protocol/aws-error";
import { jsonService } from "../protocol/json-service";
import { valuesAt } from "../protocol/model/member-path";
import type { Service } from "../protocol/service";
import type { Credentials } from "../protocol/signatures/credentials";
import type { ObjectStore } from "../s3/objects/object-store";
import { DataFolder } from "../storage/data-folder";
import { IdempotentAnswers } from "../storage/repeated-requests/idempotent-answers";
import { Catalog } from "./catalog/catalog";
import { catalogOperations } from "./catalog/catalog-operations";
import { Connections } from "./catalog/connections/connections";
import { IcebergTables } from "./catalog/iceberg/iceberg-tables";
import { EncryptionSettings } from "./catalog/policies/encryption-settings";
import { ResourcePolicies } from "./catalog/policies/resource-policies";
import { keptSettings, settingOperations } from "./catalog/setting-operations";
import { withTrinoView } from "./catalog/trino-view/trino-view";
import { Classifiers } from "./crawlers/classifiers/classifiers";
import { crawlerOperations } from "./crawlers/crawler-operations";
import { Crawlers } from "./crawlers/crawlers";
import { Crawls } from "./crawlers/crawls";
import { DataQuality } from "./data-quality/data-quality";
import { dataQualityOperations } from "./data-quality/data-quality-operations";
import { notFound } from "./errors";
import type { GlueContext } from "./glue-context";
import { jobOperations } from "./jobs/job-operations";
import { Jobs } from "./jobs/jobs";
import { mlTransformOperations } from "./ml-transforms/ml-transform-operations";
import { MlTransforms } from "./ml-transforms/ml-transforms";
import { Orchestration } from "./orchestration";
import { type Scheduled, Scheduler } from "./schedule/scheduler";
import { tellGlueEvents } from "./service-events";
import { tagOperations } from "./tags/tag-operations";
import { Tags } from "./tags/tags";
import { triggerOperations } from "./triggers/trigger-operations";
import { EventStarts } from "./workflows/event-starts";
import { workflowOperations } from "./workflows/workflow-operations";

export interface GlueOptions {
  readonly dataDir: string;
  /** The URL of the embedded AWS, for the scripts of jobs. */
  readonly endpoint: string;
  /** What the scripts of jobs sign with; any will do where the embedded AWS asks for none. */
  readonly credentials?: Credentials;
  readonly accountId: string;
  readonly objects: ObjectStore;
  readonly logs: LogStore;
  readonly integration: Integration;
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

const glueOperations = {
  ...withTrinoView(catalogOperations),
  ...settingOperations,
  ...crawlerOperations,
  ...jobOperations,
  ...dataQualityOperations,
  ...mlTransformOperations,
  ...triggerOperations,
  ...workflowOperations,
  ...tagOperations,
};

/**
 * AWS Glue: the Data Catalog, crawlers that read the files, jobs that run on Spark, data quality.
 *
 * @see https://docs.aws.amazon.com/glue/latest/webapi/WebAPI_Welcome.html
 */
export function glueService(options: GlueOptions): Service & { readonly catalog: Catalog } {
  const { dataDir, accountId, objects, logs } = options;
  const catalog = new Catalog(dataDir, accountId);
  const connections = new Connections(dataDir, accountId, options.integration.calls);
  const classifiers = new Classifiers(dataDir);
  const crawlers = new Crawlers(dataDir);
  const crawls = new Crawls(crawlers, { catalog, objects, logs, classifiers, connections });
  const jobs = new Jobs(options, connections);
  const quality = new DataQuality(options, catalog);
  const mlTransforms = new MlTransforms(dataDir, catalog);
  const orchestration = new Orchestration(dataDir, jobs, crawlers, crawls);
  const { triggers, workflows, workflowRuns, descriptions } = orchestration;
  const answers = new IdempotentAnswers(DataFolder.at(dataDir), join("glue", "answers.jsonl"));
  const context: GlueContext = {
    iceberg: new IcebergTables(catalog, objects),
    ...{ catalog, connections, classifiers, crawlers, crawls, jobs, quality, mlTransforms },
    ...{ orchestration, triggers, workflows, workflowRuns, descriptions },
    policies: new ResourcePolicies(dataDir),
    encryption: new EncryptionSettings(dataDir),
    tags: new Tags(dataDir),
  };
  const eventStarts = new EventStarts(dataDir, workflows, workflowRuns);
  options.integration.targets.add("glue", eventStarts);
  tellGlueEvents(context, accountId, options.integration.events);
  const scheduler = new Scheduler(() => scheduledOf(context));
  const service = jsonService({
    name: "glue",
    targetPrefix: "AWSGlue",
    context,
    operations: glueOperations,
    checkInput: (input) => checkCatalogIds(input, accountId),
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
      CreateTable: ["OpenTableFormatInput.IcebergInput.CreateIcebergTableInput", ...ofOtherTables],
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
      for (const store of [connections, classifiers, mlTransforms, triggers]) {
        store.all();
      }
      for (const store of [jobs, crawlers, workflows]) {
        store.names();
      }
      quality.rulesets.list();
      answers.load();
      eventStarts.load();
    },
    async reset() {
      eventStarts.stop();
      await orchestration.whileClosing(() => Promise.all([crawls.endAll(), jobs.reset(), quality.reset()]));
      rmSync(join(dataDir, "glue"), { recursive: true, force: true });
      crawlers.forget();
      catalog.reset();
      orchestration.reset();
    },
    async close() {
      scheduler.stop();
      eventStarts.stop();
      await orchestration.whileClosing(() => Promise.all([crawls.endAll(), jobs.close(), quality.close()]));
    },
  });
  return { ...service, catalog };
}

/** @throws AwsError EntityNotFoundException where a catalog that is not the account's is named. */
function checkCatalogIds(input: Readonly<Record<string, unknown>>, accountId: string): void {
  const other = catalogIds.flatMap((path) => valuesAt(input, path)).find((id) => id !== accountId);
  if (other !== undefined) {
    throw notFound(`Catalog ${other} not found.`);
  }
}

function* scheduledOf({ crawlers, crawls, triggers, orchestration }: GlueContext): Generator<Scheduled> {
  for (const { name, expression } of crawlers.scheduled()) {
    yield { title: `crawler ${name}`, expression, start: () => crawls.startScheduled(name, expression) };
  }
  for (const stored of triggers.scheduled()) {
    const { Name, Schedule = "" } = stored.trigger;
    yield { title: `trigger ${Name}`, expression: Schedule, start: () => orchestration.fire(stored) };
  }
}
