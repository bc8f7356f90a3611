import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  BatchDeleteConnectionCommand,
  type ConnectionInput,
  CreateConnectionCommand,
  DeleteConnectionCommand,
  DeleteResourcePolicyCommand,
  GetConnectionCommand,
  GetConnectionsCommand,
  GetDataCatalogEncryptionSettingsCommand,
  GetResourcePoliciesCommand,
  GetResourcePolicyCommand,
  GetTagsCommand,
  PutDataCatalogEncryptionSettingsCommand,
  PutResourcePolicyCommand,
  type PutResourcePolicyRequest,
  UpdateConnectionCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

const plant = (Name: string, more: Partial<ConnectionInput> = {}): ConnectionInput => ({
  Name,
  ConnectionType: "JDBC",
  ConnectionProperties: {
    JDBC_CONNECTION_URL: "jdbc:postgresql://localhost:5432/plant",
    USERNAME: "lab",
    PASSWORD: "secret",
  },
  ...more,
});

const create = (ConnectionInput: ConnectionInput, Tags?: Record<string, string>) =>
  server.glue.send(new CreateConnectionCommand({ ConnectionInput, Tags }));

test("connections: created, read with and without the password, updated, listed, deleted", async () => {
  const send = server.glue.send.bind(server.glue);
  await create(plant("plant", { MatchCriteria: ["press"] }), { team: "quality" });
  await create(plant("network", { ConnectionType: "NETWORK", ConnectionProperties: {} }));
  await assert.rejects(create(plant("plant")), { name: "AlreadyExistsException" });
  await server.restart();
  const { Connection: open } = await send(new GetConnectionCommand({ Name: "plant" }));
  assert.equal(open?.ConnectionProperties?.PASSWORD, "secret");
  assert.ok(open?.CreationTime instanceof Date && open.LastUpdatedTime instanceof Date);
  const { Connection: hidden } = await send(new GetConnectionCommand({ Name: "plant", HidePassword: true }));
  assert.deepEqual(Object.keys(hidden?.ConnectionProperties ?? {}), ["JDBC_CONNECTION_URL", "USERNAME"]);
  const Description = "the press shop";
  await send(new UpdateConnectionCommand({ Name: "plant", ConnectionInput: plant("plant", { Description }) }));
  const list = async (Filter?: object) =>
    (await send(new GetConnectionsCommand({ Filter, HidePassword: true }))).ConnectionList?.map((one) => [
      one.Name,
      one.Description,
      one.ConnectionProperties?.PASSWORD,
    ]);
  assert.deepEqual(await list(), [
    ["network", undefined, undefined],
    ["plant", Description, undefined],
  ]);
  assert.deepEqual(await list({ ConnectionType: "JDBC" }), [["plant", Description, undefined]]);
  const ResourceArn = "arn:aws:glue:us-east-1:000000000000:connection/plant";
  assert.deepEqual((await send(new GetTagsCommand({ ResourceArn }))).Tags, { team: "quality" });
  const batch = await send(new BatchDeleteConnectionCommand({ ConnectionNameList: ["network", "toString"] }));
  assert.deepEqual(batch.Succeeded, ["network"]);
  assert.deepEqual(
    Object.entries(batch.Errors ?? {}).map(([name, detail]) => [name, detail.ErrorCode]),
    [["toString", "EntityNotFoundException"]],
  );
  await send(new DeleteConnectionCommand({ ConnectionName: "plant" }));
  await assert.rejects(send(new GetConnectionCommand({ Name: "plant" })), {
    name: "EntityNotFoundException",
    message: "Connection plant not found.",
  });
  assert.deepEqual(await list(), []);
});

test("what Glue refuses of a connection", async () => {
  const refused: [object, string, RegExp][] = [
    [{ ...plant("x"), Name: undefined }, "ValidationException", /Value null at 'connectionInput.name'/],
    [plant("x", { ConnectionType: "ODBC" as "JDBC" }), "ValidationException", /enum value set: \[JDBC, SFTP/],
    [plant("x", { ConnectionType: "SALESFORCE" }), "InvalidInputException", /of the types JDBC/],
    [{ ...plant("x"), ConnectionProperties: { Password: "x" } }, "ValidationException", /Map keys must satisfy/],
    [{ ...plant("x"), ConnectionProperties: { USERNAME: "x" } }, "InvalidInputException", /JDBC_CONNECTION_URL/],
    [
      { ...plant("x"), ConnectionProperties: { JDBC_CONNECTION_URL: "postgres://x" } },
      "InvalidInputException",
      /is not like jdbc:/,
    ],
  ];
  for (const [input, name, message] of refused) {
    await assert.rejects(create(input as ConnectionInput), { name, message });
  }
});

test("a resource policy is read back; conditions guard it", async () => {
  const send = server.glue.send.bind(server.glue);
  const Statement = [{ Effect: "Allow", Principal: "*", Action: "glue:*", Resource: "*" }];
  const PolicyInJson = JSON.stringify({ Version: "2012-10-17", Statement });
  const put = (more: Partial<PutResourcePolicyRequest> = {}) =>
    send(new PutResourcePolicyCommand({ PolicyInJson, ...more }));
  const missing = { name: "EntityNotFoundException", message: "Policy not found" };
  await assert.rejects(send(new GetResourcePolicyCommand({})), missing);
  await assert.rejects(put({ PolicyExistsCondition: "MUST_EXIST" }), missing);
  await assert.rejects(put({ PolicyInJson: "{x" }), { name: "InvalidInputException" });
  const { PolicyHash } = await put({ PolicyExistsCondition: "NOT_EXIST" });
  await assert.rejects(put({ PolicyExistsCondition: "NOT_EXIST" }), { name: "ConditionCheckFailureException" });
  await assert.rejects(put({ PolicyHashCondition: "stale" }), { name: "ConditionCheckFailureException" });
  await put({ PolicyHashCondition: PolicyHash });
  await server.restart();
  const ResourceArn = "arn:aws:glue:us-east-1:000000000000:catalog";
  const policy = await send(new GetResourcePolicyCommand({ ResourceArn }));
  assert.deepEqual([policy.PolicyInJson, policy.PolicyHash], [PolicyInJson, PolicyHash]);
  assert.ok(policy.CreateTime instanceof Date);
  const { GetResourcePoliciesResponseList } = await send(new GetResourcePoliciesCommand({}));
  assert.deepEqual(
    GetResourcePoliciesResponseList?.map((one) => one.PolicyHash),
    [PolicyHash],
  );
  await assert.rejects(send(new DeleteResourcePolicyCommand({ PolicyHashCondition: "stale" })), {
    name: "ConditionCheckFailureException",
  });
  await send(new DeleteResourcePolicyCommand({}));
  await assert.rejects(send(new DeleteResourcePolicyCommand({})), missing);
});

test("encryption settings are kept", async () => {
  const get = async () =>
    (await server.glue.send(new GetDataCatalogEncryptionSettingsCommand({}))).DataCatalogEncryptionSettings;
  assert.equal((await get())?.EncryptionAtRest?.CatalogEncryptionMode, "DISABLED");
  const EncryptionAtRest = { CatalogEncryptionMode: "SSE-KMS", SseAwsKmsKeyId: "alias/lab" } as const;
  const DataCatalogEncryptionSettings = { EncryptionAtRest };
  await server.glue.send(new PutDataCatalogEncryptionSettingsCommand({ DataCatalogEncryptionSettings }));
  assert.deepEqual((await get())?.EncryptionAtRest, EncryptionAtRest);
  await server.reset();
  assert.equal((await get())?.EncryptionAtRest?.CatalogEncryptionMode, "DISABLED");
});
