import type { OperationTable } from "../../protocol/json-service";
import type { Tags } from "../tags";
import type { Classifiers } from "./classifiers/classifiers";
import type { Crawlers } from "./crawlers";
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
export function crawlerOperations(crawlers: Crawlers, classifiers: Classifiers, tags: Tags): OperationTable {
  return {
    BatchGetCrawlers: batchGetCrawlers(crawlers),
    CreateClassifier: createClassifier(classifiers),
    CreateCrawler: createCrawler(crawlers, classifiers, tags),
    DeleteClassifier: deleteClassifier(classifiers),
    DeleteCrawler: deleteCrawler(crawlers, tags),
    GetClassifier: getClassifier(classifiers),
    GetClassifiers: getClassifiers(classifiers),
    GetCrawlerMetrics: getCrawlerMetrics(crawlers),
    GetCrawler: getCrawler(crawlers),
    GetCrawlers: getCrawlers(crawlers),
    ListCrawlers: listCrawlers(crawlers, tags),
    ListCrawls: listCrawls(crawlers),
    StartCrawler: startCrawler(crawlers),
    StartCrawlerSchedule: startCrawlerSchedule(crawlers),
    StopCrawler: stopCrawler(crawlers),
    StopCrawlerSchedule: stopCrawlerSchedule(crawlers),
    UpdateClassifier: updateClassifier(classifiers),
    UpdateCrawler: updateCrawler(crawlers, classifiers),
    UpdateCrawlerSchedule: updateCrawlerSchedule(crawlers),
  };
}
