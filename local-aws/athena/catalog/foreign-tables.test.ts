import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetTableMetadataCommand, ListTableMetadataCommand } from "@aws-sdk/client-athena";
import { CreateTableCommand, DeleteTableCommand, type StorageDescriptor, type TableInput } from "@aws-sdk/client-glue";
import { TestClient } from "../testing/test-client";

/** Tables as CDK, Terraform and boto3 write them into the catalog, with all that people forget. */
const bucket = "foreign-tables";
let lab: TestClient;

const SerdeInfo = {
  SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
  Parameters: { "field.delim": "," },
};

const storage: StorageDescriptor = {
  Columns: [{ Name: "a", Type: "int" }],
  Location: `s3://${bucket}/t/`,
  InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
  OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
  SerdeInfo,
};

before(async () => {
  lab = await TestClient.borrow(bucket);
  await lab.put("t/a.csv", "1\n2\n");
  await make({ Name: "sound" });
});
after(() => lab.close());

async function make(input: TableInput): Promise<void> {
  const TableInput = { TableType: "EXTERNAL_TABLE", StorageDescriptor: storage, ...input };
  await lab.glue.send(new CreateTableCommand({ DatabaseName: "test_db", TableInput }));
}

const drop = (Name: string) => lab.glue.send(new DeleteTableCommand({ DatabaseName: "test_db", Name }));

/** That it fails for this alone, and that all else in the database is as good as before. */
async function failsAlone(name: string, reason: string): Promise<void> {
  assert.equal(await lab.reason(`SELECT * FROM ${name}`), reason);
  assert.deepEqual(
    (await lab.rows("SELECT table_name FROM information_schema.columns WHERE table_schema = 'test_db'")).slice(1),
    [["sound"]],
    name,
  );
  assert.deepEqual((await lab.rows("SELECT a FROM sound ORDER BY 1")).slice(1), [["1"], ["2"]]);
  await drop(name);
}

const typed = (Type: string): StorageDescriptor => ({ ...storage, Columns: [{ Name: "a", Type }] });

test("a type that Athena does not know fails the queries of its table alone, in Athena's words", async () => {
  for (const type of ["integer", "long", "json", "decimal(24, 16)", "struct<a : int>", "varchar", "struct<>"]) {
    await make({ Name: "typed", StorageDescriptor: typed(type) });
    const reason = `HIVE_INVALID_METADATA: Glue table 'test_db.typed' column 'a' has invalid data type: ${type}`;
    if (type === "integer") {
      await failsAlone("typed", reason);
    } else {
      assert.equal(await lab.reason("SELECT 1 FROM typed"), reason);
      await drop("typed");
    }
  }
  await make({ Name: "keyed", PartitionKeys: [{ Name: "k", Type: "Long" }] });
  const reason = "HIVE_INVALID_METADATA: Glue table 'test_db.keyed' column 'k' has invalid data type: Long";
  await failsAlone("keyed", reason);
});

test("types that it knows are read, however they are written", async () => {
  for (const type of ["INT", "decimal", "string", "Decimal(5,2)", "varchar(3)"]) {
    await make({ Name: "typed", StorageDescriptor: typed(type) });
    assert.deepEqual((await lab.rows("SELECT a FROM typed ORDER BY a")).length, 3, type);
    await drop("typed");
  }
});

test("a table without a serde, a storage or a place says so", async () => {
  const { SerdeInfo: _serde, ...withoutSerde } = storage;
  await make({ Name: "bare", StorageDescriptor: withoutSerde });
  await failsAlone("bare", "HIVE_METASTORE_ERROR: Table storage descriptor is missing SerDe info");
  await lab.glue.send(new CreateTableCommand({ DatabaseName: "test_db", TableInput: { Name: "nothing" } }));
  await failsAlone("nothing", "HIVE_METASTORE_ERROR: Table is missing storage descriptor");
  const { Location: _location, ...nowhere } = storage;
  await make({ Name: "nowhere", StorageDescriptor: nowhere });
  assert.match(await lab.reason("SELECT * FROM nowhere"), /location is empty/);
  await drop("nowhere");
  const { InputFormat: _format, ...unformatted } = storage;
  await make({ Name: "unformatted", StorageDescriptor: unformatted });
  assert.match(await lab.reason("SELECT * FROM unformatted"), /^HIVE_UNSUPPORTED_FORMAT: InputFormat/);
  await drop("unformatted");
});

test("what may be missing is not missed", async () => {
  await make({ Name: "Loose", TableType: undefined, StorageDescriptor: { ...storage, SerdeInfo: { ...SerdeInfo } } });
  assert.deepEqual((await lab.rows("SELECT count(*) FROM loose"))[1], ["2"]);
  await drop("loose");
});

test("a table with Spark's buckets is read as a whole, and not written", async () => {
  const bucketed = { ...storage, BucketColumns: ["a"], NumberOfBuckets: 4 };
  await make({ Name: "bucketed", Parameters: { bucketing_format: "spark" }, StorageDescriptor: bucketed });
  // one file of four: Hive's buckets would not be read at all
  assert.deepEqual((await lab.rows("SELECT a FROM bucketed WHERE a = 2"))[1], ["2"]);
  assert.match(await lab.reason("INSERT INTO bucketed VALUES (1)"), /^NOT_SUPPORTED: .*Spark's buckets/);
  await drop("bucketed");
});

function view(more: object = {}, columns: readonly object[] = [{ name: "a", type: "integer" }]): TableInput {
  const data = { originalSql: "SELECT 1 AS a", catalog: "awsdatacatalog", schema: "test_db", columns, ...more };
  const text = Buffer.from(JSON.stringify(data)).toString("base64");
  return {
    Name: "seen",
    TableType: "VIRTUAL_VIEW",
    Parameters: { presto_view: "true", comment: "Presto View" },
    ViewOriginalText: `/* Presto View: ${text} */`,
    ViewExpandedText: "/* Presto View */",
    StorageDescriptor: { Columns: [{ Name: "a", Type: "int" }], SerdeInfo: {} },
  };
}

test("a view runs as who asks, also where it does not say so", async () => {
  for (const more of [{}, { runAsInvoker: false }, { runAsInvoker: true }, { owner: "someone" }]) {
    await make(view(more));
    assert.deepEqual((await lab.rows("SELECT * FROM seen"))[1], ["1"], JSON.stringify(more));
    await drop("seen");
  }
});

test("a view whose text cannot be read fails alone", async () => {
  for (const ViewOriginalText of ["/* Presto View: !!! */", "/* Presto View: aGVsbG8= */"]) {
    await make({ ...view(), ViewOriginalText });
    assert.deepEqual(await lab.lines("DESCRIBE seen"), []);
    await failsAlone("seen", "HIVE_INVALID_VIEW_DATA: View data of 'test_db.seen' cannot be read");
  }
});

test("the metadata of a table tells its serde", async () => {
  const names = { CatalogName: "AwsDataCatalog", DatabaseName: "test_db" };
  const one = await lab.athena.send(new GetTableMetadataCommand({ ...names, TableName: "sound" }));
  const { TableMetadataList } = await lab.athena.send(new ListTableMetadataCommand({ ...names, Expression: "sound" }));
  const expected = {
    location: `s3://${bucket}/t/`,
    inputformat: storage.InputFormat,
    outputformat: storage.OutputFormat,
    "serde.serialization.lib": SerdeInfo.SerializationLibrary,
    "serde.param.field.delim": ",",
  };
  assert.deepEqual(one.TableMetadata?.Parameters, expected);
  assert.deepEqual(
    TableMetadataList?.map(({ Parameters }) => Parameters),
    [expected],
  );
});
