import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateWorkGroupCommand, GetDatabaseCommand } from "@aws-sdk/client-athena";
import { CreateBucketCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { type BorrowedAws, borrowAws } from "../../testing/borrowed-aws";
import { checkFree, cleanUp, type Made, madeBy, putObject } from "./account";
import { ask } from "./ask";
import { readCorpusFile } from "./corpus-file";
import { placed } from "./placed";
import { type Place, placeOnAws, type Target, targetAt } from "./target";

const env = {
  LAB_CORPUS: "aws",
  LAB_CORPUS_REGION: "eu-central-1",
  LAB_CORPUS_BUCKET: "someone-s",
  LAB_CORPUS_DATABASE: "queries_of_mine",
  LAB_CORPUS_WORKGROUP: "tests",
};
let aws: BorrowedAws;
let target: Target;

before(async () => {
  aws = await borrowAws();
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  target = targetAt(placeOnAws(env) as Place, { endpoint: aws.url, credentials });
  await target.s3.send(new CreateBucketCommand({ Bucket: target.bucket }));
  const Configuration = { EnforceWorkGroupConfiguration: false };
  await target.athena.send(new CreateWorkGroupCommand({ Name: target.workGroup, Configuration }));
});
after(() => aws.giveBack());

test("nothing leads to AWS but all that names a place there", () => {
  assert.equal(placeOnAws({ AWS_PROFILE: "mine", AWS_REGION: "eu-central-1", LAB_TARGET: "aws" }), undefined);
  assert.equal(placeOnAws({ ...env, LAB_CORPUS: "" }), undefined);
  assert.deepEqual(placeOnAws(env), {
    region: "eu-central-1",
    bucket: "someone-s",
    database: "queries_of_mine",
    workGroup: "tests",
  });
  for (const name of Object.keys(env).slice(1)) {
    assert.throws(() => placeOnAws({ ...env, [name]: "" }), new Error(`LAB_CORPUS=aws needs ${name} as well.`));
  }
  assert.throws(() => placeOnAws({ LAB_CORPUS: "AWS" }), /may be 'aws'/);
  assert.throws(() => placeOnAws({ ...env, LAB_CORPUS_DATABASE: "Corpus; DROP" }), /small letters/);
});

test("a query and its answer get the names of the place, and places in the text move with them", () => {
  const [query] = readCorpusFile(
    `-- A corpus query.
DESCRIBE corpus."readings"; -- corpuses
-- REFUSED line 1:17: no viable alternative at input 'corpus."readings"'
-- | s3://corpus/x/ | in corpus_two, corpus-three, s3://other/corpus/ |
-- | s3://corpus/x/ | corpus |`.replace("; -- corpuses", ";"),
  );
  assert.ok(query);
  const { sql, expected } = placed(query, { bucket: "b", prefix: "p-1", database: "other_name" });
  assert.equal(sql, 'DESCRIBE other_name."readings";');
  assert.equal(expected.refused, `line 1:21: no viable alternative at input 'other_name."readings"'`);
  assert.deepEqual(expected.rows, [["s3://b/p-1/x/", "other_name"]]);
});

const queries = readCorpusFile(`CREATE DATABASE IF NOT EXISTS corpus;
-- OK

CREATE DATABASE \`corpus-three\`;
-- OK

PREPARE one FROM SELECT 1;
-- OK

CREATE TABLE made AS SELECT 1 AS a;
-- OK`);

test("all that was made is gone after the clean-up, and nothing else", async () => {
  const made = madeBy(queries, target);
  assert.deepEqual(made, { databases: ["queries_of_mine", "queries_of_mine-three"], preparedStatements: ["one"] });
  await checkFree(target, made);
  await putObject(target, "x/a.csv", Buffer.from("1\n"));
  await putObject({ ...target, prefix: "kept" }, "a.csv", Buffer.from("1\n"));
  assert.equal((await ask(target, "CREATE DATABASE kept")).failed, undefined);
  for (const query of queries) {
    const { failed, refused } = await ask(target, placed(query, target).sql);
    assert.deepEqual([failed, refused], [undefined, undefined], query.sql);
  }
  await refusesAll(made);
  await cleanUp(target, made);
  await checkFree(target, made);
  const { Contents } = await target.s3.send(new ListObjectsV2Command({ Bucket: target.bucket }));
  assert.deepEqual(
    Contents?.map(({ Key }) => Key),
    ["kept/a.csv"],
  );
  await target.athena.send(new GetDatabaseCommand({ CatalogName: "AwsDataCatalog", DatabaseName: "kept" }));
});

/** Each thing that is there already is enough for the corpus not to run. */
async function refusesAll({ databases, preparedStatements }: Made): Promise<void> {
  for (const name of databases) {
    await assert.rejects(checkFree(target, { databases: [name], preparedStatements: [] }), /There is a database/);
  }
  await assert.rejects(checkFree(target, { databases: [], preparedStatements }), /There is a prepared statement one/);
}

test("a workgroup that sends results elsewhere is not used", async () => {
  await target.athena.send(new CreateWorkGroupCommand({ Name: "enforces" }));
  const nothing = { databases: [], preparedStatements: [] };
  await assert.rejects(checkFree({ ...target, workGroup: "enforces" }, nothing), /enforces its configuration/);
});
