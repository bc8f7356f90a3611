import { parseArgs } from "node:util";
import { startLocalAws } from "./server";

/** `npm run local-aws`: the embedded AWS alone, in the foreground, until SIGINT, SIGTERM or SIGHUP. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4566" },
      data: { type: "string", default: process.env.LAB_DATA ?? ".local-aws" },
      host: { type: "string", default: "127.0.0.1" },
    },
  });
  const aws = await startLocalAws({ port: Number(values.port), host: values.host, dataDir: values.data });
  console.log(`The embedded AWS answers at ${aws.url}. Its data: ${values.data}. Ctrl-C ends it.\n`);
  console.log(`export AWS_ENDPOINT_URL=${aws.url}`);
  console.log("export AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local");
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
