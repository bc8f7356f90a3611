import type { GetCrawlerRequest, GetCrawlerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetCrawler.html */
export function getCrawler({ crawls }: GlueContext, input: Checked<GetCrawlerRequest>): GetCrawlerResponse {
  const name = input.Name;
  return { Crawler: crawls.crawlerNow(name) };
}
