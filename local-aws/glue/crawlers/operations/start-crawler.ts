import type { StartCrawlerRequest, StartCrawlerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { notFound } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartCrawler.html */
export function startCrawler(
  { crawlers, crawls }: GlueContext,
  input: Checked<StartCrawlerRequest>,
): StartCrawlerResponse {
  const name = input.Name;
  if (!crawlers.has(name)) {
    throw notFound(`Crawler with name ${name} does not exist`);
  }
  crawls.start(name);
  return {};
}
