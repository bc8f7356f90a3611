import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  type ParameterStringFilter,
  PutParameterCommand,
  type PutParameterCommandInput,
  RemoveTagsFromResourceCommand,
  SSMClient,
  UnlabelParameterVersionCommand,
} from "@aws-sdk/client-ssm";
import { refused } from "../testing/refused";
import { anywhere, inside, Target } from "../testing/target/target";

const target = new Target();
/** A name without a path. */
const own = (name: string): string => target.name(name);
/** What paths begin with. */
const at = target.prefix === "" ? "" : `/${target.prefix}`;
let client: SSMClient;

before(start);

after(() => target.end());

async function start(): Promise<void> {
  await target.start();
  client = target.client(SSMClient, { maxAttempts: 1 });
}

const put = (Name: string, Value: string, more: Partial<PutParameterCommandInput> = {}) =>
  client.send(new PutParameterCommand({ Name, Value, Type: "String", ...more }));
const get = async (Name: string, WithDecryption?: boolean) =>
  (await client.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

test("a parameter has versions, which are there after a restart", anywhere, async () => {
  assert.deepEqual((await put(`${at}/lab/bucket`, "one", { Description: "d" })).Version, 1);
  await refused(put(`${at}/lab/bucket`, "two"), "ParameterAlreadyExists", /overwrite/);
  assert.equal((await put(`${at}/lab/bucket`, "둘", { Overwrite: true, Type: undefined })).Version, 2);
  await target.stop();
  await start();
  const parameter = await get(`${at}/lab/bucket`);
  assert.deepEqual(
    { ...parameter, LastModifiedDate: undefined },
    {
      Name: `${at}/lab/bucket`,
      Type: "String",
      Value: "둘",
      Version: 2,
      LastModifiedDate: undefined,
      ARN: target.arn("ssm", `parameter${at}/lab/bucket`),
      DataType: "text",
    },
  );
  assert.equal((await get(parameter?.ARN ?? ""))?.Value, "둘");
  const first = await get(`${at}/lab/bucket:1`);
  assert.deepEqual([first?.Value, first?.Selector], ["one", ":1"]);
  await refused(get(`${at}/lab/bucket:3`), "ParameterVersionNotFound", /version 3 of .*\/lab\/bucket/);
  await refused(get(`${at}/lab/none`), "ParameterNotFound");
  const history = await client.send(new GetParameterHistoryCommand({ Name: `${at}/lab/bucket` }));
  assert.deepEqual(
    history.Parameters?.map(({ Version, Value, Description }) => [Version, Value, Description]),
    [
      [1, "one", "d"],
      [2, "둘", undefined],
    ],
  );
});

test("a SecureString is locked without decryption", anywhere, async () => {
  await put(own("password"), "open sesame", { Type: "SecureString" });
  assert.equal((await get(own("password"), true))?.Value, "open sesame");
  const locked = (await get(own("password")))?.Value ?? "";
  assert.doesNotMatch(locked, /sesame/);
  const described = await client.send(
    new DescribeParametersCommand({ Filters: [{ Key: "Name", Values: [own("passw")] }] }),
  );
  assert.equal(described.Parameters?.[0]?.KeyId, "alias/aws/ssm");
});

test("what is locked lies so on the disk, and is opened after a restart", inside, async () => {
  await put("on-disk", "open sesame", { Type: "SecureString" });
  const locked = (await get("on-disk"))?.Value ?? "";
  const folder = join(target.dataDir, "ssm", "parameters");
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  assert.ok(files.some((text) => text.includes(locked)) && !files.some((text) => text.includes("sesame")));
  await target.stop();
  await start();
  assert.equal((await get("on-disk", true))?.Value, "open sesame");
});

test("labels stand for versions and move", anywhere, async () => {
  await put(own("labelled"), "1");
  await put(own("labelled"), "2", { Overwrite: true });
  const label = (ParameterVersion: number | undefined, ...Labels: string[]) =>
    client.send(new LabelParameterVersionCommand({ Name: own("labelled"), ParameterVersion, Labels }));
  assert.deepEqual((await label(1, "prod", "1st", "aws.x")).InvalidLabels, ["1st", "aws.x"]);
  assert.equal((await get(own("labelled:prod")))?.Value, "1");
  assert.equal((await label(undefined, "prod")).ParameterVersion, 2);
  assert.equal((await get(own("labelled:prod")))?.Value, "2");
  await refused(label(2, ..."abcdefghij".split("")), "ParameterVersionLabelLimitExceeded");
  const unlabelled = await client.send(
    new UnlabelParameterVersionCommand({ Name: own("labelled"), ParameterVersion: 2, Labels: ["prod", "none"] }),
  );
  assert.deepEqual([unlabelled.RemovedLabels, unlabelled.InvalidLabels], [["prod"], ["none"]]);
  await refused(get(own("labelled:prod")), "ParameterVersionNotFound");
  await label(1, "oldest");
  for (let version = 3; version <= 100; version++) {
    await put(own("labelled"), String(version), { Overwrite: true });
  }
  await refused(put(own("labelled"), "x", { Overwrite: true }), "ParameterMaxVersionLimitExceeded", /Version 1/);
  await label(2, "oldest");
  assert.equal((await put(own("labelled"), "101", { Overwrite: true })).Version, 101);
  await refused(get(own("labelled:1")), "ParameterVersionNotFound");
});

test("parameters are found by path, in pages, and by filters", anywhere, async () => {
  for (const name of [`${at}/p/a`, `${at}/p/b`, `${at}/p/c/d`, `${at}/p/c/e/f`, `${at}/q/a`, own("p")]) {
    await put(name, name, { Type: name === `${at}/p/b` ? "StringList" : "String" });
  }
  const names = async (Path: string, Recursive?: boolean, ParameterFilters?: ParameterStringFilter[]) => {
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new GetParametersByPathCommand({ Path, Recursive, ParameterFilters, NextToken, MaxResults: 2 }),
      );
      found.push(...(page.Parameters ?? []).map(({ Name = "" }) => Name));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return found;
  };
  assert.deepEqual(await names(`${at}/p`), [`${at}/p/a`, `${at}/p/b`]);
  assert.deepEqual(await names(`${at}/p/`, true), [`${at}/p/a`, `${at}/p/b`, `${at}/p/c/d`, `${at}/p/c/e/f`]);
  assert.deepEqual(await names(`${at}/p`, true, [{ Key: "Type", Values: ["StringList"] }]), [`${at}/p/b`]);
  await refused(names("p"), "ValidationException");
  await refused(names(`${at}/p`, true, [{ Key: "Name", Values: ["a"] }]), "InvalidFilterKey");
  const described = async (...ParameterFilters: ParameterStringFilter[]) =>
    ((await client.send(new DescribeParametersCommand({ ParameterFilters }))).Parameters ?? []).map(({ Name }) => Name);
  assert.deepEqual(await described({ Key: "Path", Values: [`${at}/p`] }), [`${at}/p/a`, `${at}/p/b`]);
  assert.deepEqual(await described({ Key: "Name", Option: "Contains", Values: ["c/e"] }), [`${at}/p/c/e/f`]);
  await refused(described({ Key: "Type", Option: "Contains", Values: ["S"] }), "InvalidFilterOption");
  const many = await client.send(new GetParametersCommand({ Names: [`${at}/p/a`, "none", `${at}/q/a:1`] }));
  assert.deepEqual([many.Parameters?.length, many.InvalidParameters], [2, ["none"]]);
});

