import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import {
  AddPermissionCommand,
  type Architecture,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteLayerVersionCommand,
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetLayerVersionByArnCommand,
  GetPolicyCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListLayersCommand,
  ListLayerVersionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  paginateListFunctions,
  RemovePermissionCommand,
  type Runtime,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { zipSync } from "fflate";
import { inside, onAws, patience, Target, withRole } from "../../testing/target/target";
import { Functions } from "../testing/functions";
import { zip } from "../testing/zip";

// Functions, their versions, aliases, layers and policies.

const target = new Target();
const { roleArn: Role } = target;
const own = (name: string): string => target.name(name);
const arn = (rest: string): string => target.arn("lambda", `function:${own(rest)}`);
const source = (value: string): Record<string, string> => ({
  "app.mjs": `export const handler = async () => ${JSON.stringify(value)};`,
});

import { refused } from "../../testing/refused";

let lambda: Functions;
before(async () => {
  await target.start();
  lambda = new Functions(target.client(LambdaClient, { maxAttempts: 1 }), Role);
});
after(() => target.end());

/** On AWS a change takes some seconds, in which nothing else may be changed. */
async function settled(FunctionName: string): Promise<void> {
  if (onAws) {
    await waitUntilFunctionUpdatedV2({ client: lambda.client, maxWaitTime: patience / 1_000 }, { FunctionName });
  }
}

test("a function is made, shown, downloaded, changed and deleted", withRole, async () => {
  const { client } = lambda;
  const bytes = zip(source("first"));
  const made = await client.send(
    new CreateFunctionCommand({
      ...{ FunctionName: own("one"), Runtime: "nodejs22.x", Role, Handler: "app.handler", Code: { ZipFile: bytes } },
      ...{ Description: "the first", Tags: { team: "lab" }, Environment: { Variables: { COLOUR: "1" } } },
    }),
  );
  assert.deepEqual([made.State, made.StateReasonCode, made.FunctionArn], ["Pending", "Creating", arn("one")]);
  assert.equal(made.CodeSha256, createHash("sha256").update(bytes).digest("base64"));
  assert.match(made.LastModified ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
  await waitUntilFunctionActiveV2({ client, maxWaitTime: patience / 1_000 }, { FunctionName: own("one") });
  const shown = await client.send(new GetFunctionCommand({ FunctionName: arn("one") }));
  const {
    CodeSha256: _,
    LastModified: __,
    RevisionId: revision,
    RuntimeVersionConfig: ___,
    ...settings
  } = shown.Configuration ?? {};
  assert.deepEqual(settings, {
    ...{ FunctionName: own("one"), FunctionArn: arn("one"), Runtime: "nodejs22.x", Role, Handler: "app.handler" },
    ...{ CodeSize: bytes.length, Description: "the first", Timeout: 3, MemorySize: 128, Version: "$LATEST" },
    ...{ Environment: { Variables: { COLOUR: "1" } }, TracingConfig: { Mode: "PassThrough" }, PackageType: "Zip" },
    ...{ Architectures: ["x86_64"] as Architecture[], EphemeralStorage: { Size: 512 }, State: "Active" },
    ...{ SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" }, LastUpdateStatus: "Successful" },
    LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${own("one")}` },
  });
  assert.deepEqual(shown.Tags, { team: "lab" });
  const downloaded = await fetch(shown.Code?.Location ?? "");
  assert.deepEqual(new Uint8Array(await downloaded.arrayBuffer()), new Uint8Array(bytes));
  const forged = (shown.Code?.Location ?? "").replace(/Signature=..../, "Signature=0000");
  assert.equal((await fetch(forged)).status, 403);

  assert.equal((await lambda.invoke(own("one"))).value, "first");
  const update = { FunctionName: own("one"), ZipFile: zip(source("second")) };
  await refused(
    client.send(new UpdateFunctionCodeCommand({ ...update, RevisionId: "another" })),
    "PreconditionFailedException",
  );
  await client.send(new UpdateFunctionCodeCommand({ ...update, DryRun: true }));
  assert.equal((await lambda.invoke(own("one"))).value, "first");
  const updated = await client.send(new UpdateFunctionCodeCommand({ ...update, RevisionId: revision }));
  assert.equal(updated.LastUpdateStatus, "InProgress");
  await waitUntilFunctionUpdatedV2({ client, maxWaitTime: patience / 1_000 }, { FunctionName: own("one") });
  assert.equal((await lambda.invoke(own("one"))).value, "second");
  await settled(own("one"));
  const changed = await client.send(
    new UpdateFunctionConfigurationCommand({ FunctionName: own("one"), Timeout: 7, Environment: { Variables: {} } }),
  );
  assert.deepEqual([changed.Timeout, changed.Environment, changed.Description], [7, undefined, "the first"]);
  await settled(own("one"));
  await client.send(new DeleteFunctionCommand({ FunctionName: own("one") }));
  await refused(
    lambda.invoke(own("one")),
    "ResourceNotFoundException",
    new RegExp(`^Function not found: ${arn("one")}$`),
  );
});

test("code comes from S3, too", inside, async () => {
  const s3 = target.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket: "code" }));
  await s3.send(new PutObjectCommand({ Bucket: "code", Key: "functions/app.zip", Body: zip(source("from S3")) }));
  const create = (S3Key: string) =>
    lambda.client.send(
      new CreateFunctionCommand({
        ...{ FunctionName: "stored", Runtime: "nodejs20.x", Role, Handler: "app.handler" },
        Code: { S3Bucket: "code", S3Key },
      }),
    );
  await refused(create("no.zip"), "InvalidParameterValueException", /S3 Error Code: NoSuchKey/);
  await create("functions/app.zip");
  assert.equal((await lambda.invoke("stored")).value, "from S3");
});

test("what cannot be is refused in AWS's words", inside, async () => {
  const create = (input: object) =>
    lambda.client.send(
      new CreateFunctionCommand({
        ...{ FunctionName: "odd", Runtime: "nodejs20.x", Role, Handler: "app.handler" },
        Code: { ZipFile: zip(source("")) },
        ...input,
      }),
    );
  const cases: [input: object, name: string, message: RegExp][] = [
    [{ Runtime: "java21" }, "InvalidParameterValueException", /does not run the runtime java21/],
    [{ Runtime: "cobol" }, "InvalidParameterValueException", /enum value set/],
    [{ Runtime: undefined }, "InvalidParameterValueException", /mandatory parameters/],
    [{ PackageType: "Image" }, "InvalidParameterValueException", /no container images/],
    [{ Timeout: 0 }, "InvalidParameterValueException", /greater than or equal to 1/],
    [{ MemorySize: 64 }, "InvalidParameterValueException", /greater than or equal to 128/],
    [{ VpcConfig: { SubnetIds: ["subnet-1"] } }, "InvalidParameterValueException", /no VPCs/],
    [
      { Environment: { Variables: { AWS_REGION: "x" } } },
      "InvalidParameterValueException",
      /reserved keys.*AWS_REGION/,
    ],
    [{ Environment: { Variables: { COLOUR: "x".repeat(5000) } } }, "InvalidParameterValueException", /4KB limit/],
    [
      { Layers: ["arn:aws:lambda:us-east-1:000000000000:layer:none:1"] },
      "InvalidParameterValueException",
      /does not exist/,
    ],
    [{ Code: { ZipFile: Buffer.from("no zip") } }, "InvalidParameterValueException", /Could not unzip/],
    [{ Code: {} }, "InvalidParameterValueException", /provide a source/],
    [
      {
        FileSystemConfigs: [
          {
            Arn: "arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/fsap-12345678901234567",
            LocalMountPath: "/mnt/x",
          },
        ],
      },
      "InvalidParameterValueException",
      /FileSystemConfigs/,
    ],
  ];
  for (const [input, name, message] of cases) {
    await refused(create(input), name, message);
  }
  for (const path of ["../out.js", "/etc/passwd", "a/../../b"]) {
    await refused(
      create({ Code: { ZipFile: zip({ [path]: "" }) } }),
      "InvalidParameterValueException",
      /Could not unzip/,
    );
  }
  await create({});
  await refused(create({}), "ResourceConflictException", /Function already exist: odd/);
});

test("a package with a link out of it is not run; executable files stay executable", inside, async () => {
  const file = (text: string, mode: number) =>
    [Buffer.from(text), { os: 3, attrs: mode << 16 }] as [Uint8Array, { os: number; attrs: number }];
  const app = (text: string) => file(`exports.handler = async () => { ${text} }`, 0o100644);
  const create = (name: string, files: Record<string, ReturnType<typeof file>>) =>
    lambda.client.send(
      new CreateFunctionCommand({
        ...{ FunctionName: name, Runtime: "nodejs20.x", Role, Handler: "app.handler" },
        Code: { ZipFile: zipSync(files) },
      }),
    );
  await create("escapes", { "app.js": app("return 1"), link: file("/etc", 0o120777) });
  assert.match(
    String((await lambda.invoke("escapes")).value && JSON.stringify((await lambda.invoke("escapes")).value)),
    /leads out/,
  );
  await create("tools", {
    "app.js": app("return require('child_process').execFileSync('./tool').toString()"),
    tool: file("#!/bin/sh\necho works", 0o100755),
  });
  assert.equal((await lambda.invoke("tools")).value, "works\n");
});

test("versions stay as they are, aliases move, weights share", withRole, async () => {
  const { client } = lambda;
  await lambda.create(own("versioned"), "nodejs20.x", source("v1"));
  const FunctionName = own("versioned");
  const first = await client.send(new PublishVersionCommand({ FunctionName, Description: "one" }));
  assert.deepEqual([first.Version, first.FunctionArn, first.Description], ["1", arn("versioned:1"), "one"]);
  assert.equal((await client.send(new PublishVersionCommand({ FunctionName }))).Version, "1", "nothing has changed");
  const second = await client.send(
    new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zip(source("v2")), Publish: true }),
  );
  assert.equal(second.Version, "2");
  await settled(FunctionName);
  assert.equal((await lambda.invoke(own("versioned"), {}, "1")).value, "v1");
  assert.equal((await lambda.invoke(arn("versioned:2"))).value, "v2");
  const listed = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
  assert.deepEqual(
    listed.Versions?.map(({ Version }) => Version),
    ["$LATEST", "1", "2"],
  );
  await client.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
  assert.equal((await lambda.invoke(own("versioned"), {}, "live")).value, "v1");
  await refused(
    client.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" })),
    "ResourceConflictException",
  );
  await refused(client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: "1" })), "ResourceConflictException");
  const RoutingConfig = { AdditionalVersionWeights: { "2": 0.5 } };
  const routed = await client.send(new UpdateAliasCommand({ FunctionName, Name: "live", RoutingConfig }));
  assert.deepEqual(routed.RoutingConfig, RoutingConfig);
  const got = new Set<unknown>();
  for (let turn = 0; turn < 40 && got.size < 2; turn += 1) {
    got.add((await lambda.invoke(own("versioned"), {}, "live")).value);
  }
  assert.deepEqual([...got].sort(), ["v1", "v2"]);
  await client.send(new UpdateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "2", RoutingConfig: {} }));
  const alias = await client.send(new GetAliasCommand({ FunctionName, Name: "live" }));
  assert.deepEqual([alias.FunctionVersion, alias.RoutingConfig], ["2", undefined]);
  const aliases = await client.send(new ListAliasesCommand({ FunctionName, FunctionVersion: "2" }));
  assert.deepEqual(
    aliases.Aliases?.map(({ Name }) => Name),
    ["live"],
  );
  await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: "1" }));
  await refused(lambda.invoke(own("versioned"), {}, "1"), "ResourceNotFoundException");
  await client.send(new DeleteAliasCommand({ FunctionName, Name: "live" }));
  await refused(client.send(new GetAliasCommand({ FunctionName, Name: "live" })), "ResourceNotFoundException");
});

test("layers lie under the function, the later one over the earlier", withRole, async () => {
  const { client } = lambda;
  const publish = async (name: string, files: Record<string, string>, runtime: Runtime): Promise<string> => {
    const made = await client.send(
      new PublishLayerVersionCommand({
        ...{ LayerName: own(name), Content: { ZipFile: zip(files) }, CompatibleRuntimes: [runtime] },
      }),
    );
    return made.LayerVersionArn ?? "";
  };
  const below = await publish(
    "below",
    { "nodejs/node_modules/greeting/index.js": "module.exports = 'below'" },
    "nodejs20.x",
  );
  const above = await publish(
    "above",
    { "nodejs/node_modules/greeting/index.js": "module.exports = 'above'" },
    "nodejs20.x",
  );
  const python = await publish("python", { "python/greeting.py": "text = 'python'" }, "python3.12");
  await lambda.create(own("layered"), "nodejs20.x", { "app.js": "exports.handler = async () => require('greeting')" });
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: own("layered"), Layers: [below, above] }));
  await settled(own("layered"));
  assert.equal((await lambda.invoke(own("layered"))).value, "above");
  await lambda.create(own("layered-snake"), "python3.12", {
    "app.py": "import greeting\ndef handler(event, context):\n    return greeting.text",
  });
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: own("layered-snake"), Layers: [python] }));
  await settled(own("layered-snake"));
  assert.equal((await lambda.invoke(own("layered-snake"))).value, "python");
  const layers = await client.send(new ListLayersCommand({ CompatibleRuntime: "python3.12" }));
  assert.deepEqual(
    layers.Layers?.map(({ LayerName }) => LayerName).filter((name) => name?.startsWith(target.prefix)),
    [own("python")],
  );
  assert.match(await publish("below", { a: "" }, "nodejs20.x"), /:layer:\S*below:2$/);
  await client.send(new DeleteLayerVersionCommand({ LayerName: own("above"), VersionNumber: 1 }));
  await refused(client.send(new GetLayerVersionByArnCommand({ Arn: above })), "ResourceNotFoundException");
  const shown = await client.send(new GetFunctionConfigurationCommand({ FunctionName: own("layered") }));
  assert.deepEqual(
    shown.Layers?.map(({ Arn }) => Arn),
    [below, above],
  );
  const versions = await client.send(new ListLayerVersionsCommand({ LayerName: own("below") }));
  assert.deepEqual(
    versions.LayerVersions?.map(({ Version }) => Version),
    [2, 1],
  );
});

test("lists come page by page", inside, async () => {
  for (let number = 0; number < 5; number += 1) {
    await lambda.create(`page-${number}`, "nodejs20.x", source(""));
  }
  const names: (string | undefined)[] = [];
  for await (const page of paginateListFunctions({ client: lambda.client, pageSize: 2 }, {})) {
    assert.ok((page.Functions?.length ?? 0) <= 2);
    names.push(...(page.Functions ?? []).map(({ FunctionName }) => FunctionName));
  }
  assert.deepEqual(names, [...names].sort());
  assert.equal(names.filter((name) => name?.startsWith("page-")).length, 5);
  const all = await lambda.client.send(new ListFunctionsCommand({ FunctionVersion: "ALL" }));
  assert.ok(all.Functions?.some(({ FunctionArn }) => FunctionArn === arn("versioned:2")));
  const { AccountUsage } = await lambda.client.send(new GetAccountSettingsCommand({}));
  assert.equal(AccountUsage?.FunctionCount, names.length);
});

test("tags and policies are kept", withRole, async () => {
  const { client } = lambda;
  await lambda.create(own("kept"), "nodejs20.x", source(""));
  const Resource = arn("kept");
  await client.send(new TagResourceCommand({ Resource, Tags: { a: "1", b: "2" } }));
  await client.send(new UntagResourceCommand({ Resource, TagKeys: ["a"] }));
  assert.deepEqual((await client.send(new ListTagsCommand({ Resource }))).Tags, { b: "2" });
  const FunctionName = own("kept");
  await refused(client.send(new GetPolicyCommand({ FunctionName })), "ResourceNotFoundException");
  const permission = {
    ...{ FunctionName, StatementId: "s3", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com" },
    ...{ SourceArn: "arn:aws:s3:::bucket", SourceAccount: target.accountId },
  };
  await client.send(new AddPermissionCommand(permission));
  await refused(client.send(new AddPermissionCommand(permission)), "ResourceConflictException");
  const { Policy = "", RevisionId } = await client.send(new GetPolicyCommand({ FunctionName }));
  assert.deepEqual(JSON.parse(Policy), {
    ...{ Version: "2012-10-17", Id: "default" },
    Statement: [
      {
        ...{ Sid: "s3", Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "lambda:InvokeFunction" },
        Resource: arn("kept"),
        Condition: {
          StringEquals: { "AWS:SourceAccount": target.accountId },
          ArnLike: { "AWS:SourceArn": "arn:aws:s3:::bucket" },
        },
      },
    ],
  });
  await client.send(new RemovePermissionCommand({ FunctionName, StatementId: "s3", RevisionId }));
  await refused(
    client.send(new RemovePermissionCommand({ FunctionName, StatementId: "s3" })),
    "ResourceNotFoundException",
  );
});
