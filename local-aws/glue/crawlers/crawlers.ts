import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Crawler, CrawlerHistory, CrawlerMetrics, Schedule } from "@aws-sdk/client-glue";
import type { LogStore } from "../../logs/log-store";
import { AwsError } from "../../protocol/aws-error";
import type { ObjectStore } from "../../s3/objects/object-store";
import { DataFolder } from "../../storage/data-folder";
import { explain } from "../../storage/io-error";
import { RecordFolder } from "../../storage/record-folder";
import { objectWith } from "../../storage/sealed";
import type { Catalog } from "../catalog/catalog";
import type { Connections } from "../catalog/connections/connections";
import { reviveDates } from "../dates";
import { notFound } from "../errors";
import { fileName } from "../file-name";
import { sortedBy } from "../page";
import { parseCron } from "../schedule/cron-expression";
import { MinuteClock } from "../schedule/minute-clock";
import type { Classifiers } from "./classifiers/classifiers";
import { customClassifier } from "./classifiers/custom-classifier";
import { crawl } from "./crawl";
import type { CrawlChanges } from "./tables/write-tables";

const logGroup = "/aws-glue/crawlers";
const historyLength = 100;

/** What is kept of a crawler. */
export interface StoredCrawler {
  crawler: Crawler;
  /** The newest first. */
  history: CrawlerHistory[];
  /** Of the last crawl that ended well. */
  changes?: CrawlChanges;
}

interface Run {
  readonly controller: AbortController;
  readonly startedAt: Date;
  readonly done: Promise<void>;
}

/** All crawlers: kept in a file each, run one crawl at a time. */
export class Crawlers {
  private readonly stored: RecordFolder<StoredCrawler>;
  private readonly runs = new Map<string, Run>();
  private readonly clock = new MinuteClock((time) => this.startScheduled(time));
  private crawlEnded: (crawl: CrawlerHistory) => void = () => {};

  constructor(
    dataDir: string,
    private readonly catalog: Catalog,
    private readonly objects: ObjectStore,
    private readonly logs: LogStore,
    private readonly classifiers: Classifiers,
    private readonly connections: Connections,
  ) {
    this.stored = new RecordFolder(DataFolder.at(dataDir), join("glue", "crawlers"), {
      shape: objectWith({ "crawler.Name": "string", history: "list" }),
      keyOf: ({ crawler }) => crawler.Name ?? "",
      fileName,
      revive: reviveDates,
      interrupted: failInterrupted,
    });
  }

  has(name: string): boolean {
    return this.stored.has(name);
  }

  /** @throws AwsError EntityNotFoundException */
  find(name: string): StoredCrawler {
    const stored = this.stored.get(name);
    if (stored === undefined) {
      throw notFound(`Crawler entry with name ${name} does not exist`);
    }
    return stored;
  }

  /** A crawler as GetCrawler shows it now. */
  get(name: string): Crawler {
    const { crawler } = this.find(name);
    const run = this.runs.get(name);
    if (run === undefined) {
      return { ...crawler, State: "READY", CrawlElapsedTime: 0 };
    }
    const State = run.controller.signal.aborted ? "STOPPING" : "RUNNING";
    return { ...crawler, State, CrawlElapsedTime: Date.now() - run.startedAt.getTime() };
  }

  /** All names, sorted. */
  names(): string[] {
    return sortedBy(this.stored.keys(), (name) => name);
  }

  isRunning(name: string): boolean {
    return this.runs.has(name);
  }

  write(stored: StoredCrawler): void {
    this.stored.put(stored);
  }

  delete(name: string): void {
    this.stored.delete(name);
  }

  /** Has a function called after each crawl, when the crawler can start again. */
  onCrawlEnd(listener: (crawl: CrawlerHistory) => void): void {
    this.crawlEnded = listener;
  }

  /** Starts a crawl; it goes on after this returns. Returns the crawl's id. */
  start(name: string): string {
    const controller = new AbortController();
    const stored = this.find(name);
    const history: CrawlerHistory = {
      CrawlId: randomUUID(),
      State: "RUNNING",
      StartTime: new Date(),
      LogGroup: logGroup,
      LogStream: name,
      MessagePrefix: randomUUID(),
    };
    this.write({ ...stored, history: [history, ...stored.history].slice(0, historyLength) });
    const done = this.run(stored.crawler, history, controller.signal)
      .catch(console.error)
      .finally(() => {
        this.runs.delete(name);
        this.crawlEnded(this.stored.get(name)?.history.find((one) => one.CrawlId === history.CrawlId) ?? history);
      });
    this.runs.set(name, { controller, startedAt: history.StartTime ?? new Date(), done });
    return history.CrawlId ?? "";
  }

  /** Asks a crawl to end; it is STOPPING until it has. */
  stop(name: string): void {
    const run = this.runs.get(name);
    if (run === undefined) {
      throw new AwsError("CrawlerNotRunningException", `Crawler with name ${name} isn't running`);
    }
    if (run.controller.signal.aborted) {
      throw new AwsError("CrawlerStoppingException", `Crawler with name ${name} is already stopping`);
    }
    run.controller.abort(new Error("The crawler was stopped."));
  }

