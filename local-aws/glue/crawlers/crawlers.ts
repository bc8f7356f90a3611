import { join } from "node:path";
import type { CrawlerHistory, Schedule } from "@aws-sdk/client-glue";
import { sortedBy } from "../../protocol/page-of";
import { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";
import { notFound } from "../errors";
import { fileName } from "../file-name";
import { reviveDates } from "../revive-dates";
import { lastCrawl, type StoredCrawler } from "./crawl-history";

/** All crawlers and the history of their crawls, in a file each. */
export class Crawlers {
  private readonly stored: RecordFolder<StoredCrawler>;

  constructor(dataDir: string) {
    this.stored = new RecordFolder(DataFolder.at(dataDir), join("glue", "crawlers"), {
      shape: objectWith({ "crawler.Name": "string", history: "list" }),
      keyOf: ({ crawler }) => crawler.Name ?? "",
      fileName,
      revive: reviveDates,
      interrupted: failInterrupted,
      notFound: (name) => notFound(`Crawler entry with name ${name} does not exist`),
    });
  }

  has(name: string): boolean {
    return this.stored.has(name);
  }

  /** @throws AwsError EntityNotFoundException */
  get(name: string): StoredCrawler {
    return this.stored.get(name);
  }

  /** All names, sorted. */
  names(): string[] {
    return sortedBy(this.stored.keys(), (name) => name);
  }

  /** Those whose schedule is on, with their cron expressions. */
  *scheduled(): Generator<{ readonly name: string; readonly expression: string }> {
    for (const { crawler } of this.stored.values()) {
      const { ScheduleExpression: expression = "", State } = crawler.Schedule ?? {};
      if (State === "SCHEDULED") {
        yield { name: crawler.Name ?? "", expression };
      }
    }
  }

  /** Writes what somebody asks for: where that fails, it has not happened. */
  write(stored: StoredCrawler): void {
    this.stored.put(stored);
  }

  /** Takes what has happened to a crawler, also where that cannot be written. */
  settle(stored: StoredCrawler): void {
    this.stored.settle(stored);
  }

  delete(name: string): void {
    this.stored.delete(name);
  }

  /** Gives a crawler a schedule, or takes it away. */
  setSchedule(name: string, schedule: Schedule | undefined): void {
    const stored = this.get(name);
    const { Schedule: _old, ...crawler } = stored.crawler;
    this.write({ ...stored, crawler: { ...crawler, ...(schedule && { Schedule: schedule }) } });
  }

  /** Forgets what it has read. */
  forget(): void {
    this.stored.forget();
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
