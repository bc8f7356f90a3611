import { randomUUID } from "node:crypto";
import {
  CreateDBInstanceCommand,
  type DBInstance,
  DescribeDBInstancesCommand,
  RDSClient,
  waitUntilDBInstanceAvailable,
} from "@aws-sdk/client-rds";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Client } from "pg";
import { columns, type TableName } from "../../../datasets/retail/csv";
import type { ShopData } from "../../../datasets/retail/shop-data";
import { connect, type DatabaseAccess } from "../../../helpers/postgres";
import { unless } from "../../engine/lab/lab";
import { names } from "../layout";

const rds = new RDSClient();
const secrets = new SecretsManagerClient();

/** The kiosk's instance; undefined where there is none. */
export async function findInstance(): Promise<DBInstance | undefined> {
  const answer = await rds
    .send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: names.instance }))
    .catch(unless("DBInstanceNotFoundFault", undefined));
  return answer?.DBInstances?.[0];
}

/** Makes the kiosk's instance where it is missing, and waits until it answers. */
export async function putInstance(): Promise<DBInstance> {
  if ((await findInstance()) === undefined) {
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: names.instance,
        Engine: "postgres",
        DBInstanceClass: "db.t4g.micro",
        AllocatedStorage: 20,
        DBName: names.shopDatabase,
        MasterUsername: names.masterUser,
        ManageMasterUserPassword: true,
      }),
    );
  }
  await waitUntilDBInstanceAvailable(
    { client: rds, maxWaitTime: 1_800, minDelay: 1, maxDelay: 15 },
    { DBInstanceIdentifier: names.instance },
  );
  return (await findInstance()) as DBInstance;
}

/** What a secret holds, parsed; undefined where there is no such secret or version, and "" where it is no JSON. */
export async function readSecret(
  id: string,
  stage = "AWSCURRENT",
): Promise<Readonly<Record<string, unknown>> | "" | undefined> {
  const answer = await secrets
    .send(new GetSecretValueCommand({ SecretId: id, VersionStage: stage }))
    .catch(unless("ResourceNotFoundException", undefined));
  try {
    return answer === undefined ? undefined : (JSON.parse(answer.SecretString ?? "") as Record<string, unknown>);
  } catch {
    return "";
  }
}

/** How the master user logs in: RDS keeps its password in a secret of its own. Undefined where it doesn't, or is not ready. */
export async function adminAccess(instance: DBInstance): Promise<DatabaseAccess | undefined> {
  const secret = await readSecret(instance.MasterUserSecret?.SecretArn ?? "none");
  const { Address: host, Port: port } = instance.Endpoint ?? {};
  if (secret === undefined || secret === "" || host === undefined || port === undefined) {
    return undefined;
  }
  return {
    host,
    port,
    dbname: names.shopDatabase,
    username: String(secret.username),
    password: String(secret.password),
  };
}

/** Logs in, asks, and logs out. @throws Error Where the database refuses it. */
export async function asking<Result>(
  access: DatabaseAccess,
  ask: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await connect(access);
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** A database of its own on the instance, for as long as it is asked. */
export async function inScratchDatabase<Result>(
  admin: DatabaseAccess,
  ask: (client: Client) => Promise<Result>,
): Promise<Result> {
  const dbname = `check_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  await asking(admin, (client) => client.query(`CREATE DATABASE ${dbname}`));
  try {
    return await asking({ ...admin, dbname }, ask);
  } finally {
    await asking(admin, (client) => client.query(`DROP DATABASE ${dbname} WITH (FORCE)`));
  }
}

const primaryKeys: Readonly<Record<TableName, string>> = {
  product: "product_id",
  receipt: "receipt_id, line_no",
  balju_refund: "entry_id",
};

/** Makes the schema anew with its three tables, filled with a shop's data. */
export async function putTables(client: Client, { products, lines, entries }: ShopData): Promise<void> {
  await client.query(`DROP SCHEMA IF EXISTS ${names.schema} CASCADE; CREATE SCHEMA ${names.schema}`);
  for (const [table, rows] of [
    ["product", products],
    ["receipt", lines],
    ["balju_refund", entries],
  ] as const) {
    const place = `${names.schema}.${table}`;
    const parts = Object.entries(columns[table]).map(([name, type]) => `${name} ${type}`);
    await client.query(`CREATE TABLE ${place} (${parts.join(", ")}, PRIMARY KEY (${primaryKeys[table]}))`);
    const cells = rows.map((row) =>
      Object.fromEntries(Object.keys(columns[table]).map((name) => [name, cellOf(row, name)])),
    );
    await client.query(`INSERT INTO ${place} SELECT * FROM json_populate_recordset(NULL::${place}, $1)`, [
      JSON.stringify(cells),
    ]);
  }
}

/** As COPY reads it: an empty cell is NULL. */
function cellOf(row: object, name: string): unknown {
  const value = (row as Readonly<Record<string, unknown>>)[name];
  return value === "" ? null : value;
}

/** The kiosk's database as exercise 3 leaves it. @returns How its master user logs in. */
export async function putKiosk(data: ShopData): Promise<DatabaseAccess> {
  const admin = await adminAccess(await putInstance());
  if (admin === undefined) {
    throw new Error(`RDS keeps no password of ${names.instance}: delete the instance, and run this again.`);
  }
  await asking(admin, (client) => putTables(client, data));
  return admin;
}
