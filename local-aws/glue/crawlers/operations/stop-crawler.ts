import type { StopCrawlerRequest, StopCrawlerResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { notFound, required } from "../../errors";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopCrawler.html */
export const stopCrawler =
  (crawlers: Crawlers): Operation<StopCrawlerRequest, StopCrawlerResponse> =>
  (input) => {
    const name = required("name", input.Name);
    if (!crawlers.has(name)) {
      throw notFound(`Crawler with name ${name} does not exist`);
    }
    crawlers.stop(name);
    return {};
  };
