import type { GetDashboardInput, GetDashboardOutput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { dashboardArn } from "../dashboards/dashboards";
import type { MonitoringContext } from "../monitoring-context";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetDashboard.html */
export function getDashboard(
  { dashboards }: MonitoringContext,
  { DashboardName }: Checked<GetDashboardInput>,
  { accountId }: RequestContext,
): GetDashboardOutput {
  const { name, body } = dashboards.get(DashboardName);
  return { DashboardArn: dashboardArn(accountId, name), DashboardBody: body, DashboardName: name };
}
