import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateConnectionCommand, CreateJobCommand, GlueClient, TestConnectionCommand } from "@aws-sdk/client-glue";
import {
  CreateDBInstanceCommand,
  type DBInstance,
  DescribeDBInstancesCommand,
  ModifyDBInstanceCommand,
  RDSClient,
  waitUntilDBInstanceAvailable,
} from "@aws-sdk/client-rds";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { DuckDBInstance } from "@duckdb/node-api";
import { Client } from "pg";
import { startRun, waitForRun } from "../../local-aws/glue/testing/job-runs";
import { Target } from "../../local-aws/testing/target/target";

// A database of RDS, whose password RDS keeps in Secrets Manager, is read by a job through a connection that knows the
// secret alone.

const DBInstanceIdentifier = "plant";
const target = Target.here();
before(() => target.start());
after(() => target.end());

const job = `
import sys
from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["out"])
glue = GlueContext(SparkContext.getOrCreate())
options = {"useConnectionProperties": "true", "connectionName": "plant", "dbtable": "parts"}
frame = glue.create_dynamic_frame.from_options(connection_type="postgresql", connection_options=options)
frame.toDF().coalesce(1).write.parquet(args["out"])
`;

test("RDS, its secret, a connection, a job by JDBC, Parquet", async () => {
  const rds = target.client(RDSClient);
  const secrets = target.client(SecretsManagerClient);
  const glue = target.client(GlueClient);
  const s3 = target.client(S3Client);
  await rds.send(
    new CreateDBInstanceCommand({
      ...{ DBInstanceIdentifier, Engine: "postgres", DBInstanceClass: "db.t4g.micro", AllocatedStorage: 20 },
      ...{ DBName: "line", MasterUsername: "shop", ManageMasterUserPassword: true },
    }),
  );
  await waitUntilDBInstanceAvailable(
    { client: rds, maxWaitTime: 120, minDelay: 1, maxDelay: 1 },
    { DBInstanceIdentifier },
  );
  const { DBInstances: [instance] = [] } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
  const { Endpoint, MasterUserSecret } = instance as DBInstance;
  const SecretId = MasterUserSecret?.SecretArn ?? "";
  const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const { username: user, password } = JSON.parse(SecretString) as { username: string; password: string };
  const database = new Client({ host: Endpoint?.Address, port: Endpoint?.Port, user, password, database: "line" });
  await database.connect();
  await database.query("CREATE TABLE parts (id int PRIMARY KEY, name text, weight numeric(6,2), made date)");
  await database.query("INSERT INTO parts VALUES (1, 'gear', 1.25, '2025-07-12'), (2, '벨트', NULL, '2025-07-13')");
  await database.end();

  const ConnectionProperties = {
    JDBC_CONNECTION_URL: `jdbc:postgresql://${Endpoint?.Address}:${Endpoint?.Port}/line`,
    SECRET_ID: SecretId,
  };
  const ConnectionInput = { Name: "plant", ConnectionType: "JDBC" as const, ConnectionProperties };
  await glue.send(new CreateConnectionCommand({ ConnectionInput }));
  const isOpen = () => glue.send(new TestConnectionCommand({ ConnectionName: "plant" }));
  await isOpen();
  // a connection with the password itself would fail from here on
  await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, RotateMasterUserPassword: true }));
  await isOpen();

  const Bucket = "database";
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "job.py", Body: job }));
  const Command = { Name: "glueetl", ScriptLocation: `s3://${Bucket}/job.py` };
  const Connections = { Connections: ["plant"] };
  await glue.send(new CreateJobCommand({ Name: "copy", Role: target.roleArn, Command, Connections }));
  const run = await waitForRun(glue, "copy", await startRun(glue, "copy", { "--out": `s3://${Bucket}/parts/` }));
  assert.equal(run.JobRunState, "SUCCEEDED", run.ErrorMessage);
  const files = join(target.dataDir, "s3", Bucket, "parts", "*.parquet");
  const reader = await (await DuckDBInstance.create()).connect();
  const rows = await reader.runAndReadAll(
    `SELECT id, name, weight::varchar, made::varchar FROM read_parquet('${files}') ORDER BY id`,
  );
  assert.deepEqual(rows.getRows(), [
    [1, "gear", "1.25", "2025-07-12"],
    [2, "벨트", null, "2025-07-13"],
  ]);
});
