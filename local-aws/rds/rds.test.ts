import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AddTagsToResourceCommand,
  CreateDBInstanceCommand,
  type CreateDBInstanceCommandInput,
  CreateDBSnapshotCommand,
  type DBInstance,
  DBInstanceAlreadyExistsFault,
  DBInstanceNotFoundFault,
  DBSnapshotAlreadyExistsFault,
  DeleteDBInstanceCommand,
  DeleteDBSnapshotCommand,
  DescribeDBEngineVersionsCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  InvalidDBInstanceStateFault,
  ListTagsForResourceCommand,
  ModifyDBInstanceCommand,
  RDSClient,
  RebootDBInstanceCommand,
  RemoveTagsFromResourceCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
  StartDBInstanceCommand,
  StopDBInstanceCommand,
  waitUntilDBInstanceAvailable,
  waitUntilDBInstanceDeleted,
  waitUntilDBSnapshotAvailable,
} from "@aws-sdk/client-rds";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Client } from "pg";
import { type AwsProcess, startAwsProcess } from "../testing/aws-process";
import { clientOptions } from "../testing/client-options";
import { anywhere, inside, onAws, Target } from "../testing/target/target";

const target = new Target();
const { dataDir } = target;
const DBInstanceIdentifier = target.name("orders");
const password = "first-secret";
let aws: AwsProcess | undefined;
let url: string;
let rds: RDSClient;

before(open);
after(async () => {
  await end("SIGTERM");
  await target.end();
});

/** The embedded AWS as a process of its own, which can be killed. */
async function open(): Promise<void> {
  if (onAws) {
    rds = target.client(RDSClient);
    return;
  }
  aws = await startAwsProcess(dataDir);
  url = aws.url;
  rds = new RDSClient(clientOptions(url));
}

async function end(signal: NodeJS.Signals): Promise<void> {
  rds.destroy();
  await aws?.end(signal);
}

const waiting = { maxWaitTime: onAws ? 1_800 : 60, minDelay: 1, maxDelay: onAws ? 30 : 1 };

async function available(id = DBInstanceIdentifier): Promise<DBInstance> {
  await waitUntilDBInstanceAvailable({ client: rds, ...waiting }, { DBInstanceIdentifier: id });
  return instance(id);
}

async function instance(id = DBInstanceIdentifier): Promise<DBInstance> {
  const { DBInstances: [found] = [] } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }));
  return found as DBInstance;
}

/** Asks a database as a client of its own. */
async function ask(
  { Endpoint, DBName, MasterUsername }: DBInstance,
  sql: string,
  secret = password,
): Promise<unknown[]> {
  const { Address: host, Port: port } = Endpoint ?? {};
  const client = new Client({ host, port, user: MasterUsername, password: secret, database: DBName });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

/** The servers that have their data in this test's folder. */
function servers(): string[] {
  const processes = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return processes.filter((line) => line.includes(dataDir) && /native\/bin\/postgres/.test(line));
}

const settings = {
  DBInstanceIdentifier,
  Engine: "postgres",
  DBInstanceClass: "db.t4g.micro",
  AllocatedStorage: 20,
  MasterUsername: "shop",
  MasterUserPassword: password,
  DBName: "store",
} satisfies CreateDBInstanceCommandInput;

test("an instance is made once, told of and tagged", anywhere, async () => {
  const Tags = [{ Key: "team", Value: "retail" }];
  const { DBInstance: made } = await rds.send(new CreateDBInstanceCommand({ ...settings, Tags }));
  assert.deepEqual([made?.DBInstanceStatus, made?.Endpoint], ["creating", undefined]);
  await assert.rejects(rds.send(new CreateDBInstanceCommand(settings)), DBInstanceAlreadyExistsFault);
  const there = await available();
  assert.deepEqual(
    [there.Engine, there.DBName, there.AllocatedStorage, there.DBInstanceClass, there.TagList],
    ["postgres", "store", 20, "db.t4g.micro", Tags],
  );
  const byId = async (...Values: string[]) => {
    const Filters = [{ Name: "db-instance-id", Values }];
    return (await rds.send(new DescribeDBInstancesCommand({ Filters }))).DBInstances?.length;
  };
  assert.deepEqual([await byId(DBInstanceIdentifier), await byId(target.name("others"))], [1, 0]);
  const { DBEngineVersions = [] } = await rds.send(new DescribeDBEngineVersionsCommand({ Engine: "postgres" }));
  assert.ok(DBEngineVersions.some(({ EngineVersion }) => EngineVersion === there.EngineVersion));
  const ResourceName = there.DBInstanceArn;
  await rds.send(new AddTagsToResourceCommand({ ResourceName, Tags: [{ Key: "by", Value: "test" }] }));
  await rds.send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys: ["team"] }));
  const { TagList } = await rds.send(new ListTagsForResourceCommand({ ResourceName }));
  assert.deepEqual(TagList, [{ Key: "by", Value: "test" }]);
});

