import { parseArgs } from "node:util";
import { readTrinoMemory } from "./engines/trino-memory";
import { anyCredentials, readCredentials } from "./protocol/credentials";
import { startLocalAws } from "./server";

/** `npm run local-aws`: the embedded AWS alone, in the foreground, until SIGINT, SIGTERM or SIGHUP. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4566" },
      data: { type: "string", default: process.env.LAB_DATA ?? ".local-aws" },
      host: { type: "string", default: "127.0.0.1" },
      credentials: { type: "string" },
      trino: { type: "string" },
      "trino-memory": { type: "string" },
      verbose: { type: "boolean", default: false },
    },
  });
  const credentials = values.credentials === undefined ? undefined : readCredentials(values.credentials);
  const aws = await startLocalAws({
    port: Number(values.port),
    host: values.host,
    dataDir: values.data,
    credentials,
    ...(values.trino !== undefined && { trinoUrl: values.trino.replace(/\/+$/, "") }),
    ...(values["trino-memory"] !== undefined && { trinoMemory: readTrinoMemory(values["trino-memory"]) }),
    verbose: values.verbose,
  });
  console.log(`The embedded AWS answers at ${aws.url}. Its data: ${values.data}. Ctrl-C ends it.`);
  console.log("S3, Glue, Athena, CloudWatch Logs and STS are its own. All other services are moto's:");
  console.log("imitations whose state is in memory only, gone when this ends.\n");
  console.log(`export AWS_ENDPOINT_URL=${aws.url}`);
  const secret = credentials === undefined ? anyCredentials.secretAccessKey : "…";
  const key = credentials?.[0]?.accessKeyId ?? anyCredentials.accessKeyId;
  console.log(`export AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=${key} AWS_SECRET_ACCESS_KEY=${secret}`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      void aws.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
