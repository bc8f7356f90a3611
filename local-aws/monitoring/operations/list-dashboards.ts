import type { ListDashboardsInput, ListDashboardsOutput } from "@aws-sdk/client-cloudwatch";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { dashboardArn } from "../dashboards/dashboards";
import type { MonitoringContext } from "../monitoring-context";
import { pageOf } from "../page";

const pageSize = 1000;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListDashboards.html */
export function listDashboards(
  { dashboards }: MonitoringContext,
  { DashboardNamePrefix = "", NextToken }: Checked<ListDashboardsInput>,
  { accountId }: RequestContext,
): ListDashboardsOutput {
  const found = dashboards.all().filter(({ name }) => name.startsWith(DashboardNamePrefix));
  const { page, next } = pageOf(found, ({ name }) => name, NextToken, pageSize);
  return {
    DashboardEntries: page.map(({ name, body, modified }) => ({
      DashboardName: name,
      DashboardArn: dashboardArn(accountId, name),
      LastModified: new Date(modified),
      Size: Buffer.byteLength(body),
    })),
    NextToken: next,
  };
}
