import { type Crawler, GetCrawlerCommand, StartCrawlerCommand } from "@aws-sdk/client-glue";
import { glueClient } from "../clients";
import { crawlCost, formatDollars } from "../cost";
import { formatSeconds } from "../display/format";
import { LiveDisplay } from "../display/live-display";
import { CrawlFailed } from "../errors";
import { noteExpense } from "../spending";
import { waitFor } from "../wait";
import { tables } from "./tables";

/** What a crawl did. */
export interface CrawlSummary {
  readonly seconds: number;
  /** The names of the tables that carry the crawler's prefix. */
  readonly tables: readonly string[];
  /** What AWS asks for it at list price. */
  readonly dollars: number;
}

/**
 * Starts a crawler and waits until it has read everything: `glue:StartCrawler`, then {@link waitCrawler}.
 *
 * @throws CrawlerRunningException Where it runs already. And as {@link waitCrawler}.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartCrawler.html
 */
export async function runCrawler(name: string, options: { timeoutSeconds?: number } = {}): Promise<CrawlSummary> {
  await glueClient().send(new StartCrawlerCommand({ Name: name }));
  return waitCrawler(name, options);
}

/**
 * Waits until a started crawler is READY again, with a live display. Calls `glue:GetCrawler` and `glue:GetTables`.
 *
 * @param timeoutSeconds The longest wait. A crawl on AWS takes a minute or two, most of it to start.
 * @throws CrawlFailed Where the crawl ends FAILED or CANCELLED. WaitTimeout, Interrupted: the crawl goes on.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetCrawler.html
 */
export async function waitCrawler(
  name: string,
  { timeoutSeconds = 900 }: { timeoutSeconds?: number } = {},
): Promise<CrawlSummary> {
  const display = new LiveDisplay();
  const what = `crawler ${name}`;
  let seconds = 0;
  const crawler = await waitFor({
    what,
    timeoutSeconds,
    poll: () => getCrawler(name),
    isDone: ({ State }) => State === "READY",
    onState: (now, elapsed) => {
      seconds = elapsed;
      display.update({ what, state: now.State ?? "", outcome: "going on", facts: facts(elapsed) });
    },
    onInterrupt: () => {
      const outcome = "The crawl goes on; `new StopCrawlerCommand({ Name })` ends it.";
      display.interrupted(what, outcome);
      return outcome;
    },
  });
  const { Status: status = "NOT STARTED", ErrorMessage: reason = "no reason given" } = crawler.LastCrawl ?? {};
  if (status !== "SUCCEEDED") {
    display.update({ what, state: status, outcome: "failed", facts: facts(seconds) });
    throw new CrawlFailed(name, status, reason);
  }
  const names = (await tables(crawler.DatabaseName ?? ""))
    .map((table) => table.name)
    .filter((table) => table.startsWith(crawler.TablePrefix ?? ""));
  display.update({ what, state: status, outcome: "done", facts: [...facts(seconds), ["tables", names.join(", ")]] });
  noteExpense(`crawl ${name}`, crawlCost(seconds));
  return { seconds, tables: names, dollars: crawlCost(seconds) };
}

async function getCrawler(name: string): Promise<Crawler> {
  const { Crawler } = await glueClient().send(new GetCrawlerCommand({ Name: name }));
  return Crawler ?? {};
}

function facts(seconds: number): [string, string][] {
  return [
    ["waited", formatSeconds(seconds)],
    ["cost on AWS", formatDollars(crawlCost(seconds))],
  ];
}
