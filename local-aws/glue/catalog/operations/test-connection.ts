import type { TestConnectionRequest, TestConnectionResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { withPostgres } from "../connections/postgres";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_TestConnection.html */
export async function testConnection(
  { connections }: GlueContext,
  input: TestConnectionRequest,
): Promise<TestConnectionResponse> {
  const connection = await connections.withCredentials(required("connectionName", input.ConnectionName));
  await withPostgres(connection, undefined, (client) => client.query("SELECT 1"));
  return {};
}
