import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
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
import { type LocalAws, startLocalAws } from "../server";
import { clientOptions } from "../testing/client-options";
import { refused } from "../testing/refused";

let dataDir: string;
let aws: LocalAws;
let client: SSMClient;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "ssm-"));
  await start();
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  client = new SSMClient({ ...clientOptions(aws.url), maxAttempts: 1 });
}

const put = (Name: string, Value: string, more: Partial<PutParameterCommandInput> = {}) =>
  client.send(new PutParameterCommand({ Name, Value, Type: "String", ...more }));
const get = async (Name: string, WithDecryption?: boolean) =>
  (await client.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

test("a parameter has versions, which are there after a restart", async () => {
  assert.deepEqual((await put("/lab/bucket", "one", { Description: "d" })).Version, 1);
  await refused(put("/lab/bucket", "two"), "ParameterAlreadyExists", /overwrite/);
  assert.equal((await put("/lab/bucket", "둘", { Overwrite: true, Type: undefined })).Version, 2);
  await aws.close();
  await start();
  const parameter = await get("/lab/bucket");
  assert.deepEqual(
    { ...parameter, LastModifiedDate: undefined },
    {
      Name: "/lab/bucket",
      Type: "String",
      Value: "둘",
      Version: 2,
      LastModifiedDate: undefined,
      ARN: "arn:aws:ssm:us-east-1:000000000000:parameter/lab/bucket",
      DataType: "text",
    },
  );
  assert.equal((await get(parameter?.ARN ?? ""))?.Value, "둘");
  const first = await get("/lab/bucket:1");
  assert.deepEqual([first?.Value, first?.Selector], ["one", ":1"]);
  await refused(get("/lab/bucket:3"), "ParameterVersionNotFound", /version 3 of \/lab\/bucket/);
  await refused(get("/lab/none"), "ParameterNotFound");
  const history = await client.send(new GetParameterHistoryCommand({ Name: "/lab/bucket" }));
  assert.deepEqual(
    history.Parameters?.map(({ Version, Value, Description }) => [Version, Value, Description]),
    [
      [1, "one", "d"],
      [2, "둘", undefined],
    ],
  );
});

test("a SecureString is locked on disk and without decryption", async () => {
  await put("password", "open sesame", { Type: "SecureString" });
  assert.equal((await get("password", true))?.Value, "open sesame");
  const locked = (await get("password"))?.Value ?? "";
  assert.doesNotMatch(locked, /sesame/);
  const folder = join(dataDir, "ssm", "parameters");
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  assert.ok(files.some((text) => text.includes(locked)) && !files.some((text) => text.includes("sesame")));
  await aws.close();
  await start();
  assert.equal((await get("password", true))?.Value, "open sesame");
  const described = await client.send(new DescribeParametersCommand({ Filters: [{ Key: "Name", Values: ["passw"] }] }));
  assert.equal(described.Parameters?.[0]?.KeyId, "alias/aws/ssm");
});

test("labels stand for versions and move", async () => {
  await put("labelled", "1");
  await put("labelled", "2", { Overwrite: true });
  const label = (ParameterVersion: number | undefined, ...Labels: string[]) =>
    client.send(new LabelParameterVersionCommand({ Name: "labelled", ParameterVersion, Labels }));
  assert.deepEqual((await label(1, "prod", "1st", "aws.x")).InvalidLabels, ["1st", "aws.x"]);
  assert.equal((await get("labelled:prod"))?.Value, "1");
  assert.equal((await label(undefined, "prod")).ParameterVersion, 2);
  assert.equal((await get("labelled:prod"))?.Value, "2");
  await refused(label(2, ..."abcdefghij".split("")), "ParameterVersionLabelLimitExceeded");
  const unlabelled = await client.send(
    new UnlabelParameterVersionCommand({ Name: "labelled", ParameterVersion: 2, Labels: ["prod", "none"] }),
  );
  assert.deepEqual([unlabelled.RemovedLabels, unlabelled.InvalidLabels], [["prod"], ["none"]]);
  await refused(get("labelled:prod"), "ParameterVersionNotFound");
  await label(1, "oldest");
  for (let version = 3; version <= 100; version++) {
    await put("labelled", String(version), { Overwrite: true });
  }
  await refused(put("labelled", "x", { Overwrite: true }), "ParameterMaxVersionLimitExceeded", /Version 1/);
  await label(2, "oldest");
  assert.equal((await put("labelled", "101", { Overwrite: true })).Version, 101);
  await refused(get("labelled:1"), "ParameterVersionNotFound");
});

test("parameters are found by path, in pages, and by filters", async () => {
  for (const name of ["/p/a", "/p/b", "/p/c/d", "/p/c/e/f", "/q/a", "p"]) {
    await put(name, name, { Type: name === "/p/b" ? "StringList" : "String" });
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
  assert.deepEqual(await names("/p"), ["/p/a", "/p/b"]);
  assert.deepEqual(await names("/p/", true), ["/p/a", "/p/b", "/p/c/d", "/p/c/e/f"]);
  assert.deepEqual(await names("/p", true, [{ Key: "Type", Values: ["StringList"] }]), ["/p/b"]);
  await refused(names("p"), "ValidationException");
  await refused(names("/p", true, [{ Key: "Name", Values: ["a"] }]), "InvalidFilterKey");
  const described = async (...ParameterFilters: ParameterStringFilter[]) =>
    ((await client.send(new DescribeParametersCommand({ ParameterFilters }))).Parameters ?? []).map(({ Name }) => Name);
  assert.deepEqual(await described({ Key: "Path", Values: ["/p"] }), ["/p/a", "/p/b"]);
  assert.deepEqual(await described({ Key: "Name", Option: "Contains", Values: ["c/e"] }), ["/p/c/e/f"]);
  await refused(described({ Key: "Type", Option: "Contains", Values: ["S"] }), "InvalidFilterOption");
  const many = await client.send(new GetParametersCommand({ Names: ["/p/a", "none", "/q/a:1"] }));
  assert.deepEqual([many.Parameters?.length, many.InvalidParameters], [2, ["none"]]);
});

test("tags are kept, found by, and taken away", async () => {
  await put("/t/a", "1", { Tags: [{ Key: "k", Value: "v" }] });
  const resource = { ResourceType: "Parameter", ResourceId: "/t/a" } as const;
  await client.send(new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: "l", Value: "w" }] }));
  const tagged = async (Key: string, ...Values: string[]) =>
    (await client.send(new DescribeParametersCommand({ ParameterFilters: [{ Key: `tag:${Key}`, Values }] }))).Parameters
      ?.length;
  assert.deepEqual([await tagged("k", "v"), await tagged("l", "v")], [1, 0]);
  await client.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ["k"] }));
  const { TagList } = await client.send(new ListTagsForResourceCommand(resource));
  assert.deepEqual(TagList, [{ Key: "l", Value: "w" }]);
  const none = new ListTagsForResourceCommand({ ...resource, ResourceId: "/t/none" });
  await refused(client.send(none), "InvalidResourceId");
});

