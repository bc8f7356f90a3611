import type { StopCrawlerScheduleRequest, StopCrawlerScheduleResponse } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StopCrawlerSchedule.html */
export function stopCrawlerSchedule(
  { crawlers }: GlueContext,
  input: Checked<StopCrawlerScheduleRequest>,
): StopCrawlerScheduleResponse {
  const name = input.CrawlerName;
  const { Schedule } = crawlers.get(name).crawler;
  if (Schedule?.State !== "SCHEDULED") {
    throw new AwsError("SchedulerNotRunningException", `The schedule of crawler ${name} is not running`);
  }
  crawlers.setSchedule(name, { ...Schedule, State: "NOT_SCHEDULED" });
  return {};
}
