import type { DeleteDashboardsInput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { MonitoringContext } from "../monitoring-context";

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteDashboards.html */
export function deleteDashboards(
  { dashboards }: MonitoringContext,
  { DashboardNames }: Checked<DeleteDashboardsInput>,
): void {
  dashboards.delete(DashboardNames);
}
