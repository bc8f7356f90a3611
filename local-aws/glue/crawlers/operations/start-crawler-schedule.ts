import type { StartCrawlerScheduleRequest, StartCrawlerScheduleResponse } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Crawlers } from "../crawlers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartCrawlerSchedule.html */
export const startCrawlerSchedule =
  (crawlers: Crawlers): Operation<StartCrawlerScheduleRequest, StartCrawlerScheduleResponse> =>
  (input) => {
    const name = required("crawlerName", input.CrawlerName);
    const { Schedule } = crawlers.find(name).crawler;
    if (Schedule?.ScheduleExpression === undefined) {
      throw new AwsError("NoScheduleException", `Crawler ${name} has no schedule`);
    }
    if (Schedule.State === "SCHEDULED") {
      throw new AwsError("SchedulerRunningException", `The schedule of crawler ${name} is already running`);
    }
    crawlers.setSchedule(name, { ...Schedule, State: "SCHEDULED" });
    return {};
  };
