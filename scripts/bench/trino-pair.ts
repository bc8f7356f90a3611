import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readInstallation } from "../../local-aws/engines/installation";
import { runTrinoQuery } from "../../local-aws/engines/trino/trino-client";
import { writeTrinoConfig } from "../../local-aws/engines/trino/trino-config";
import { secretVariable, trinoArguments } from "../../local-aws/engines/trino/trino-engine";
import { defaultTrinoMemory } from "../../local-aws/engines/trino/trino-memory";
import { anyCredentials } from "../../local-aws/protocol/signatures/credentials";
import { endOwned, startOwned } from "../../processes/owned-process";
import { type ServerProcess, trinoSecret } from "./lab-process";

/**
 * A Trino as the embedded AWS starts it, with two more catalogs: `direct` reads the same files with Trino's own local file
 * system, its tables lie at `local:///bucket/key/`; `requests` reads all through S3, as a cluster of others does.
 */
export async function startTrinoPair(lab: ServerProcess, dataDir: string, folder: string): Promise<ServerProcess> {
  const installation = readInstallation();
  const memory = defaultTrinoMemory();
  const port = 20_000 + (process.pid % 10_000);
  const config = writeTrinoConfig({ folder, port, endpoint: lab.url, dataDir, memory, iceberg: false });
  const own = readFileSync(join(folder, "catalog", "awsdatacatalog.properties"), "utf8").split("\n");
  const requests = own.filter((line) => !line.startsWith("lab."));
  writeFileSync(join(folder, "catalog", "requests.properties"), requests.join("\n"));
  const direct = requests.filter((line) => !/^(s3\.|fs\.native-s3)/.test(line));
  direct.push("fs.native-local.enabled=true", `local.location=${join(dataDir, "s3")}`);
  writeFileSync(join(folder, "catalog", "direct.properties"), direct.join("\n"));
  writeFileSync(join(folder, "access-rules.json"), JSON.stringify({ catalogs: [{ allow: "all" }] }));
  const child = startOwned(installation.trinoJava, trinoArguments(installation, config, memory, false), {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      AWS_ACCESS_KEY_ID: anyCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: anyCredentials.secretAccessKey,
      [secretVariable]: trinoSecret,
    },
    output: ["ignore", "ignore"],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      await timeTrino(url, "SELECT count(*) FROM UNNEST(sequence(1, 2))", "default");
      return { url, stop: () => endOwned(child) };
    } catch (error) {
      if (tries === 600 || child.exitCode !== null) {
        await endOwned(child);
        throw error;
      }
      await sleep(100);
    }
  }
}

/** Seconds from a query's start to its last row, sent to Trino itself. */
export async function timeTrino(url: string, sql: string, database: string): Promise<number> {
  const started = performance.now();
  let rows = 0;
  const trino = { url, secret: trinoSecret };
  for await (const page of runTrinoQuery({ trino, sql, database, session: {}, signal: AbortSignal.timeout(600_000) })) {
    rows += page.data?.length ?? 0;
  }
  if (rows === 0) {
    throw new Error(`Trino answered no rows to ${sql}`);
  }
  return (performance.now() - started) / 1_000;
}
