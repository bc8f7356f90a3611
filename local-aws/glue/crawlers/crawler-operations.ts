import type { OperationTable } from "../../protocol/json-service";
import type { Tags } from "../tags";
import type { Crawlers } from "./crawlers";
import { batchGetCrawlers } from "./operations/batch-get-crawlers";
import { createCrawler } from "./operations/create-crawler";
import { deleteCrawler } from "./operations/delete-crawler";
import { getCrawler } from "./operations/get-crawler";
import { getCrawlerMetrics } from "./operations/get-crawler-metrics";
import { getCrawlers } from "./operations/get-crawlers";
import { listCrawlers } from "./operations/list-crawlers";
import { listCrawls } from "./operations/list-crawls";
import { startCrawler } from "./operations/start-crawler";
import { stopCrawler } from "./operations/stop-crawler";
import { updateCrawler } from "./operations/update-crawler";

/** The crawlers' operations by AWS's names. */
export function crawlerOperations(crawlers: Crawlers, tags: Tags): OperationTable {
  return {
    BatchGetCrawlers: batchGetCrawlers(crawlers),
    CreateCrawler: createCrawler(crawlers, tags),
    DeleteCrawler: deleteCrawler(crawlers, tags),
    GetCrawlerMetrics: getCrawlerMetrics(crawlers),
    GetCrawler: getCrawler(crawlers),
    GetCrawlers: getCrawlers(crawlers),
    ListCrawlers: listCrawlers(crawlers, tags),
    ListCrawls: listCrawls(crawlers),
    StartCrawler: startCrawler(crawlers),
    StopCrawler: stopCrawler(crawlers),
    UpdateCrawler: updateCrawler(crawlers),
  };
}
