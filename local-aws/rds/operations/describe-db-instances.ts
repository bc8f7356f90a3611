import type { DBInstanceMessage, DescribeDBInstancesMessage } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { described } from "../instance";
import { pageOf, passes } from "../pages";
import type { RdsContext } from "../rds-context";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html */
export function describeDBInstances(
  { instances }: RdsContext,
  input: Checked<DescribeDBInstancesMessage>,
): DBInstanceMessage {
  const { DBInstanceIdentifier: id } = input;
  const found = (id === undefined ? instances.all() : [instances.get(id.replace(/^arn:.*:db:/, ""))]).filter(
    (instance) =>
      passes(input.Filters, {
        "db-instance-id": instance.id,
        "dbi-resource-id": instance.resourceId,
        engine: "postgres",
      }),
  );
  const { page, Marker } = pageOf(found, (instance) => instance.id, input);
  return { DBInstances: page.map(described), Marker };
}
