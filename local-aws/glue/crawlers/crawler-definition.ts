import type {
  CatalogTarget,
  Crawler,
  CrawlerTargets,
  IcebergTarget,
  JdbcTarget,
  RecrawlPolicy,
  S3Target,
  Schedule,
  SchemaChangePolicy,
  UpdateCrawlerRequest,
} from "@aws-sdk/client-glue";
import { checkName, invalidInput, required, validation } from "../errors";
import { parseGlueCron } from "../schedule/glue-cron";
import { readConfiguration } from "./configuration";
import { globPattern } from "./files/glob";
import { parseJdbcPath } from "./targets/jdbc-target";
import { parseIncludePath } from "./targets/s3-target";

/** What CreateCrawler and UpdateCrawler have in common. */
export type CrawlerDefinition = Omit<UpdateCrawlerRequest, "Name">;

/**
 * The members of a crawler that a request sets, checked and with Glue's defaults.
 *
 * @throws AwsError InvalidInputException where Glue or the embedded AWS refuses one.
 */
export function crawlerDefinition(input: CrawlerDefinition): Partial<Crawler> {
  if (input.LineageConfiguration?.CrawlerLineageSettings === "ENABLE") {
    throw notSupported("LineageConfiguration");
  }
  const { UseLakeFormationCredentials, AccountId } = input.LakeFormationConfiguration ?? {};
  if (UseLakeFormationCredentials || AccountId) {
    throw notSupported("LakeFormationConfiguration");
  }
  readConfiguration(input.Configuration);
  const schemaChange = schemaChangePolicy(input.SchemaChangePolicy);
  return {
    Role: required("role", input.Role),
    Targets: checkTargets(required("targets", input.Targets), schemaChange),
    ...(input.DatabaseName === undefined ? {} : { DatabaseName: input.DatabaseName.toLowerCase() }),
    Description: input.Description,
    Classifiers: input.Classifiers ?? [],
    RecrawlPolicy: recrawlPolicy(input.RecrawlPolicy, schemaChange),
    SchemaChangePolicy: schemaChange,
    LineageConfiguration: { CrawlerLineageSettings: "DISABLE" },
    LakeFormationConfiguration: { UseLakeFormationCredentials: false, AccountId: "" },
    TablePrefix: input.TablePrefix,
    Configuration: input.Configuration,
    CrawlerSecurityConfiguration: input.CrawlerSecurityConfiguration,
  };
}

/** A schedule that is in force from now on; none where the text is empty. */
export function newSchedule(expression: string | undefined): Schedule | undefined {
  if (!expression) {
    return undefined;
  }
  parseGlueCron(expression);
  return { ScheduleExpression: expression, State: "SCHEDULED" };
}

function checkTargets(targets: CrawlerTargets, policy: SchemaChangePolicy): CrawlerTargets {
  const { S3Targets = [], JdbcTargets = [], CatalogTargets = [], IcebergTargets = [], ...others } = targets;
  for (const [kind, list] of Object.entries(others)) {
    if (Array.isArray(list) && list.length > 0) {
      throw notSupported(`${kind}; it crawls S3Targets, JdbcTargets, CatalogTargets and IcebergTargets`);
    }
  }
  if (S3Targets.length + JdbcTargets.length + CatalogTargets.length + IcebergTargets.length === 0) {
    throw invalidInput(
      "Targets must not be empty: name at least one S3 target, JDBC target, catalog target or Iceberg target.",
    );
  }
  if (CatalogTargets.length > 0) {
    checkCatalogTargets(CatalogTargets, [...S3Targets, ...JdbcTargets, ...IcebergTargets], policy);
  }
  return {
    S3Targets: S3Targets.map(checkS3Target),
    JdbcTargets: JdbcTargets.map(checkJdbcTarget),
    MongoDBTargets: [],
    DynamoDBTargets: [],
    CatalogTargets,
    DeltaTargets: [],
    IcebergTargets: IcebergTargets.map(checkIcebergTarget),
    HudiTargets: [],
  };
}

