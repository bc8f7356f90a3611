import type { BatchGetCrawlersRequest, BatchGetCrawlersResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetCrawlers.html */
export function batchGetCrawlers(
  { crawlers, crawls }: GlueContext,
  input: Checked<BatchGetCrawlersRequest>,
): BatchGetCrawlersResponse {
  const names = input.CrawlerNames;
  return {
    Crawlers: names.filter((name) => crawlers.has(name)).map((name) => crawls.crawlerNow(name)),
    CrawlersNotFound: names.filter((name) => !crawlers.has(name)),
  };
}
