import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { AthenaClient } from "@aws-sdk/client-athena";
import {
  CreateClassifierCommand,
  CreateCrawlerCommand,
  GetCrawlerCommand,
  GetTableCommand,
  GlueClient,
  StartCrawlerCommand,
} from "@aws-sdk/client-glue";
import { classifierOf } from "../../local-aws/glue/testing/layout";
import { layouts } from "../../local-aws/glue/testing/layouts";
import { writeParquet } from "../../local-aws/glue/testing/write-parquet";
import { borrowAws } from "../../local-aws/testing/borrowed-aws";
import { clientOptions } from "../../local-aws/testing/client-options";
import { rowsOf } from "./rows-of";

// Athena reads what the crawler made: each layout's tables give the rows that its files hold.

let dataDir: string;
let giveBack: () => Promise<void>;
let athena: AthenaClient;
let glue: GlueClient;

before(async () => {
  const aws = await borrowAws();
  ({ dataDir, giveBack } = aws);
  const client = clientOptions(aws.url);
  athena = new AthenaClient(client);
  glue = new GlueClient(client);
  mkdirSync(join(dataDir, "s3/athena-results"), { recursive: true });
});
after(() => giveBack());

async function crawl(bucket: string, layout: (typeof layouts)[number]): Promise<void> {
  const folder = join(dataDir, "s3", bucket);
  for (const [key, body] of Object.entries(layout.files)) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    writeFileSync(join(folder, key), body);
  }
  for (const [key, query] of Object.entries(layout.parquet ?? {})) {
    await writeParquet(join(folder, key), query);
  }
  const Name = bucket;
  const S3Targets = [{ Path: `s3://${bucket}/${layout.path ?? ""}`, Exclusions: layout.exclusions }];
  const Configuration = layout.configuration && JSON.stringify(layout.configuration);
  const DatabaseName = bucket.replaceAll("-", "_");
  const classifier = classifierOf(layout, Name);
  if (classifier !== undefined) {
    await glue.send(new CreateClassifierCommand(classifier));
  }
  const Classifiers = classifier && [Name];
  const Targets = { S3Targets };
  await glue.send(new CreateCrawlerCommand({ Name, Role: "role", DatabaseName, Targets, Configuration, Classifiers }));
  await glue.send(new StartCrawlerCommand({ Name }));
  while ((await glue.send(new GetCrawlerCommand({ Name }))).Crawler?.State !== "READY") {
    await sleep(20);
  }
}

/** The rows as texts, sorted: cells with a space between, NULL where there is no value. */
async function select(Database: string, table: string): Promise<string[]> {
  const rows = await rowsOf(athena, `SELECT * FROM "${table}"`, {
    QueryExecutionContext: { Database },
    ResultConfiguration: { OutputLocation: "s3://athena-results/" },
  });
  return rows.map((cells) => cells.join(" ")).sort();
}

for (const [index, layout] of layouts.entries()) {
  const readable = Object.entries(layout.tables).filter(([, expected]) => expected.rows !== undefined);
  if (readable.length === 0) {
    continue;
  }
  test(layout.name, async () => {
    const bucket = `layout-${index}`;
    await crawl(bucket, layout);
    for (const [name, expected] of readable) {
      const table = name === "BUCKET" ? bucket.replace("-", "_") : name;
      const rows = await select(bucket.replace("-", "_"), table);
      assert.deepEqual(rows, expected.rows?.toSorted(), table);
      const where = { DatabaseName: bucket.replace("-", "_"), Name: table };
      const { Table } = await glue.send(new GetTableCommand(where));
      assert.equal(Table?.Parameters?.recordCount, String(rows.length), table);
    }
  });
}
