import type { BatchGetCrawlersRequest, BatchGetCrawlersResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetCrawlers.html */
export function batchGetCrawlers(
  { crawlers, crawls }: GlueContext,
  input: BatchGetCrawlersRequest,
): BatchGetCrawlersResponse {
  const names = required("crawlerNames", input.CrawlerNames);
  return {
    Crawlers: names.filter((name) => crawlers.has(name)).map((name) => crawls.crawlerNow(name)),
    CrawlersNotFound: names.filter((name) => !crawlers.has(name)),
  };
}
