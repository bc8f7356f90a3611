import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { S3Client } from "@aws-sdk/client-s3";
import { secretVariable } from "../../local-aws/engines/trino/trino-engine";
import { clientOptions } from "../../local-aws/testing/client-options";
import { startOwned } from "../../processes/owned-process";
import { root } from "../../processes/project";

/** What the benchmarks show to the Trinos that they ask directly. */
export const trinoSecret = "bench";

/** A server in a process of its own, so that it does not share a thread with the client that measures it. */
export interface ServerProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** The embedded AWS with Athena's engine ready and idle. */
export async function startLab(dataDir: string): Promise<ServerProcess> {
  const main = join(root, "dist", "local-aws", "main.js");
  const child = startOwned(process.execPath, [main, "--port", "0", "--data", dataDir], {
    output: ["pipe", "inherit"],
    env: { ...process.env, [secretVariable]: trinoSecret },
  });
  const url = await firstMatch(child, /http:\/\/\S+:\d+/);
  for (;;) {
    const health = (await (await fetch(`${url}/_local/health`)).json()) as { athena: { state: string } };
    if (health.athena.state !== "starting") {
      return { url, stop: () => stop(child) };
    }
    await sleep(100);
  }
}

/** Where the Trino of an embedded AWS is. */
export async function trinoUrlOf({ url }: ServerProcess): Promise<string> {
  const health = (await (await fetch(`${url}/_local/health`)).json()) as { athena: { url: string } };
  return health.athena.url;
}

/** A program that prints its port in its first line. */
export async function startServer(command: string, args: readonly string[]): Promise<ServerProcess> {
  // moto ends when its standard input does
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
  const port = await firstMatch(child, /\d+/);
  return { url: `http://127.0.0.1:${port}`, stop: () => stop(child) };
}

export function s3Client(url: string): S3Client {
  return new S3Client({ ...clientOptions(url), forcePathStyle: true });
}

async function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  let output = "";
  for await (const data of child.stdout ?? []) {
    output += data;
    const found = pattern.exec(output)?.[0];
    if (found !== undefined && output.includes("\n")) {
      return found;
    }
  }
  throw new Error(`The server ended at once: ${output}`);
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