  metrics(name: string): CrawlerMetrics {
    const { history, changes } = this.find(name);
    const seconds = history.filter((one) => one.EndTime !== undefined).map(runtimeSeconds);
    const sorted = [...seconds].sort((a, b) => a - b);
    return {
      CrawlerName: name,
      TimeLeftSeconds: 0,
      StillEstimating: this.isRunning(name),
      LastRuntimeSeconds: seconds[0] ?? 0,
      MedianRuntimeSeconds: sorted[Math.floor(sorted.length / 2)] ?? 0,
      TablesCreated: changes?.tablesCreated.length ?? 0,
      TablesUpdated: changes?.tablesUpdated.length ?? 0,
      TablesDeleted: changes?.tablesDeleted.length ?? 0,
    };
  }

  /** Gives a crawler a schedule, or takes it away. */
  setSchedule(name: string, schedule: Schedule | undefined): void {
    const stored = this.find(name);
    const { Schedule: _old, ...crawler } = stored.crawler;
    this.write({ ...stored, crawler: { ...crawler, ...(schedule && { Schedule: schedule }) } });
  }

  /** Stops every crawl, waits for their end and starts no more. */
  async close(): Promise<void> {
    this.clock.stop();
    await this.endRuns();
  }

  async reset(): Promise<void> {
    await this.endRuns();
    this.stored.forget();
  }

  private async endRuns(): Promise<void> {
    const runs = [...this.runs.values()];
    for (const run of runs) {
      run.controller.abort(new Error("The embedded AWS was stopped."));
    }
    await Promise.all(runs.map((run) => run.done));
  }

  private startScheduled(time: Date): void {
    for (const { crawler } of this.stored.values()) {
      const { Name: name = "" } = crawler;
      const { ScheduleExpression = "", State } = crawler.Schedule ?? {};
      if (State === "SCHEDULED" && parseCron(ScheduleExpression).matches(time)) {
        if (this.isRunning(name)) {
          this.logs.append(logGroup, name, [`INFO : ${ScheduleExpression} is due, but the crawler runs already`]);
        } else {
          this.start(name);
        }
      }
    }
  }

  private async run(crawler: Crawler, history: CrawlerHistory, signal: AbortSignal): Promise<void> {
    const name = crawler.Name ?? "";
    const log = (message: string): void => this.logs.append(logGroup, name, [`[${history.MessagePrefix}] ${message}`]);
    try {
      const classifiers = (crawler.Classifiers ?? []).map((each) => customClassifier(this.classifiers.get(each)));
      const { catalog, objects, connections } = this;
      const environment = { catalog, objects, connections, classifiers, signal, log };
      const changes = await crawl(crawler, environment);
      this.end(name, { ...history, State: "COMPLETED", Summary: summary(changes) }, changes);
    } catch (error) {
      const message = explain(error);
      if (signal.aborted) {
        log(`INFO : ${message}`);
        this.end(name, { ...history, State: "STOPPED", ErrorMessage: message });
      } else {
        log(`ERROR : ${message}`);
        this.end(name, { ...history, State: "FAILED", ErrorMessage: message });
      }
    }
    log("BENCHMARK : Crawler has finished running and is in state READY");
  }

  private end(name: string, ended: CrawlerHistory, changes?: CrawlChanges): void {
    const stored = this.find(name);
    const history = { ...ended, EndTime: new Date() };
    this.stored.settle({
      crawler: { ...stored.crawler, LastCrawl: lastCrawl(history) },
      history: stored.history.map((one) => (one.CrawlId === ended.CrawlId ? history : one)),
      ...((changes ?? stored.changes) && { changes: changes ?? stored.changes }),
    });
  }
}

/** A crawl that ran when the embedded AWS died has failed. */
function failInterrupted(stored: StoredCrawler): StoredCrawler | undefined {
  const [latest, ...older] = stored.history;
  if (latest?.State !== "RUNNING") {
    return undefined;
  }
  const ErrorMessage = "Internal Service Exception: the embedded AWS ended while the crawler ran.";
  const failed: CrawlerHistory = { ...latest, State: "FAILED", ErrorMessage, EndTime: new Date() };
  return { ...stored, crawler: { ...stored.crawler, LastCrawl: lastCrawl(failed) }, history: [failed, ...older] };
}

const lastCrawlStatus = { COMPLETED: "SUCCEEDED", FAILED: "FAILED", STOPPED: "CANCELLED", RUNNING: undefined } as const;

function lastCrawl(history: CrawlerHistory): Crawler["LastCrawl"] {
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

const runtimeSeconds = ({ StartTime, EndTime }: CrawlerHistory): number =>
  ((EndTime?.getTime() ?? 0) - (StartTime?.getTime() ?? 0)) / 1000;

/** The text that ListCrawls gives: what changed, by kind of entity. */
function summary(changes: CrawlChanges): string {
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
