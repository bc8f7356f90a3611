import { AthenaClient } from "@aws-sdk/client-athena";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { GlueClient } from "@aws-sdk/client-glue";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { connect } from "./environment";
import { NoAwsChosen } from "./errors";

/** One client of each kind, as long as the endpoint stays. */
function shared<Client>(make: () => Client): () => Client {
  let endpoint: string | undefined;
  let client: Client | undefined;
  return () => {
    const found = connect();
    if (found === undefined) {
      throw new NoAwsChosen("No embedded AWS runs on this machine.");
    }
    if (client === undefined || endpoint !== found.endpoint) {
      endpoint = found.endpoint;
      client = make();
    }
    return client;
  };
}

/** The S3 client that the helpers use. It puts the bucket into the path, which AWS and the embedded AWS both take. */
export const s3Client = shared(() => new S3Client({ forcePathStyle: true }));
/** The Glue client that the helpers use. */
export const glueClient = shared(() => new GlueClient());
/** The Athena client that the helpers use. */
export const athenaClient = shared(() => new AthenaClient());
/** The CloudWatch Logs client that the helpers use. */
export const logsClient = shared(() => new CloudWatchLogsClient());
/** The STS client that the helpers use. */
export const stsClient = shared(() => new STSClient());