function checkCatalogTargets(
  targets: readonly CatalogTarget[],
  others: readonly object[],
  { DeleteBehavior }: SchemaChangePolicy,
): void {
  if (others.length > 0) {
    throw invalidInput("A crawler of catalog targets cannot have targets of other kinds.");
  }
  if (DeleteBehavior !== "LOG") {
    throw invalidInput("The SchemaChangePolicy for catalog targets must have LOG DeleteBehavior.");
  }
  for (const { DatabaseName, Tables, ConnectionName, EventQueueArn, DlqEventQueueArn } of targets) {
    checkName("targets.catalogTargets.databaseName", DatabaseName);
    if (required("targets.catalogTargets.tables", Tables).length === 0) {
      throw validation(
        "Value '[]' at 'targets.catalogTargets.tables' failed to satisfy constraint: Member must have length greater than or equal to 1",
      );
    }
    if (ConnectionName || EventQueueArn || DlqEventQueueArn) {
      throw notSupported("connections and event queues of catalog targets");
    }
  }
}

function checkJdbcTarget(target: JdbcTarget): JdbcTarget {
  required("targets.jdbcTargets.connectionName", target.ConnectionName);
  parseJdbcPath(target.Path);
  target.Exclusions?.forEach(globPattern);
  if (target.EnableAdditionalMetadata?.length) {
    throw notSupported("EnableAdditionalMetadata of JDBC targets");
  }
  return { ...target, Exclusions: target.Exclusions ?? [] };
}

function checkS3Target(target: S3Target): S3Target {
  parseIncludePath(target.Path);
  target.Exclusions?.forEach(globPattern);
  if (target.ConnectionName || target.EventQueueArn || target.DlqEventQueueArn) {
    throw notSupported("connections and event queues of S3 targets");
  }
  const size = target.SampleSize;
  if (size !== undefined && (!Number.isInteger(size) || size < 1 || size > 249)) {
    throw invalidInput(`SampleSize must be a whole number from 1 to 249, not ${size}.`);
  }
  return { ...target, Exclusions: target.Exclusions ?? [] };
}

function checkIcebergTarget(target: IcebergTarget): IcebergTarget {
  if (required("targets.icebergTargets.paths", target.Paths).length === 0) {
    throw invalidInput("Paths of an Iceberg target must not be empty.");
  }
  target.Paths?.forEach(parseIncludePath);
  target.Exclusions?.forEach(globPattern);
  if (target.ConnectionName) {
    throw notSupported("connections of Iceberg targets");
  }
  const depth = target.MaximumTraversalDepth;
  if (depth !== undefined && (!Number.isInteger(depth) || depth < 1 || depth > 20)) {
    throw invalidInput(`MaximumTraversalDepth must be a whole number from 1 to 20, not ${depth}.`);
  }
  return { ...target, Exclusions: target.Exclusions ?? [] };
}

function schemaChangePolicy(policy: SchemaChangePolicy = {}): Required<SchemaChangePolicy> {
  const UpdateBehavior = policy.UpdateBehavior ?? "UPDATE_IN_DATABASE";
  const DeleteBehavior = policy.DeleteBehavior ?? "DEPRECATE_IN_DATABASE";
  return { UpdateBehavior, DeleteBehavior };
}

function recrawlPolicy(policy: RecrawlPolicy | undefined, schemaChange: SchemaChangePolicy): RecrawlPolicy {
  const behavior = policy?.RecrawlBehavior ?? "CRAWL_EVERYTHING";
  if (behavior === "CRAWL_EVENT_MODE") {
    throw notSupported("CRAWL_EVENT_MODE; there are no event queues");
  }
  const isLogOnly = schemaChange.UpdateBehavior === "LOG" && schemaChange.DeleteBehavior === "LOG";
  if (behavior === "CRAWL_NEW_FOLDERS_ONLY" && !isLogOnly) {
    throw invalidInput(
      "The SchemaChangePolicy for CRAWL_NEW_FOLDERS_ONLY recrawl policy must have LOG UpdateBehavior and LOG DeleteBehavior.",
    );
  }
  return { RecrawlBehavior: behavior };
}

const notSupported = (what: string): Error => invalidInput(`The embedded AWS does not support ${what}.`);
