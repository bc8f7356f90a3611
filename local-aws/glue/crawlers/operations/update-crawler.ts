import type { UpdateCrawlerRequest, UpdateCrawlerResponse } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { crawlerDefinition, newSchedule } from "../crawler-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateCrawler.html */
export function updateCrawler(
  { crawlers, crawls, classifiers }: GlueContext,
  input: Checked<UpdateCrawlerRequest>,
): UpdateCrawlerResponse {
  const name = input.Name;
  const stored = crawlers.get(name);
  if (crawls.isRunning(name)) {
    const message = "Cannot update Crawler while running. Please stop crawl or wait until it completes to update.";
    throw new AwsError("CrawlerRunningException", message);
  }
  classifiers.check(input.Classifiers);
  const old = stored.crawler;
  const { Schedule: oldSchedule, ...kept } = old;
  const Schedule = input.Schedule === undefined ? oldSchedule : newSchedule(input.Schedule);
  const { Name: _name, ...given } = input;
  const crawler = {
    ...kept,
    ...(Schedule && { Schedule }),
    ...crawlerDefinition({ ...kept, ...given }),
    LastUpdated: new Date(),
    Version: (old.Version ?? 1) + 1,
  };
  crawlers.write({ ...stored, crawler });
  return {};
}
