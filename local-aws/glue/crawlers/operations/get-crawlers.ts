import type { GetCrawlersRequest, GetCrawlersResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetCrawlers.html */
export function getCrawlers({ crawlers, crawls }: GlueContext, input: GetCrawlersRequest): GetCrawlersResponse {
  const { items, NextToken } = pageOf(crawlers.names(), (name) => name, input, 100);
  return { Crawlers: items.map((name) => crawls.crawlerNow(name)), NextToken };
}
