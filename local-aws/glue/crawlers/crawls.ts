import { randomUUID } from "node:crypto";
import type { Crawler, CrawlerHistory } from "@aws-sdk/client-glue";
import type { LogStore } from "../../logs/log-store";
import { AwsError } from "../../protocol/aws-error";
import type { ObjectStore } from "../../s3/objects/object-store";
import { explain } from "../../storage/io-error";
import type { Catalog } from "../catalog/catalog";
import type { Connections } from "../catalog/connections/connections";
import type { Classifiers } from "./classifiers/classifiers";
import { customClassifier } from "./classifiers/custom-classifier";
import { crawl } from "./crawl";
import { lastCrawl, summary } from "./crawl-history";
import type { Crawlers } from "./crawlers";
import type { CrawlChanges } from "./tables/write-tables";

const logGroup = "/aws-glue/crawlers";
const historyLength = 100;

/** What crawls read and write. */
interface CrawlParts {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly logs: LogStore;
  readonly classifiers: Classifiers;
  readonly connections: Connections;
}

interface Run {
  readonly controller: AbortController;
  readonly startedAt: Date;
  readonly done: Promise<void>;
}

/** The crawls that go on: one of a crawler at a time. */
export class Crawls {
  private readonly runs = new Map<string, Run>();
  private readonly crawlBegan: ((name: string, crawl: CrawlerHistory) => void)[] = [];
  private readonly crawlEnded: ((crawl: CrawlerHistory, name: string) => void)[] = [];

  constructor(
    private readonly crawlers: Crawlers,
    private readonly parts: CrawlParts,
  ) {}

  isRunning(name: string): boolean {
    return this.runs.has(name);
  }

  /** A crawler as GetCrawler shows it now. @throws AwsError EntityNotFoundException */
  crawlerNow(name: string): Crawler {
    const { crawler } = this.crawlers.get(name);
    const run = this.runs.get(name);
    if (run === undefined) {
      return { ...crawler, State: "READY", CrawlElapsedTime: 0 };
    }
    const State = run.controller.signal.aborted ? "STOPPING" : "RUNNING";
    return { ...crawler, State, CrawlElapsedTime: Date.now() - run.startedAt.getTime() };
  }

  /** Has a function called after each crawl, when the crawler can start again. */
  onCrawlEnd(listener: (crawl: CrawlerHistory, name: string) => void): void {
    this.crawlEnded.push(listener);
  }

  /** Has a function called when a crawl has begun. */
  onCrawlStart(listener: (name: string, crawl: CrawlerHistory) => void): void {
    this.crawlBegan.push(listener);
  }

  /**
   * Starts a crawl; it goes on after this returns.
   *
   * @returns The crawl's id.
   * @throws AwsError EntityNotFoundException, CrawlerRunningException
   */
  start(name: string): string {
    const controller = new AbortController();
    const stored = this.crawlers.get(name);
    if (this.isRunning(name)) {
      throw new AwsError("CrawlerRunningException", `Crawler with name ${name} has already started`);
    }
    const history: CrawlerHistory = {
      CrawlId: randomUUID(),
      State: "RUNNING",
      StartTime: new Date(),
      LogGroup: logGroup,
      LogStream: name,
      MessagePrefix: randomUUID(),
    };
    this.crawlers.write({ ...stored, history: [history, ...stored.history].slice(0, historyLength) });
    const done = this.run(stored.crawler, history, controller.signal)
      .catch(console.error)
      .finally(() => {
        this.runs.delete(name);
        const ended = this.historyOf(name).find((one) => one.CrawlId === history.CrawlId) ?? history;
        for (const listener of this.crawlEnded) {
          listener(ended, name);
        }
      });
    this.runs.set(name, { controller, startedAt: history.StartTime ?? new Date(), done });
    for (const listener of this.crawlBegan) {
      listener(name, history);
    }
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

  /** Starts a crawl whose schedule is due; where one goes on already, the crawler's log says so. */
  startScheduled(name: string, expression: string): void {
    if (this.isRunning(name)) {
      this.parts.logs.append(logGroup, name, [`INFO : ${expression} is due, but the crawler runs already`]);
    } else {
      this.start(name);
    }
  }

  /** Stops every crawl and waits for their end. */
  async endAll(): Promise<void> {
    const runs = [...this.runs.values()];
    for (const run of runs) {
      run.controller.abort(new Error("The embedded AWS was stopped."));
    }
    await Promise.all(runs.map((run) => run.done));
  }

  private historyOf(name: string): readonly CrawlerHistory[] {
    return this.crawlers.has(name) ? this.crawlers.get(name).history : [];
  }

  private async run(crawler: Crawler, history: CrawlerHistory, signal: AbortSignal): Promise<void> {
    const name = crawler.Name ?? "";
    const log = (message: string): void =>
      this.parts.logs.append(logGroup, name, [`[${history.MessagePrefix}] ${message}`]);
    try {
      const classifiers = (crawler.Classifiers ?? []).map((each) => customClassifier(this.parts.classifiers.get(each)));
      const { catalog, objects, connections } = this.parts;
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
    const stored = this.crawlers.get(name);
    const history = { ...ended, EndTime: new Date() };
    this.crawlers.settle({
      crawler: { ...stored.crawler, LastCrawl: lastCrawl(history) },
      history: stored.history.map((one) => (one.CrawlId === ended.CrawlId ? history : one)),
      ...((changes ?? stored.changes) && { changes: changes ?? stored.changes }),
    });
  }
}
