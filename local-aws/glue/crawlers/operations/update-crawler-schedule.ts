import type { UpdateCrawlerScheduleRequest, UpdateCrawlerScheduleResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import { newSchedule } from "../crawler-definition";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateCrawlerSchedule.html */
export const updateCrawlerSchedule =
  (crawlers: Crawlers): Operation<UpdateCrawlerScheduleRequest, UpdateCrawlerScheduleResponse> =>
  (input) => {
    const name = required("crawlerName", input.CrawlerName);
    crawlers.find(name);
    crawlers.setSchedule(name, newSchedule(input.Schedule));
    return {};
  };
