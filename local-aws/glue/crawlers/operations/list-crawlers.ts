import type { ListCrawlersRequest, ListCrawlersResponse } from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListCrawlers.html */
export function listCrawlers({ crawlers, tags }: GlueContext, input: ListCrawlersRequest): ListCrawlersResponse {
  const wanted = Object.entries(input.Tags ?? {});
  const names = crawlers.names().filter((name) => {
    const own = tags.get(`crawler/${name}`);
    return wanted.every(([key, value]) => own[key] === value);
  });
  const { items, NextToken } = pageOf(names, (name) => name, input, 100);
  return { CrawlerNames: items, NextToken };
}