test("an instance answers as its master user asks", inside, async () => {
  const there = await instance();
  assert.equal(there.Endpoint?.Address, "127.0.0.1");
  await ask(there, "CREATE TABLE item (id int PRIMARY KEY, name text)");
  await ask(there, "INSERT INTO item VALUES (1, 'bolt'), (2, 'Angle')");
  assert.deepEqual(await ask(there, "SELECT name FROM item ORDER BY name"), [["Angle"], ["bolt"]]);
  assert.deepEqual(await ask(there, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"), [[false]]);
  await assert.rejects(ask(there, "SELECT 1", "wrong-secret"), /password authentication failed/);
  const { DBEngineVersions: [version] = [] } = await rds.send(
    new DescribeDBEngineVersionsCommand({ Engine: "postgres" }),
  );
  assert.equal(version?.EngineVersion, there.EngineVersion);
  assert.match(String(await ask(there, "SHOW server_version")), new RegExp(`^${version?.EngineVersion}`));
  const health = (await (await fetch(`${url}/_local/health`)).json()) as { rds: unknown };
  assert.deepEqual(health.rds, [{ id: DBInstanceIdentifier, state: "available", port: there.Endpoint?.Port }]);
});

test("what is committed survives a kill, which leaves no server; the instance comes back", inside, async () => {
  const before = await instance();
  await ask(before, "INSERT INTO item VALUES (3, 'nut')");
  const open = new Client({ ...(await connection(before)) });
  open.on("error", () => {});
  await open.connect();
  assert.ok(servers().length > 0);
  await end("SIGKILL");
  for (const deadline = Date.now() + 10_000; servers().length > 0; await sleep(100)) {
    assert.ok(Date.now() < deadline, servers().join("\n"));
  }
  await rebegin();
  const there = await available();
  assert.deepEqual(there.Endpoint, before.Endpoint);
  assert.deepEqual(await ask(there, "SELECT count(*)::int FROM item"), [[3]]);
});

const connection = async ({ Endpoint, DBName, MasterUsername }: DBInstance) => ({
  host: Endpoint?.Address,
  port: Endpoint?.Port,
  user: MasterUsername,
  password,
  database: DBName,
});

const rebegin = open;

test("stop, start, reboot, another password", inside, async () => {
  await rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier }));
  await assert.rejects(rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier })), InvalidDBInstanceStateFault);
  while ((await instance()).DBInstanceStatus !== "stopped") {
    await sleep(50);
  }
  await assert.rejects(ask(await instance(), "SELECT 1"), /ECONNREFUSED/);
  await end("SIGTERM");
  await open();
  while ((await instance()).DBInstanceStatus !== "stopped") {
    await sleep(50);
  }
  await rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier }));
  await available();
  await rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier }));
  const there = await available();
  const changes = { MasterUserPassword: "second-secret", AllocatedStorage: 30, DeletionProtection: true };
  const { DBInstance: changed } = await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, ...changes }));
  assert.deepEqual([changed?.AllocatedStorage, changed?.DeletionProtection], [30, true]);
  assert.deepEqual(await ask(there, "SELECT count(*)::int FROM item", "second-secret"), [[3]]);
  await assert.rejects(ask(there, "SELECT 1"), /password authentication failed/);
  await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, MasterUserPassword: password }));
});

test("RDS keeps the master user's password in Secrets Manager, and changes it there", inside, async () => {
  const secrets = new SecretsManagerClient(clientOptions(url));
  const secretOf = async ({ MasterUserSecret: secret }: DBInstance) => {
    const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: secret?.SecretArn }));
    return JSON.parse(SecretString) as { username: string; password: string };
  };
  await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, ManageMasterUserPassword: true }));
  const managed = await instance();
  const first = await secretOf(managed);
  assert.equal(first.username, "shop");
  assert.deepEqual(await ask(managed, "SELECT 1", first.password), [[1]]);
  await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, RotateMasterUserPassword: true }));
  const second = await secretOf(managed);
  assert.notEqual(second.password, first.password);
  assert.deepEqual(await ask(managed, "SELECT 1", second.password), [[1]]);
  const off = { ManageMasterUserPassword: false, MasterUserPassword: password };
  await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, ...off }));
  await assert.rejects(secretOf(managed), { name: "ResourceNotFoundException" });
  assert.deepEqual(await ask(await instance(), "SELECT 1"), [[1]]);
  secrets.destroy();
});

