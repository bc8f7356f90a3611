import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateFunctionCommand, InvokeCommand, LambdaClient, type Runtime } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutBucketNotificationConfigurationCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { zip } from "../../local-aws/lambda/testing/zip";
import { clientOptions } from "../../local-aws/testing/client-options";
import { type Figure, median } from "./figure";
import { s3Client, startLab } from "./lab-process";

const rounds = 60;
const coldRounds = 9;
const putRounds = 21;

const sources: Readonly<
  Record<"Node" | "Python", { readonly runtime: Runtime; readonly files: Record<string, string> }>
> = {
  Node: { runtime: "nodejs22.x", files: { "app.js": "exports.handler = async (event) => event;" } },
  Python: { runtime: "python3.12", files: { "app.py": "def handler(event, context):\n    return event\n" } },
};

/** A function that does nothing: warm, over an HTTP handler that does nothing; and its first call. */
export async function lambda(dataDir: string): Promise<Figure[]> {
  const lab = await startLab(dataDir);
  const client = new LambdaClient({ ...clientOptions(lab.url), maxAttempts: 1 });
  const timed = async (FunctionName: string): Promise<number> => {
    const started = performance.now();
    const { FunctionError } = await client.send(new InvokeCommand({ FunctionName, Payload: '{"a":1}' }));
    if (FunctionError !== undefined) {
      throw new Error(`The function ${FunctionName} failed.`);
    }
    return performance.now() - started;
  };
  try {
    const cold: Record<string, number> = {};
    for (const [language, { runtime, files }] of Object.entries(sources)) {
      const times: number[] = [];
      for (let round = 0; round < coldRounds; round += 1) {
        const FunctionName = `${language}-${round}`;
        const Role = "arn:aws:iam::000000000000:role/functions";
        const Code = { ZipFile: zip(files) };
        await client.send(
          new CreateFunctionCommand({ FunctionName, Role, Code, Runtime: runtime, Handler: "app.handler" }),
        );
        times.push(await timed(FunctionName));
      }
      // the first one also reads what the embedded AWS itself needs for functions
      cold[language] = median(times.slice(1));
    }
    const warm: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      warm.push(await timed("Node-0"));
    }
    const begun = await begunAfterPut(client, lab.url, dataDir);
    const empty = await emptyHandler();
    const over = median(warm) - empty;
    const detail = `${median(warm).toFixed(1)} ms against ${empty.toFixed(1)} ms of an empty handler`;
    return [
      { what: "warm Invoke, over an empty handler", measured: over, limit: 15, unit: "ms", detail },
      { what: "object put → function begun, warm", measured: begun, limit: 100, unit: "ms", detail: "told by S3" },
      { what: "cold Invoke, Node", measured: cold.Node ?? 0, limit: 250, unit: "ms", detail: "through the SDK" },
      { what: "cold Invoke, Python", measured: cold.Python ?? 0, limit: 400, unit: "ms", detail: "through the SDK" },
    ];
  } finally {
    client.destroy();
    await lab.stop();
  }
}

/** The median from the put of an object until the function that S3 tells of it begins, in milliseconds. */
async function begunAfterPut(client: LambdaClient, url: string, dataDir: string): Promise<number> {
  const s3 = s3Client(url);
  const mark = join(dataDir, "begun");
  const source = `exports.handler = async ({ Records }) => require("fs").writeFileSync(
    ${JSON.stringify(mark)}, Records[0].s3.object.key + " " + Date.now());`;
  const FunctionName = "told";
  const Role = "arn:aws:iam::000000000000:role/functions";
  const Code = { ZipFile: zip({ "app.js": source }) };
  const { FunctionArn } = await client.send(
    new CreateFunctionCommand({ FunctionName, Role, Code, Runtime: "nodejs22.x", Handler: "app.handler" }),
  );
  await s3.send(new CreateBucketCommand({ Bucket: "told" }));
  const LambdaFunctionConfigurations = [{ LambdaFunctionArn: FunctionArn, Events: ["s3:ObjectCreated:*" as const] }];
  const NotificationConfiguration = { LambdaFunctionConfigurations };
  await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: "told", NotificationConfiguration }));
  const times: number[] = [];
  for (let round = 0; round < putRounds; round += 1) {
    const started = Date.now();
    await s3.send(new PutObjectCommand({ Bucket: "told", Key: `key-${round}`, Body: "x" }));
    for (;;) {
      const [key, at] = existsSync(mark) ? readFileSync(mark, "utf8").split(" ") : [];
      if (key === `key-${round}` && at !== undefined) {
        times.push(Number(at) - started);
        break;
      }
      await sleep(2);
    }
  }
  s3.destroy();
  // the first one starts the environment
  return median(times.slice(1));
}

/** The median of a request to a server that answers at once, in milliseconds. */
async function emptyHandler(): Promise<number> {
  const server = createServer((request, response) => {
    request.resume();
    request.once("end", () => response.end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await (await fetch(url, { method: "POST", body: "{}" })).text();
    times.push(performance.now() - started);
  }
  server.close();
  server.closeAllConnections();
  return median(times);
}
