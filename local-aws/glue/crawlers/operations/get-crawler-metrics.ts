import type { GetCrawlerMetricsRequest, GetCrawlerMetricsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetCrawlerMetrics.html */
export const getCrawlerMetrics =
  (crawlers: Crawlers): Operation<GetCrawlerMetricsRequest, GetCrawlerMetricsResponse> =>
  (input) => {
    const wanted = input.CrawlerNameList ?? [];
    const names = wanted.length === 0 ? crawlers.names() : wanted.filter((name) => crawlers.has(name));
    const { items, NextToken } = page(names.sort(), (name) => name, input, 100);
    return { CrawlerMetricsList: items.map((name) => crawlers.metrics(name)), NextToken };
  };
