import type { SqlEngine } from "../engines/trino/sql-engine";
import type { Catalog } from "../glue/catalog/catalog";
import type { ObjectStore } from "../s3/objects/object-store";
import type { OneByOne } from "../storage/repeated-requests/one-by-one";
import type { NamedQueries } from "./named-queries";
import type { PreparedStatements } from "./prepared-statements";
import type { QueryRunner } from "./queries/query-runner";
import type { QueryStore } from "./queries/query-store";
import type { Tags } from "./work-groups/tags";
import type { WorkGroups } from "./work-groups/work-groups";

/** What Athena's operations work on. */
export interface AthenaContext {
  readonly queries: QueryStore;
  readonly runner: QueryRunner;
  /** Starts of queries, by their token. */
  readonly starts: OneByOne;
  readonly workGroups: WorkGroups;
  readonly namedQueries: NamedQueries;
  readonly prepared: PreparedStatements;
  readonly tags: Tags;
  readonly trino: SqlEngine;
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
}
