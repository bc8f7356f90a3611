import type { PutDashboardInput, PutDashboardOutput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import { checkBody } from "../dashboards/dashboard-body";
import { invalidValue } from "../errors";
import type { MonitoringContext } from "../monitoring-context";
import { readTags } from "../tags";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export function putDashboard(
  { dashboards, now }: MonitoringContext,
  { DashboardName: name, DashboardBody: body, Tags }: Checked<PutDashboardInput>,
): PutDashboardOutput {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
    throw invalidValue(
      `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).`,
    );
  }
  const messages = checkBody(body);
  dashboards.put({ name, body, modified: now(), tags: dashboards.find(name)?.tags ?? readTags(Tags) });
  return { DashboardValidationMessages: messages };
}
