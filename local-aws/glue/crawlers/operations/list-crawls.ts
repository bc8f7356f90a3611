import type { CrawlerHistory, ListCrawlsRequest, ListCrawlsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { invalidInput, required } from "../../errors";
import { page } from "../../page";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_ListCrawls.html */
export const listCrawls =
  (crawlers: Crawlers): Operation<ListCrawlsRequest, ListCrawlsResponse> =>
  (input) => {
    if (input.Filters?.length) {
      throw invalidInput("The embedded AWS does not support Filters in ListCrawls.");
    }
    const { history } = crawlers.find(required("crawlerName", input.CrawlerName));
    const newestFirst = ({ StartTime }: CrawlerHistory): string => String(1e14 - (StartTime?.getTime() ?? 0));
    const { items, NextToken } = page(history, newestFirst, input, 20);
    return { Crawls: items, NextToken };
  };
