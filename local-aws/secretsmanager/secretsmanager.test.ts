import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  BatchGetSecretValueCommand,
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  type Filter,
  GetRandomPasswordCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { ServiceCalls } from "../integration/service-calls";
import { AwsError } from "../protocol/aws-error";
import type { RequestContext, Service } from "../protocol/service";
import { type LocalAws, startLocalAws } from "../server";
import { clientOptions } from "../testing/client-options";
import { refused } from "../testing/refused";
import { secretsManagerService } from "./service";

let dataDir: string;
let aws: LocalAws;
let client: SecretsManagerClient;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "secrets-"));
  await start();
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  client = new SecretsManagerClient({ ...clientOptions(aws.url), maxAttempts: 1 });
}

const value = async (SecretId: string, more: { VersionId?: string; VersionStage?: string } = {}) =>
  (await client.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString;

test("a secret's values change, its labels move with them, and all is there after a restart", async () => {
  const created = await client.send(
    new CreateSecretCommand({
      Name: "lab/db",
      SecretString: "one",
      Description: "d",
      Tags: [{ Key: "k", Value: "v" }],
    }),
  );
  assert.match(created.ARN ?? "", /^arn:aws:secretsmanager:us-east-1:000000000000:secret:lab\/db-[A-Za-z0-9]{6}$/);
  await client.send(new PutSecretValueCommand({ SecretId: "lab/db", SecretString: "두 번째" }));
  assert.equal(await value("lab/db"), "두 번째");
  assert.equal(await value("lab/db", { VersionStage: "AWSPREVIOUS" }), "one");
  assert.equal(await value("lab/db", { VersionId: created.VersionId ?? "" }), "one");
  await client.send(new UpdateSecretCommand({ SecretId: created.ARN, SecretString: "three", Description: "other" }));
  const arnWithoutSuffix = created.ARN?.slice(0, -7) ?? "";
  await aws.close();
  await start();
  assert.equal(await value(arnWithoutSuffix), "three");
  const described = await client.send(new DescribeSecretCommand({ SecretId: "lab/db" }));
  assert.equal(described.Description, "other");
  assert.deepEqual(described.Tags, [{ Key: "k", Value: "v" }]);
  assert.deepEqual(Object.values(described.VersionIdsToStages ?? {}).sort(), [["AWSCURRENT"], ["AWSPREVIOUS"]]);
  assert.equal(described.LastAccessedDate?.getTime(), Math.floor(Date.now() / 86_400_000) * 86_400_000);
  const listed = await client.send(new ListSecretVersionIdsCommand({ SecretId: "lab/db" }));
  assert.equal(listed.Versions?.length, 2);
  const all = await client.send(new ListSecretVersionIdsCommand({ SecretId: "lab/db", IncludeDeprecated: true }));
  assert.equal(all.Versions?.length, 3);
  await client.send(new UntagResourceCommand({ SecretId: "lab/db", TagKeys: ["k"] }));
  await client.send(new TagResourceCommand({ SecretId: "lab/db", Tags: [{ Key: "a", Value: "b" }] }));
  assert.deepEqual((await client.send(new DescribeSecretCommand({ SecretId: "lab/db" }))).Tags, [
    { Key: "a", Value: "b" },
  ]);
});

test("bytes are kept as they are; a token makes one version, and no other value comes under it", async () => {
  const SecretBinary = Buffer.from([0, 255, 7]);
  const token = randomUUID();
  const sent = { Name: "bytes", SecretBinary, ClientRequestToken: token };
  const first = await client.send(new CreateSecretCommand(sent));
  assert.equal(first.VersionId, token);
  assert.equal((await client.send(new CreateSecretCommand(sent))).ARN, first.ARN);
  const read = await client.send(new GetSecretValueCommand({ SecretId: "bytes" }));
  assert.deepEqual(Buffer.from(read.SecretBinary ?? []), SecretBinary);
  assert.equal(read.SecretString, undefined);
  const again = { SecretId: "bytes", SecretString: "x", ClientRequestToken: token };
  await refused(client.send(new PutSecretValueCommand(again)), "ResourceExistsException", /ClientRequestToken/);
  const both = { SecretId: "bytes", SecretString: "x", SecretBinary };
  await refused(client.send(new PutSecretValueCommand(both)), "InvalidParameterException");
  await refused(client.send(new PutSecretValueCommand({ SecretId: "bytes" })), "InvalidRequestException");
});

test("labels are moved as AWS moves them", async () => {
  const first = (await client.send(new CreateSecretCommand({ Name: "labels", SecretString: "1" }))).VersionId ?? "";
  const put = { SecretId: "labels", SecretString: "2", VersionStages: ["AWSPENDING"] };
  const second = (await client.send(new PutSecretValueCommand(put))).VersionId ?? "";
  assert.equal(await value("labels"), "1");
  const current = { SecretId: "labels", VersionStage: "AWSCURRENT" };
  const move = (more: object) => client.send(new UpdateSecretVersionStageCommand({ ...current, ...more }));
  await refused(move({ MoveToVersionId: second }), "InvalidParameterException", new RegExp(first));
  await refused(move({ RemoveFromVersionId: first }), "InvalidParameterException", /can't be completely removed/);
  await move({ MoveToVersionId: second, RemoveFromVersionId: first });
  assert.equal(await value("labels"), "2");
  assert.equal(await value("labels", { VersionStage: "AWSPREVIOUS" }), "1");
  await refused(value("labels", { VersionStage: "AWSPREVIOUS", VersionId: second }), "InvalidRequestException");
  await refused(value("labels", { VersionStage: "none" }), "ResourceNotFoundException", /staging label: none/);
});

test("a secret that is to be deleted can be restored; one that is gone is gone", async () => {
  await client.send(new CreateSecretCommand({ Name: "gone", SecretString: "1" }));
  const deleted = await client.send(new DeleteSecretCommand({ SecretId: "gone", RecoveryWindowInDays: 7 }));
  assert.ok(Math.abs((deleted.DeletionDate?.getTime() ?? 0) - Date.now() - 7 * 86_400_000) < 60_000);
  await refused(value("gone"), "InvalidRequestException", /marked for deletion/);
  await refused(client.send(new CreateSecretCommand({ Name: "gone" })), "InvalidRequestException", /already scheduled/);
  const names = async (more: object) =>
    ((await client.send(new ListSecretsCommand(more))).SecretList ?? []).map(({ Name }) => Name);
  assert.ok(!(await names({})).includes("gone"));
  assert.ok((await names({ IncludePlannedDeletion: true })).includes("gone"));
  await client.send(new RestoreSecretCommand({ SecretId: "gone" }));
  assert.equal(await value("gone"), "1");
  await refused(
    client.send(new DeleteSecretCommand({ SecretId: "gone", RecoveryWindowInDays: 5 })),
    "InvalidParameterException",
  );
  await client.send(new DeleteSecretCommand({ SecretId: "gone", ForceDeleteWithoutRecovery: true }));
  await refused(value("gone"), "ResourceNotFoundException", /^Secrets Manager can't find the specified secret\.$/);
  await client.send(new CreateSecretCommand({ Name: "late", SecretString: "1" }));
  await client.send(new DeleteSecretCommand({ SecretId: "late" }));
  await aws.close();
  const folder = join(dataDir, "secretsmanager");
  for (const file of readdirSync(folder)) {
    const { value: secret } = JSON.parse(readFileSync(join(folder, file), "utf8"));
    if (secret.name === "late") {
      // as a month later; an older version's file, without its checksum
      writeFileSync(join(folder, file), JSON.stringify({ ...secret, deletionDate: Date.now() - 1 }));
    }
  }
  await start();
  assert.ok(!(await names({ IncludePlannedDeletion: true })).includes("late"));
  await client.send(new CreateSecretCommand({ Name: "late", SecretString: "2" }));
  assert.equal(await value("late"), "2");
});

test("lists are filtered, ordered and come in pages; a batch tells what it did not find", async () => {
  for (const [Name, Description, Key] of [
    ["list/a", "The line's database", "line"],
    ["list/b", "the other one", "Line"],
    ["list/c", "Kafka", "team"],
  ] as const) {
    await client.send(new CreateSecretCommand({ Name, Description, SecretString: Name, Tags: [{ Key, Value: "L1" }] }));
  }
  const found = async (...Filters: Filter[]) => {
    const names = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new ListSecretsCommand({ Filters, SortBy: "name", SortOrder: "asc", MaxResults: 2, NextToken }),
      );
      names.push(...(page.SecretList ?? []).map(({ Name = "" }) => Name.replace("list/", "")));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return names.join("");
  };
  const own: Filter = { Key: "name", Values: ["list/"] };
  assert.equal(await found(own), "abc");
  assert.equal(await found(own, { Key: "description", Values: ["the"] }), "ab");
  assert.equal(await found(own, { Key: "tag-key", Values: ["line"] }), "a");
  assert.equal(await found(own, { Key: "tag-key", Values: ["!line"] }), "bc");
  assert.equal(await found({ Key: "all", Values: ["kafka"] }), "c");
  assert.equal(await found({ Key: "name", Values: ["List/"] }), "");
  const batch = await client.send(new BatchGetSecretValueCommand({ SecretIdList: ["list/a", "none", "list/c"] }));
  assert.deepEqual(
    batch.SecretValues?.map(({ SecretString }) => SecretString),
    ["list/a", "list/c"],
  );
  assert.deepEqual(
    batch.Errors?.map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode]),
    [["none", "ResourceNotFoundException"]],
  );
  const filtered = await client.send(new BatchGetSecretValueCommand({ Filters: [own], MaxResults: 2 }));
  assert.equal(filtered.SecretValues?.length, 2);
  assert.ok(filtered.NextToken);
});

