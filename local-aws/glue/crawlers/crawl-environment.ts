import type { ObjectStore } from "../../s3/objects/object-store";
import type { Catalog } from "../catalog/catalog";
import type { Connections } from "../catalog/connections/connections";
import type { TextClassifier } from "./formats/classified";

/** What a crawl works with. */
export interface CrawlEnvironment {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly connections: Connections;
  readonly signal: AbortSignal;
  /** The crawler's custom classifiers, in its order. */
  readonly classifiers: readonly TextClassifier[];
  /** Takes a line for the crawler's log. */
  readonly log: (message: string) => void;
}
