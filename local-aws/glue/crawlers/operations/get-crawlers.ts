import type { GetCrawlersRequest, GetCrawlersResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetCrawlers.html */
export const getCrawlers =
  (crawlers: Crawlers): Operation<GetCrawlersRequest, GetCrawlersResponse> =>
  (input) => {
    const { items, NextToken } = page(crawlers.names(), (name) => name, input, 100);
    return { Crawlers: items.map((name) => crawlers.get(name)), NextToken };
  };