test("passwords have what they should have", async () => {
  const password = async (input: object) =>
    (await client.send(new GetRandomPasswordCommand(input))).RandomPassword ?? "";
  assert.match(await password({}), /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[!-/:-@[-`{-~])[!-~]{32}$/);
  assert.match(
    await password({ PasswordLength: 200, ExcludePunctuation: true, ExcludeCharacters: "0O1l" }),
    /^[a-zA-Z2-9]{200}$/,
  );
  assert.doesNotMatch(await password({ PasswordLength: 500, ExcludeCharacters: "abc" }), /[abc]/);
  const none = { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true };
  await refused(password(none), "InvalidParameterException");
  await refused(password({ PasswordLength: 2 }), "InvalidParameterException");
});

test("a policy is kept; what cannot be done is refused", async () => {
  await client.send(new CreateSecretCommand({ Name: "policy" }));
  const SecretId = "policy";
  const ResourcePolicy = '{"Version":"2012-10-17","Statement":[]}';
  await client.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy }));
  assert.equal((await client.send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy, ResourcePolicy);
  await client.send(new DeleteResourcePolicyCommand({ SecretId }));
  assert.equal((await client.send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy, undefined);
  await refused(value("policy"), "ResourceNotFoundException", /staging label: AWSCURRENT/);
  await refused(client.send(new CreateSecretCommand({ Name: "odd name" })), "ValidationException", /Invalid name/);
  await refused(client.send(new CreateSecretCommand({ Name: "policy" })), "ResourceExistsException");
  await refused(
    client.send(new CreateSecretCommand({ Name: "far", AddReplicaRegions: [{ Region: "eu-west-1" }] })),
    "ValidationException",
    /AddReplicaRegions/,
  );
  await refused(client.send(new RotateSecretCommand({ SecretId })), "InvalidRequestException", /Lambda/);
});

test("a function rotates a secret in four steps; one that fails leaves the old value", async (context) => {
  const calls = new ServiceCalls();
  const folder = mkdtempSync(join(tmpdir(), "rotation-"));
  const own = secretsManagerService({ dataDir: folder, accountId: "000000000000", calls });
  const request: RequestContext = { requestId: "r", region: "us-east-1", accountId: "000000000000" };
  const ask = (operation: string, input: Readonly<Record<string, unknown>>) =>
    calls.call("secretsmanager", operation, input, request);
  const steps: string[] = [];
  const lambda = {
    name: "lambda",
    async call(operation: string, input: Readonly<Record<string, unknown>>) {
      if (!String(input.FunctionName).endsWith("rotate")) {
        throw new AwsError("ResourceNotFoundException", "Function not found.", 404);
      }
      if (operation === "GetFunction") {
        return {};
      }
      const { Step, SecretId, ClientRequestToken } = JSON.parse(Buffer.from(input.Payload as Uint8Array).toString());
      steps.push(Step);
      const { VersionIdsToStages } = await ask("DescribeSecret", { SecretId });
      const stages = VersionIdsToStages as Readonly<Record<string, string[]>>;
      if (Step === "createSecret") {
        assert.deepEqual(stages[ClientRequestToken], ["AWSPENDING"]);
        const { SecretString } = await ask("GetSecretValue", { SecretId });
        const version = { ClientRequestToken, VersionStages: ["AWSPENDING"], SecretString: `${SecretString}!` };
        await ask("PutSecretValue", { SecretId, ...version });
      } else if (Step === "testSecret" && SecretId.includes("bad")) {
        return { FunctionError: "Unhandled", Payload: Buffer.from('{"errorMessage":"no"}') };
      } else if (Step === "finishSecret") {
        const RemoveFromVersionId = Object.keys(stages).find((id) => stages[id]?.includes("AWSCURRENT"));
        const move = { VersionStage: "AWSCURRENT", MoveToVersionId: ClientRequestToken, RemoveFromVersionId };
        await ask("UpdateSecretVersionStage", { SecretId, ...move });
      }
      return { StatusCode: 200 };
    },
  };
  calls.add(own, lambda as unknown as Service);
  const complaints = context.mock.method(console, "error", () => {});
  try {
    const RotationLambdaARN = "arn:aws:lambda:us-east-1:000000000000:function:rotate";
    const RotationRules = { AutomaticallyAfterDays: 30 };
    for (const Name of ["good", "bad"]) {
      await ask("CreateSecret", { Name, SecretString: "p" });
      const absent = { SecretId: Name, RotationLambdaARN: `${RotationLambdaARN}-none` };
      await assert.rejects(ask("RotateSecret", absent), { code: "ResourceNotFoundException" });
      await ask("RotateSecret", { SecretId: Name, RotationLambdaARN, RotationRules });
      const until = Date.now() + 5000;
      const count = Name === "good" ? 4 : 7;
      while (steps.length < count && Date.now() < until) {
        await new Promise(setImmediate);
      }
      await new Promise(setImmediate);
    }
    assert.deepEqual(steps, [
      ...["createSecret", "setSecret", "testSecret", "finishSecret"],
      ...["createSecret", "setSecret", "testSecret"],
    ]);
    assert.equal((await ask("GetSecretValue", { SecretId: "good" })).SecretString, "p!");
    assert.equal((await ask("GetSecretValue", { SecretId: "bad" })).SecretString, "p");
    const described = await ask("DescribeSecret", { SecretId: "good" });
    assert.deepEqual([described.RotationEnabled, described.RotationRules], [true, RotationRules]);
    assert.ok(described.LastRotatedDate instanceof Date);
    assert.match(String(complaints.mock.calls[0]?.arguments), /testSecret: .*errorMessage/);
    await assert.rejects(ask("RotateSecret", { SecretId: "bad" }), /A previous rotation isn't complete/);
    await ask("CancelRotateSecret", { SecretId: "bad" });
    assert.equal((await ask("DescribeSecret", { SecretId: "bad" })).RotationEnabled, false);
  } finally {
    await own.close();
    rmSync(folder, { recursive: true, force: true });
  }
  await refused(
    client.send(new CancelRotateSecretCommand({ SecretId: "lab/db" })),
    "InvalidRequestException",
    /isn't configured/,
  );
});
