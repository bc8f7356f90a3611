import type { GetCrawlerRequest, GetCrawlerResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetCrawler.html */
export function getCrawler({ crawls }: GlueContext, input: GetCrawlerRequest): GetCrawlerResponse {
  const name = required("name", input.Name);
  return { Crawler: crawls.crawlerNow(name) };
}
