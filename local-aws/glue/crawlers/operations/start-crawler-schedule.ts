import type { StartCrawlerScheduleRequest, StartCrawlerScheduleResponse } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartCrawlerSchedule.html */
export function startCrawlerSchedule(
  { crawlers }: GlueContext,
  input: Checked<StartCrawlerScheduleRequest>,
): StartCrawlerScheduleResponse {
  const name = input.CrawlerName;
  const { Schedule } = crawlers.get(name).crawler;
  if (Schedule?.ScheduleExpression === undefined) {
    throw new AwsError("NoScheduleException", `Crawler ${name} has no schedule`);
  }
  if (Schedule.State === "SCHEDULED") {
    throw new AwsError("SchedulerRunningException", `The schedule of crawler ${name} is already running`);
  }
  crawlers.setSchedule(name, { ...Schedule, State: "SCHEDULED" });
  return {};
}
