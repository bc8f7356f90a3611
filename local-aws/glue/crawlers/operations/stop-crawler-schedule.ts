import type { StopCrawlerScheduleRequest, StopCrawlerScheduleResponse } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopCrawlerSchedule.html */
export const stopCrawlerSchedule =
  (crawlers: Crawlers): Operation<StopCrawlerScheduleRequest, StopCrawlerScheduleResponse> =>
  (input) => {
    const name = required("crawlerName", input.CrawlerName);
    const { Schedule } = crawlers.find(name).crawler;
    if (Schedule?.State !== "SCHEDULED") {
      throw new AwsError("SchedulerNotRunningException", `The schedule of crawler ${name} is not running`);
    }
    crawlers.setSchedule(name, { ...Schedule, State: "NOT_SCHEDULED" });
    return {};
  };