test("a snapshot of an instance that is written to becomes one; both go on for themselves", inside, async () => {
  const there = await instance();
  const DBSnapshotIdentifier = "before-sale";
  let writing = true;
  let written = 100;
  const writer = (async () => {
    for (; writing; written++) {
      await ask(there, `INSERT INTO item VALUES (${written}, 'written')`);
    }
  })();
  while (written < 105) {
    await sleep(10);
  }
  await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier, DBSnapshotIdentifier }));
  const again = new CreateDBSnapshotCommand({ DBInstanceIdentifier, DBSnapshotIdentifier });
  await available();
  await assert.rejects(rds.send(again), DBSnapshotAlreadyExistsFault);
  await waitUntilDBSnapshotAvailable({ client: rds, ...waiting }, { DBSnapshotIdentifier });
  writing = false;
  await writer;
  const restore = { DBInstanceIdentifier: "restored", DBSnapshotIdentifier };
  await rds.send(new RestoreDBInstanceFromDBSnapshotCommand(restore));
  const restored = await available("restored");
  assert.notEqual(restored.Endpoint?.Port, there.Endpoint?.Port);
  const [[count, gaps]] = (await ask(
    restored,
    "SELECT count(*)::int, max(id) - min(id) + 1 - count(*)::int FROM item WHERE id >= 100",
  )) as [number, number][] as [[number, number]];
  assert.ok(count >= 5 && count <= written - 100 && gaps === 0, `${count} rows, ${gaps} gaps`);
  await ask(restored, "DELETE FROM item");
  assert.deepEqual(await ask(there, "SELECT count(*)::int FROM item WHERE id < 100"), [[3]]);
  await assert.rejects(
    rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: "restored" })),
    /FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified/,
  );
  const FinalDBSnapshotIdentifier = "last";
  await rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: "restored", FinalDBSnapshotIdentifier }));
  await waitUntilDBInstanceDeleted({ client: rds, ...waiting }, { DBInstanceIdentifier: "restored" });
  const { DBSnapshots = [] } = await rds.send(new DescribeDBSnapshotsCommand({}));
  assert.deepEqual(
    DBSnapshots.map((snapshot) => [snapshot.DBSnapshotIdentifier, snapshot.DBInstanceIdentifier, snapshot.Status]),
    [
      ["before-sale", "orders", "available"],
      ["last", "restored", "available"],
    ],
  );
  await rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: "last" }));
});

const wrong = async (...cases: (readonly [Partial<CreateDBInstanceCommandInput>, RegExp])[]) => {
  for (const [change, message] of cases) {
    const input = { ...settings, DBInstanceIdentifier: target.name("other"), ...change };
    await assert.rejects(rds.send(new CreateDBInstanceCommand(input)), message, JSON.stringify(change));
  }
};

test("what RDS refuses", anywhere, async () => {
  await wrong(
    [{ EngineVersion: "9.6" }, /Cannot find version 9\.6 for postgres/],
    [{ DBInstanceIdentifier: "a--b" }, /not a valid identifier/],
    [{ MasterUserPassword: "short" }, /shorter than 8 characters/],
    [{ MasterUserPassword: "with/slash" }, /Only printable ASCII characters/],
    [{ MasterUsername: "rdsadmin" }, /reserved word/],
    [{ AllocatedStorage: 5 }, /Invalid storage size/],
    [{ AllocatedStorage: undefined }, /AllocatedStorage must be provided/],
    [{ Port: 80 }, /Valid range is 1150-65535/],
    [{ DBParameterGroupName: "own" }, /DBParameterGroup not found/],
    [{ ManageMasterUserPassword: true }, /can't specify MasterUserPassword/],
  );
  const find = new DescribeDBInstancesCommand({ DBInstanceIdentifier: target.name("other") });
  await assert.rejects(rds.send(find), DBInstanceNotFoundFault);
});

test("what cannot be here", inside, async () => {
  await wrong(
    [{ Engine: "mysql" }, /Invalid DB engine: mysql/],
    [{ Port: (await instance()).Endpoint?.Port }, /is taken/],
    [{ StorageEncrypted: true }, /does not support the member StorageEncrypted/],
  );
});

test("a protected instance stays; a reset ends all", inside, async () => {
  const skip = { DBInstanceIdentifier, SkipFinalSnapshot: true };
  await assert.rejects(rds.send(new DeleteDBInstanceCommand(skip)), /Cannot delete protected DB Instance/);
  await fetch(`${url}/_local/reset`, { method: "POST" });
  assert.deepEqual((await rds.send(new DescribeDBInstancesCommand({}))).DBInstances, []);
  assert.deepEqual(servers(), []);
});
