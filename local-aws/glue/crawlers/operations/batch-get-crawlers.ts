import type { BatchGetCrawlersRequest, BatchGetCrawlersResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchGetCrawlers.html */
export const batchGetCrawlers =
  (crawlers: Crawlers): Operation<BatchGetCrawlersRequest, BatchGetCrawlersResponse> =>
  (input) => {
    const names = required("crawlerNames", input.CrawlerNames);
    return {
      Crawlers: names.filter((name) => crawlers.has(name)).map((name) => crawlers.get(name)),
      CrawlersNotFound: names.filter((name) => !crawlers.has(name)),
    };
  };
