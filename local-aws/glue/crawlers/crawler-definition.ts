import type {
  Crawler,
  CrawlerTargets,
  RecrawlPolicy,
  S3Target,
  SchemaChangePolicy,
  UpdateCrawlerRequest,
} from "@aws-sdk/client-glue";
import { invalidInput, oneOf, required } from "../errors";
import { readConfiguration } from "./configuration";
import { globPattern } from "./glob";
import { parseIncludePath } from "./s3-target";

/** What CreateCrawler and UpdateCrawler have in common. */
export type CrawlerDefinition = Omit<UpdateCrawlerRequest, "Name">;

/**
 * The members of a crawler that a request sets, checked and with Glue's defaults.
 *
 * @throws AwsError InvalidInputException where Glue or the embedded AWS refuses one.
 */
export function crawlerDefinition(input: CrawlerDefinition): Partial<Crawler> {
  if (input.Schedule) {
    throw notSupported("a Schedule; start the crawler with StartCrawler");
  }
  if (input.LineageConfiguration?.CrawlerLineageSettings === "ENABLE") {
    throw notSupported("lineage settings");
  }
  if (input.LakeFormationConfiguration?.UseLakeFormationCredentials) {
    throw notSupported("Lake Formation credentials");
  }
  readConfiguration(input.Configuration);
  const schemaChange = schemaChangePolicy(input.SchemaChangePolicy);
  return {
    Role: required("role", input.Role),
    Targets: checkTargets(required("targets", input.Targets)),
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

function checkTargets(targets: CrawlerTargets): CrawlerTargets {
  const { S3Targets = [], ...others } = targets;
  for (const [kind, list] of Object.entries(others)) {
    if (Array.isArray(list) && list.length > 0) {
      throw notSupported(`${kind}; it crawls S3Targets`);
    }
  }
  if (S3Targets.length === 0) {
    throw invalidInput("Targets must not be empty: name at least one S3 target.");
  }
  return {
    S3Targets: S3Targets.map(checkS3Target),
    JdbcTargets: [],
    MongoDBTargets: [],
    DynamoDBTargets: [],
    CatalogTargets: [],
    DeltaTargets: [],
    IcebergTargets: [],
    HudiTargets: [],
  };
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

function schemaChangePolicy(policy: SchemaChangePolicy = {}): Required<SchemaChangePolicy> {
  const UpdateBehavior = policy.UpdateBehavior ?? "UPDATE_IN_DATABASE";
  const DeleteBehavior = policy.DeleteBehavior ?? "DEPRECATE_IN_DATABASE";
  oneOf("schemaChangePolicy.updateBehavior", UpdateBehavior, ["LOG", "UPDATE_IN_DATABASE"]);
  oneOf("schemaChangePolicy.deleteBehavior", DeleteBehavior, ["LOG", "DELETE_FROM_DATABASE", "DEPRECATE_IN_DATABASE"]);
  return { UpdateBehavior, DeleteBehavior };
}

function recrawlPolicy(policy: RecrawlPolicy | undefined, schemaChange: SchemaChangePolicy): RecrawlPolicy {
  const behavior = policy?.RecrawlBehavior ?? "CRAWL_EVERYTHING";
  oneOf("recrawlPolicy.recrawlBehavior", behavior, ["CRAWL_EVERYTHING", "CRAWL_NEW_FOLDERS_ONLY", "CRAWL_EVENT_MODE"]);
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
