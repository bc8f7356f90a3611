import { anyCredentials, type Credentials } from "./credentials";

/** The variables that lead AWS clients (SDKs, the CLI, a job's script) to the embedded AWS, and nowhere else. */
export interface ClientVariables {
  readonly AWS_ENDPOINT_URL: string;
  readonly AWS_REGION: string;
  readonly AWS_DEFAULT_REGION: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_EC2_METADATA_DISABLED: "true";
}

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html */
export function clientVariables({
  endpoint,
  region = "us-east-1",
  credentials = anyCredentials,
}: {
  readonly endpoint: string;
  readonly region?: string | undefined;
  readonly credentials?: Credentials | undefined;
}): ClientVariables {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
