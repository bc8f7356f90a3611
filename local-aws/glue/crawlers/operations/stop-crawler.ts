import type { StopCrawlerRequest, StopCrawlerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { notFound } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopCrawler.html */
export function stopCrawler(
  { crawlers, crawls }: GlueContext,
  input: Checked<StopCrawlerRequest>,
): StopCrawlerResponse {
  const name = input.Name;
  if (!crawlers.has(name)) {
    throw notFound(`Crawler with name ${name} does not exist`);
  }
  crawls.stop(name);
  return {};
}
