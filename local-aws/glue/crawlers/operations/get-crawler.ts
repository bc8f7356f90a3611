import type { GetCrawlerRequest, GetCrawlerResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetCrawler.html */
export const getCrawler =
  (crawlers: Crawlers): Operation<GetCrawlerRequest, GetCrawlerResponse> =>
  (input) => {
    const name = required("name", input.Name);
    return { Crawler: crawlers.get(name) };
  };
