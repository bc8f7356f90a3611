import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecutionStatus,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { TestClient } from "../testing/test-client";

const bucket = "full";

test("a result that fills the disk fails its query, leaves nothing of it, and the next query succeeds", async (context) => {
  const dataDir = mkdtempSync(join(tmpdir(), "athena-full-"));
  const mount = 'mount -t tmpfs -o size=48m none "$0" && exec "$@"';
  const small = ["--user", "--map-root-user", "--mount", "sh", "-c", mount, dataDir];
  if (spawnSync("unshare", [...small, "true"]).status !== 0) {
    console.warn("NOT TESTED: results that fill the disk, as this system lets nobody mount a small one.");
    context.skip("no mount namespaces here");
    return;
  }
  const main = join(__dirname, "..", "..", "main.js");
  // Trino needs none of that disk
  const owner = await TestClient.borrow("full-disk");
  await owner.rows("SELECT 1");
  const trino = (await owner.health()).url ?? "";
  const args = [...small, process.execPath, main, "--port", "0", "--data", dataDir, "--trino", trino];
  const child = spawn("unshare", args, { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    const endpoint = /http:\/\/\S+:\d+/.exec(line)?.[0] ?? "";
    const options = { endpoint, region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };
    const s3 = new S3Client({ ...options, forcePathStyle: true });
    const athena = new AthenaClient(options);
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const large = "SELECT rpad('x', 1000, 'x') FROM UNNEST(sequence(1, 9000)) AS a(x), UNNEST(sequence(1, 10)) AS b(y)";
    const failed = await end(athena, large);
    assert.equal(failed?.State, "FAILED");
    assert.match(failed?.StateChangeReason ?? "", /no space left/);
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    assert.equal(listed.KeyCount, 0);
    assert.equal((await end(athena, "SELECT 1"))?.State, "SUCCEEDED");
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
    rmSync(dataDir, { recursive: true, force: true });
    await owner.close();
  }
});

async function end(athena: AthenaClient, sql: string): Promise<QueryExecutionStatus | undefined> {
  const ResultConfiguration = { OutputLocation: `s3://${bucket}/` };
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({ QueryString: sql, ResultConfiguration }),
  );
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    if (QueryExecution?.Status?.CompletionDateTime !== undefined) {
      return QueryExecution.Status;
    }
    await sleep(100);
  }
}
