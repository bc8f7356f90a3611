import type { Crawler, CrawlerHistory, CrawlerMetrics } from "@aws-sdk/client-glue";
import type { CrawlChanges } from "./tables/write-tables";

/** What is kept of a crawler. */
export interface StoredCrawler {
  crawler: Crawler;
  /** The newest first. */
  history: CrawlerHistory[];
  /** Of the last crawl that ended well. */
  changes?: CrawlChanges;
}

const lastCrawlStatus = { COMPLETED: "SUCCEEDED", FAILED: "FAILED", STOPPED: "CANCELLED", RUNNING: undefined } as const;

/** What a crawler shows of its last crawl. */
export function lastCrawl(history: CrawlerHistory): Crawler["LastCrawl"] {
  const { LogGroup, LogStream, MessagePrefix, StartTime, ErrorMessage, State } = history;
  return {
    Status: lastCrawlStatus[State ?? "FAILED"],
    ...(ErrorMessage === undefined ? {} : { ErrorMessage }),
    LogGroup,
    LogStream,
    MessagePrefix,
    StartTime,
  };
}

/** The text that ListCrawls gives: what changed, by kind of entity. */
export function summary(changes: CrawlChanges): string {
  const tables = {
    ADD: { Count: changes.tablesCreated.length, Details: { names: changes.tablesCreated } },
    UPDATE: { Count: changes.tablesUpdated.length, Details: { names: changes.tablesUpdated } },
    DELETE: { Count: changes.tablesDeleted.length, Details: { names: changes.tablesDeleted } },
  };
  const partitions = {
    ADD: { Count: changes.partitionsCreated },
    UPDATE: { Count: changes.partitionsUpdated },
    DELETE: { Count: changes.partitionsDeleted },
  };
  return JSON.stringify({ TABLE: JSON.stringify(tables), PARTITION: JSON.stringify(partitions) });
}

/**
 * What GetCrawlerMetrics gives of a crawler.
 *
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_CrawlerMetrics.html
 */
export function metrics({ crawler, history, changes }: StoredCrawler, isRunning: boolean): CrawlerMetrics {
  const seconds = history.filter((one) => one.EndTime !== undefined).map(runtimeSeconds);
  const sorted = [...seconds].sort((a, b) => a - b);
  return {
    CrawlerName: crawler.Name,
    TimeLeftSeconds: 0,
    StillEstimating: isRunning,
    LastRuntimeSeconds: seconds[0] ?? 0,
    MedianRuntimeSeconds: sorted[Math.floor(sorted.length / 2)] ?? 0,
    TablesCreated: changes?.tablesCreated.length ?? 0,
    TablesUpdated: changes?.tablesUpdated.length ?? 0,
    TablesDeleted: changes?.tablesDeleted.length ?? 0,
  };
}

const runtimeSeconds = ({ StartTime, EndTime }: CrawlerHistory): number =>
  ((EndTime?.getTime() ?? 0) - (StartTime?.getTime() ?? 0)) / 1000;