test("tiers, names and values have AWS's limits", async () => {
  const [small, long] = ["x".repeat(4096), "x".repeat(4097)];
  assert.equal((await put("small", small)).Tier, "Standard");
  await refused(put("long", long), "ValidationException", /4096/);
  assert.equal((await put("long", long, { Tier: "Intelligent-Tiering" })).Tier, "Advanced");
  await refused(put("long", "x", { Overwrite: true, Tier: "Standard" }), "ValidationException", /downgrade/);
  await refused(put("longer", "x".repeat(8193), { Tier: "Advanced" }), "ValidationException", /8192/);
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
  await refused(put("pattern", "b", { AllowedPattern: "^a+$" }), "ParameterPatternMismatchException");
  await refused(put("pattern", "b", { AllowedPattern: "(" }), "InvalidAllowedPatternException");
  await refused(put("empty", ""), "ValidationException", /length greater than or equal to 1/);
  await refused(put("typeless", "x", { Type: undefined }), "ValidationException", /type is required/);
  await refused(put("small", "x", { Overwrite: true, Type: "StringList" }), "HierarchyTypeMismatchException");
  await refused(put("policies", "x", { Policies: "[{}]" }), "ValidationException", /Policies/);
});

test("what is deleted is gone, with all of it at a reset", async () => {
  await put("/d/a", "1");
  await put("/d/b", "1");
  await client.send(new DeleteParameterCommand({ Name: "/d/a" }));
  await refused(client.send(new DeleteParameterCommand({ Name: "/d/a" })), "ParameterNotFound");
  const { DeletedParameters, InvalidParameters } = await client.send(
    new DeleteParametersCommand({ Names: ["/d/b", "/d/c"] }),
  );
  assert.deepEqual([DeletedParameters, InvalidParameters], [["/d/b"], ["/d/c"]]);
  await fetch(`${aws.url}/_local/reset`, { method: "POST" });
  assert.deepEqual((await client.send(new DescribeParametersCommand({}))).Parameters, []);
});
