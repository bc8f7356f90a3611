import { readArguments, readPort, readUrl } from "../processes/arguments";
import { readTrinoMemory } from "./engines/trino/trino-memory";
import { readCredentials } from "./protocol/signatures/credentials";
import { startLocalAws } from "./server";
import { readDurability } from "./storage/durability";

const usage =
  "npm run local-aws -- [--port 4566] [--data .local-aws] [--host 127.0.0.1] [--credentials KEY:SECRET] [--trino URL] [--trino-memory SIZE] [--durability process|power] [--verbose]";

/** `npm run local-aws`: the embedded AWS alone, in the foreground, until SIGINT, SIGTERM or SIGHUP. */
async function main(): Promise<void> {
  const { values } = readArguments(
    {
      options: {
        port: { type: "string", default: "4566" },
        data: { type: "string", default: process.env.LAB_DATA ?? ".local-aws" },
        host: { type: "string", default: "127.0.0.1" },
        credentials: { type: "string" },
        trino: { type: "string" },
        "trino-memory": { type: "string" },
        durability: { type: "string", default: process.env.LAB_DURABILITY },
        verbose: { type: "boolean", default: false },
      },
    },
    usage,
  );
  if (values.data === "") {
    throw new Error("--data (or LAB_DATA) is empty: name the folder in which the data are kept.");
  }
  const credentials = values.credentials === undefined ? undefined : readCredentials(values.credentials);
  const aws = await startLocalAws({
    port: readPort(values.port, "--port"),
    host: values.host,
    dataDir: values.data,
    credentials,
    ...(values.trino !== undefined && { trinoUrl: readUrl(values.trino, "--trino") }),
    ...(values["trino-memory"] !== undefined && { trinoMemory: readTrinoMemory(values["trino-memory"]) }),
    durability: readDurability(values.durability),
    verbose: values.verbose,
  });
  console.log(`The embedded AWS answers at ${aws.url}. Its data: ${values.data}. Ctrl-C ends it.`);
  console.log("The services that local-aws/README.md lists are its own. All other services are moto's:");
  console.log("imitations whose state is in memory only, gone when this ends.\n");
  console.log(`export AWS_ENDPOINT_URL=${aws.url}`);
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret } = aws.variables;
  const shown = credentials === undefined ? secret : "…";
  console.log(`export AWS_REGION=${region} AWS_ACCESS_KEY_ID=${key} AWS_SECRET_ACCESS_KEY=${shown}`);
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
