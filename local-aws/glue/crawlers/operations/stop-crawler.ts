import type { StopCrawlerRequest, StopCrawlerResponse } from "@aws-sdk/client-glue";
import { notFound, required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopCrawler.html */
export function stopCrawler({ crawlers, crawls }: GlueContext, input: StopCrawlerRequest): StopCrawlerResponse {
  const name = required("name", input.Name);
  if (!crawlers.has(name)) {
    throw notFound(`Crawler with name ${name} does not exist`);
  }
  crawls.stop(name);
  return {};
}
