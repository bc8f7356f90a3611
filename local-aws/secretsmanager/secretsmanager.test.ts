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
  type ListSecretsCommandInput,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  paginateListSecrets,
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
import { refused } from "../testing/refused";
import { anywhere, inside, Target } from "../testing/target/target";
import { secretsManagerService } from "./service";

const target = new Target();
const named = (name: string): string => target.name(name);
let client: SecretsManagerClient;

before(start);

after(() => target.end());

async function start(): Promise<void> {
  await target.start();
  client = target.client(SecretsManagerClient, { maxAttempts: 1 });
}

const value = async (SecretId: string, more: { VersionId?: string; VersionStage?: string } = {}) =>
  (await client.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString;

test("a secret's values change, its labels move with them, and all is there after a restart", anywhere, async () => {
  const created = await client.send(
    new CreateSecretCommand({
      Name: named("lab/db"),
      SecretString: "one",
      Description: "d",
      Tags: [{ Key: "k", Value: "v" }],
    }),
  );
  const [, ...suffix] = created.ARN?.split(target.arn("secretsmanager", `secret:${named("lab/db")}`)) ?? [];
  assert.match(suffix.join(), /^-[A-Za-z0-9]{6}$/);
  await client.send(new PutSecretValueCommand({ SecretId: named("lab/db"), SecretString: "두 번째" }));
  assert.equal(await value(named("lab/db")), "두 번째");
  assert.equal(await value(named("lab/db"), { VersionStage: "AWSPREVIOUS" }), "one");
  assert.equal(await value(named("lab/db"), { VersionId: created.VersionId ?? "" }), "one");
  await client.send(new UpdateSecretCommand({ SecretId: created.ARN, SecretString: "three", Description: "other" }));
  const arnWithoutSuffix = created.ARN?.slice(0, -7) ?? "";
  await target.stop();
  await start();
  assert.equal(await value(arnWithoutSuffix), "three");
  const described = await client.send(new DescribeSecretCommand({ SecretId: named("lab/db") }));
  assert.equal(described.Description, "other");
  assert.deepEqual(described.Tags, [{ Key: "k", Value: "v" }]);
  assert.deepEqual(Object.values(described.VersionIdsToStages ?? {}).sort(), [["AWSCURRENT"], ["AWSPREVIOUS"]]);
  assert.equal(described.LastAccessedDate?.getTime(), Math.floor(Date.now() / 86_400_000) * 86_400_000);
  const listed = await client.send(new ListSecretVersionIdsCommand({ SecretId: named("lab/db") }));
  assert.equal(listed.Versions?.length, 2);
  const all = await client.send(
    new ListSecretVersionIdsCommand({ SecretId: named("lab/db"), IncludeDeprecated: true }),
  );
  assert.equal(all.Versions?.length, 3);
  await client.send(new UntagResourceCommand({ SecretId: named("lab/db"), TagKeys: ["k"] }));
  await client.send(new TagResourceCommand({ SecretId: named("lab/db"), Tags: [{ Key: "a", Value: "b" }] }));
  assert.deepEqual((await client.send(new DescribeSecretCommand({ SecretId: named("lab/db") }))).Tags, [
    { Key: "a", Value: "b" },
  ]);
});

test("bytes are kept as they are; a token makes one version of one value", anywhere, async () => {
  const SecretBinary = Buffer.from([0, 255, 7]);
  const token = randomUUID();
  const sent = { Name: named("bytes"), SecretBinary, ClientRequestToken: token };
  const first = await client.send(new CreateSecretCommand(sent));
  assert.equal(first.VersionId, token);
  assert.equal((await client.send(new CreateSecretCommand(sent))).ARN, first.ARN);
  const read = await client.send(new GetSecretValueCommand({ SecretId: named("bytes") }));
  assert.deepEqual(Buffer.from(read.SecretBinary ?? []), SecretBinary);
  assert.equal(read.SecretString, undefined);
  const again = { SecretId: named("bytes"), SecretString: "x", ClientRequestToken: token };
  await refused(client.send(new PutSecretValueCommand(again)), "ResourceExistsException", /ClientRequestToken/);
  const both = { SecretId: named("bytes"), SecretString: "x", SecretBinary };
  await refused(client.send(new PutSecretValueCommand(both)), "InvalidParameterException");
  await refused(client.send(new PutSecretValueCommand({ SecretId: named("bytes") })), "InvalidRequestException");
});

test("labels are moved as AWS moves them", anywhere, async () => {
  const first =
    (await client.send(new CreateSecretCommand({ Name: named("labels"), SecretString: "1" }))).VersionId ?? "";
  const put = { SecretId: named("labels"), SecretString: "2", VersionStages: ["AWSPENDING"] };
  const second = (await client.send(new PutSecretValueCommand(put))).VersionId ?? "";
  assert.equal(await value(named("labels")), "1");
  const current = { SecretId: named("labels"), VersionStage: "AWSCURRENT" };
  const move = (more: object) => client.send(new UpdateSecretVersionStageCommand({ ...current, ...more }));
  await refused(move({ MoveToVersionId: second }), "InvalidParameterException", new RegExp(first));
  await refused(move({ RemoveFromVersionId: first }), "InvalidParameterException", /can't be completely removed/);
  await move({ MoveToVersionId: second, RemoveFromVersionId: first });
  assert.equal(await value(named("labels")), "2");
  assert.equal(await value(named("labels"), { VersionStage: "AWSPREVIOUS" }), "1");
  await refused(value(named("labels"), { VersionStage: "AWSPREVIOUS", VersionId: second }), "InvalidRequestException");
  await refused(value(named("labels"), { VersionStage: "none" }), "ResourceNotFoundException", /staging label: none/);
});

const names = async (more: ListSecretsCommandInput) => {
  const found: (string | undefined)[] = [];
  for await (const { SecretList = [] } of paginateListSecrets({ client }, more)) {
    found.push(...SecretList.map(({ Name }) => Name));
  }
  return found;
};

test("a secret that is to be deleted can be restored; one that is gone is gone", anywhere, async () => {
  await client.send(new CreateSecretCommand({ Name: named("gone"), SecretString: "1" }));
  const deleted = await client.send(new DeleteSecretCommand({ SecretId: named("gone"), RecoveryWindowInDays: 7 }));
  assert.ok(Math.abs((deleted.DeletionDate?.getTime() ?? 0) - Date.now() - 7 * 86_400_000) < 60_000);
  await refused(value(named("gone")), "InvalidRequestException", /marked for deletion/);
  await refused(
    client.send(new CreateSecretCommand({ Name: named("gone") })),
    "InvalidRequestException",
    /already scheduled/,
  );
  assert.ok(!(await names({})).includes(named("gone")));
  assert.ok((await names({ IncludePlannedDeletion: true })).includes(named("gone")));
  await client.send(new RestoreSecretCommand({ SecretId: named("gone") }));
  assert.equal(await value(named("gone")), "1");
  await refused(
    client.send(new DeleteSecretCommand({ SecretId: named("gone"), RecoveryWindowInDays: 5 })),
    "InvalidParameterException",
  );
  await client.send(new DeleteSecretCommand({ SecretId: named("gone"), ForceDeleteWithoutRecovery: true }));
  await refused(
    value(named("gone")),
    "ResourceNotFoundException",
    /^Secrets Manager can't find the specified secret\.$/,
  );
});

test("a secret whose recovery window has passed is gone", inside, async () => {
  await client.send(new CreateSecretCommand({ Name: "late", SecretString: "1" }));
  await client.send(new DeleteSecretCommand({ SecretId: "late" }));
  await target.stop();
  const folder = join(target.dataDir, "secretsmanager");
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

test("lists are filtered, ordered and come in pages; a batch tells what it did not find", anywhere, async () => {
  for (const [Name, Description, Key] of [
    [named("list/a"), "The line's database", "line"],
    [named("list/b"), "the other one", "Line"],
    [named("list/c"), "Kafka", "team"],
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
      names.push(...(page.SecretList ?? []).map(({ Name = "" }) => Name.replace(named("list/"), "")));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return names.join("");
  };
  const own: Filter = { Key: "name", Values: [named("list/")] };
  assert.equal(await found(own), "abc");
  assert.equal(await found(own, { Key: "description", Values: ["the"] }), "ab");
  assert.equal(await found(own, { Key: "tag-key", Values: ["line"] }), "a");
  assert.equal(await found(own, { Key: "tag-key", Values: ["!line"] }), "bc");
  assert.equal(await found(own, { Key: "all", Values: ["kafka"] }), "c");
  assert.equal(await found({ Key: "name", Values: [named("List/")] }), "");
  const batch = await client.send(
    new BatchGetSecretValueCommand({ SecretIdList: [named("list/a"), "none", named("list/c")] }),
  );
  assert.deepEqual(
    batch.SecretValues?.map(({ SecretString }) => SecretString),
    [named("list/a"), named("list/c")],
  );
  assert.deepEqual(
    batch.Errors?.map(({ SecretId, ErrorCode }) => [SecretId, ErrorCode]),
    [["none", "ResourceNotFoundException"]],
  );
  const filtered = await client.send(new BatchGetSecretValueCommand({ Filters: [own], MaxResults: 2 }));
  assert.equal(filtered.SecretValues?.length, 2);
  assert.ok(filtered.NextToken);
});

test("passwords have what they should have", anywhere, async () => {
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

test("a policy is kept; what AWS refuses is refused", anywhere, async () => {
  await client.send(new CreateSecretCommand({ Name: named("policy") }));
  const SecretId = named("policy");
  const ResourcePolicy = '{"Version":"2012-10-17","Statement":[]}';
  await client.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy }));
  assert.equal((await client.send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy, ResourcePolicy);
  await client.send(new DeleteResourcePolicyCommand({ SecretId }));
  assert.equal((await client.send(new GetResourcePolicyCommand({ SecretId }))).ResourcePolicy, undefined);
  await refused(value(named("policy")), "ResourceNotFoundException", /staging label: AWSCURRENT/);
  await refused(client.send(new CreateSecretCommand({ Name: "odd name" })), "ValidationException", /Invalid name/);
  await refused(client.send(new CreateSecretCommand({ Name: named("policy") })), "ResourceExistsException");
  await refused(client.send(new RotateSecretCommand({ SecretId })), "InvalidRequestException", /Lambda/);
});

test("replicas are refused by their name", inside, async () => {
  const far = new CreateSecretCommand({ Name: "far", AddReplicaRegions: [{ Region: "eu-west-1" }] });
  await refused(client.send(far), "ValidationException", /AddReplicaRegions/);
});

test("a function rotates a secret in four steps; one that fails leaves the old value", inside, async (context) => {
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
    client.send(new CancelRotateSecretCommand({ SecretId: "late" })),
    "InvalidRequestException",
    /isn't configured/,
  );
});
