import type { GlueOperations } from "../glue-context";
import { batchGetCrawlers } from "./operations/batch-get-crawlers";
import { createClassifier } from "./operations/create-classifier";
import { createCrawler } from "./operations/create-crawler";
import { deleteClassifier } from "./operations/delete-classifier";
import { deleteCrawler } from "./operations/delete-crawler";
import { getClassifier } from "./operations/get-classifier";
import { getClassifiers } from "./operations/get-classifiers";
import { getCrawler } from "./operations/get-crawler";
import { getCrawlerMetrics } from "./operations/get-crawler-metrics";
import { getCrawlers } from "./operations/get-crawlers";
import { listCrawlers } from "./operations/list-crawlers";
import { listCrawls } from "./operations/list-crawls";
import { startCrawler } from "./operations/start-crawler";
import { startCrawlerSchedule } from "./operations/start-crawler-schedule";
import { stopCrawler } from "./operations/stop-crawler";
import { stopCrawlerSchedule } from "./operations/stop-crawler-schedule";
import { updateClassifier } from "./operations/update-classifier";
import { updateCrawler } from "./operations/update-crawler";
import { updateCrawlerSchedule } from "./operations/update-crawler-schedule";

/** The operations of crawlers and their classifiers by AWS's names. */
export const crawlerOperations = {
  BatchGetCrawlers: batchGetCrawlers,
  CreateClassifier: createClassifier,
  CreateCrawler: createCrawler,
  DeleteClassifier: deleteClassifier,
  DeleteCrawler: deleteCrawler,
  GetClassifier: getClassifier,
  GetClassifiers: getClassifiers,
  GetCrawler: getCrawler,
  GetCrawlerMetrics: getCrawlerMetrics,
  GetCrawlers: getCrawlers,
  ListCrawlers: listCrawlers,
  ListCrawls: listCrawls,
  StartCrawler: startCrawler,
  StartCrawlerSchedule: startCrawlerSchedule,
  StopCrawler: stopCrawler,
  StopCrawlerSchedule: stopCrawlerSchedule,
  UpdateClassifier: updateClassifier,
  UpdateCrawler: updateCrawler,
  UpdateCrawlerSchedule: updateCrawlerSchedule,
} satisfies GlueOperations;
