import type { GetCrawlerMetricsRequest, GetCrawlerMetricsResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { metrics } from "../crawl-history";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetCrawlerMetrics.html */
export function getCrawlerMetrics(
  { crawlers, crawls }: GlueContext,
  input: GetCrawlerMetricsRequest,
): GetCrawlerMetricsResponse {
  const wanted = input.CrawlerNameList ?? [];
  const names = wanted.length === 0 ? crawlers.names() : wanted.filter((name) => crawlers.has(name));
  const { items, NextToken } = pageOf(names.sort(), (name) => name, input, 100);
  return { CrawlerMetricsList: items.map((name) => metrics(crawlers.get(name), crawls.isRunning(name))), NextToken };
}
