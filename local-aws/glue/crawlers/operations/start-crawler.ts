import type { StartCrawlerRequest, StartCrawlerResponse } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import { notFound, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartCrawler.html */
export function startCrawler({ crawlers }: GlueContext, input: StartCrawlerRequest): StartCrawlerResponse {
  const name = required("name", input.Name);
  if (!crawlers.has(name)) {
    throw notFound(`Crawler with name ${name} does not exist`);
  }
  if (crawlers.isRunning(name)) {
    throw new AwsError("CrawlerRunningException", `Crawler with name ${name} has already started`);
  }
  crawlers.start(name);
  return {};
}
