import type { OperationsOf } from "../protocol/operation";
import type { Catalog } from "./catalog/catalog";
import type { Connections } from "./catalog/connections/connections";
import type { IcebergTables } from "./catalog/iceberg/iceberg-tables";
import type { EncryptionSettings } from "./catalog/policies/encryption-settings";
import type { ResourcePolicies } from "./catalog/policies/resource-policies";
import type { Classifiers } from "./crawlers/classifiers/classifiers";
import type { Crawlers } from "./crawlers/crawlers";
import type { Crawls } from "./crawlers/crawls";
import type { DataQuality } from "./data-quality/data-quality";
import type { Jobs } from "./jobs/jobs";
import type { MlTransforms } from "./ml-transforms/ml-transforms";
import type { Orchestration } from "./orchestration";
import type { Tags } from "./tags/tags";
import type { Triggers } from "./triggers/triggers";
import type { Descriptions } from "./workflows/descriptions";
import type { WorkflowRuns } from "./workflows/workflow-runs";
import type { Workflows } from "./workflows/workflows";

/** What Glue's operations work on. */
export interface GlueContext {
  readonly catalog: Catalog;
  readonly iceberg: IcebergTables;
  readonly connections: Connections;
  readonly policies: ResourcePolicies;
  readonly encryption: EncryptionSettings;
  readonly classifiers: Classifiers;
  readonly crawlers: Crawlers;
  readonly crawls: Crawls;
  readonly jobs: Jobs;
  readonly quality: DataQuality;
  readonly mlTransforms: MlTransforms;
  readonly orchestration: Orchestration;
  readonly triggers: Triggers;
  readonly workflows: Workflows;
  readonly workflowRuns: WorkflowRuns;
  readonly descriptions: Descriptions;
  readonly tags: Tags;
}

/** Operations of Glue's by AWS's names, typed by its SDK. */
export type GlueOperations = OperationsOf<typeof import("@aws-sdk/client-glue"), GlueContext>;
