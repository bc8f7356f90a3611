import type { DBInstanceMessage, DescribeDBInstancesMessage } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { described } from "../instance";
import { filtered, pageOf } from "../pages";
import type { RdsContext } from "../rds-context";

const filters = ["db-instance-id", "dbi-resource-id", "engine"] as const;

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html */
export function describeDBInstances(
  { instances }: RdsContext,
  input: Checked<DescribeDBInstancesMessage>,
): DBInstanceMessage {
  const { DBInstanceIdentifier: id } = input;
  const all = id === undefined ? instances.all() : [instances.get(id.replace(/^arn:.*:db:/, ""))];
  const found = filtered(all, input.Filters, filters, (instance) => ({
    ...{ "db-instance-id": instance.id, "dbi-resource-id": instance.resourceId, engine: "postgres" },
  }));
  const { page, Marker } = pageOf(found, (instance) => instance.id, input);
  return { DBInstances: page.map(described), Marker };
}
