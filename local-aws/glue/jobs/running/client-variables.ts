import { anyCredentials } from "../../../protocol/signatures/credentials";
import type { RunEnvironment } from "./run-script";

/** The variables that lead the AWS clients of a script to the embedded AWS, and nowhere else. */
export function clientVariables({
  endpoint,
  region,
  credentials = anyCredentials,
}: Pick<RunEnvironment, "endpoint" | "region" | "credentials">): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
