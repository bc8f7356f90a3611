import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateDatabaseCommand,
  CreateMLTransformCommand,
  type CreateMLTransformRequest,
  CreateTableCommand,
  DeleteMLTransformCommand,
  GetMLTransformCommand,
  GetMLTransformsCommand,
  GetTagsCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
  await server.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "plant" } }));
  const StorageDescriptor = { Columns: [{ Name: "name", Type: "string" }], Location: "s3://b/parts/" };
  await server.glue.send(
    new CreateTableCommand({ DatabaseName: "plant", TableInput: { Name: "parts", StorageDescriptor } }),
  );
});
after(() => server.close());

const transform = (Name: string, TableName = "parts"): CreateMLTransformRequest => ({
  Name,
  InputRecordTables: [{ DatabaseName: "plant", TableName }],
  Parameters: { TransformType: "FIND_MATCHES", FindMatchesParameters: { PrecisionRecallTradeoff: 0.2 } },
  Role: "arn:aws:iam::000000000000:role/lab",
});
const create = (input: CreateMLTransformRequest) => server.glue.send(new CreateMLTransformCommand(input));

test("a transform is kept with the schema of its table, over a restart", async () => {
  const { TransformId } = await create({ ...transform("alike"), Tags: { team: "quality" } });
  assert.match(TransformId ?? "", /^tfm-[0-9a-f]{40}$/);
  await server.restart();
  const found = await server.glue.send(new GetMLTransformCommand({ TransformId }));
  assert.equal(found.Name, "alike");
  assert.equal(found.Status, "READY");
  assert.ok(found.CreatedOn instanceof Date);
  assert.deepEqual(found.Schema, [{ Name: "name", DataType: "string" }]);
  assert.equal(found.Parameters?.FindMatchesParameters?.PrecisionRecallTradeoff, 0.2);
  const tags = await server.glue.send(
    new GetTagsCommand({ ResourceArn: `arn:aws:glue:us-east-1:000000000000:mlTransform/${TransformId}` }),
  );
  assert.deepEqual(tags.Tags, { team: "quality" });

  await create(transform("other"));
  const named = await server.glue.send(new GetMLTransformsCommand({ Filter: { Name: "other" } }));
  assert.deepEqual(
    named.Transforms?.map(({ Name }) => Name),
    ["other"],
  );
  assert.equal((await server.glue.send(new GetMLTransformsCommand({}))).Transforms?.length, 2);

  await server.glue.send(new DeleteMLTransformCommand({ TransformId }));
  await assert.rejects(server.glue.send(new GetMLTransformCommand({ TransformId })), {
    name: "EntityNotFoundException",
  });
});

test("what is refused", async () => {
  await create(transform("once"));
  await assert.rejects(create(transform("once")), { name: "AlreadyExistsException" });
  await assert.rejects(create(transform("gone", "nothing")), { name: "EntityNotFoundException" });
  await assert.rejects(create({ ...transform("x"), Parameters: { TransformType: "GUESS" as "FIND_MATCHES" } }), {
    name: "ValidationException",
  });
  await assert.rejects(create({ ...transform("y"), Role: undefined }), { name: "ValidationException" });
  await assert.rejects(server.glue.send(new DeleteMLTransformCommand({ TransformId: "tfm-0" })), {
    name: "EntityNotFoundException",
  });
  await assert.rejects(server.glue.send(new GetMLTransformsCommand({ Filter: { Status: "READY" } })), {
    name: "ValidationException",
  });
});