test("tags are kept, found by, and taken away", anywhere, async () => {
  await put(`${at}/t/a`, "1", { Tags: [{ Key: "k", Value: "v" }] });
  const resource = { ResourceType: "Parameter", ResourceId: `${at}/t/a` } as const;
  await client.send(new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: "l", Value: "w" }] }));
  const tagged = async (Key: string, ...Values: string[]) =>
    (await client.send(new DescribeParametersCommand({ ParameterFilters: [{ Key: `tag:${Key}`, Values }] }))).Parameters
      ?.length;
  assert.deepEqual([await tagged("k", "v"), await tagged("l", "v")], [1, 0]);
  await client.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ["k"] }));
  const { TagList } = await client.send(new ListTagsForResourceCommand(resource));
  assert.deepEqual(TagList, [{ Key: "l", Value: "w" }]);
  const none = new ListTagsForResourceCommand({ ...resource, ResourceId: `${at}/t/none` });
  await refused(client.send(none), "InvalidResourceId");
});

test("tiers, names and values have AWS's limits", anywhere, async () => {
  const [small, long] = ["x".repeat(4096), "x".repeat(4097)];
  assert.equal((await put(own("small"), small)).Tier, "Standard");
  await refused(put(own("long"), long), "ValidationException", /4096/);
  assert.equal((await put(own("long"), long, { Tier: "Intelligent-Tiering" })).Tier, "Advanced");
  await refused(put(own("long"), "x", { Overwrite: true, Tier: "Standard" }), "ValidationException", /downgrade/);
  await refused(put(own("longer"), "x".repeat(8193), { Tier: "Advanced" }), "ValidationException", /8192/);
  for (const [name, error] of [
    ["aws-x", "AccessDeniedException"],
    ["/aws/x", "AccessDeniedException"],
    ["ssm-x", "ValidationException"],
    ["a b", "ValidationException"],
    ["a/b", "ValidationException"],
    [`/${"a/".repeat(15)}a`, "HierarchyLevelLimitExceededException"],
  ] as const) {
    await refused(put(name, "1"), error);
  }
  await refused(put(own("pattern"), "b", { AllowedPattern: "^a+$" }), "ParameterPatternMismatchException");
  await refused(put(own("pattern"), "b", { AllowedPattern: "(" }), "InvalidAllowedPatternException");
  await refused(put(own("empty"), ""), "ValidationException", /length greater than or equal to 1/);
  await refused(put(own("typeless"), "x", { Type: undefined }), "ValidationException", /type is required/);
  await refused(put(own("small"), "x", { Overwrite: true, Type: "StringList" }), "HierarchyTypeMismatchException");
});

test("policies of parameters are refused", inside, async () => {
  await refused(put("policies", "x", { Policies: "[{}]" }), "ValidationException", /Policies/);
});

test("what is deleted is gone", anywhere, async () => {
  await put(`${at}/d/a`, "1");
  await put(`${at}/d/b`, "1");
  await client.send(new DeleteParameterCommand({ Name: `${at}/d/a` }));
  await refused(client.send(new DeleteParameterCommand({ Name: `${at}/d/a` })), "ParameterNotFound");
  const { DeletedParameters, InvalidParameters } = await client.send(
    new DeleteParametersCommand({ Names: [`${at}/d/b`, `${at}/d/c`] }),
  );
  assert.deepEqual([DeletedParameters, InvalidParameters], [[`${at}/d/b`], [`${at}/d/c`]]);
});

test("a reset deletes all", inside, async () => {
  await fetch(`${target.url}/_local/reset`, { method: "POST" });
  assert.deepEqual((await client.send(new DescribeParametersCommand({}))).Parameters, []);
});
