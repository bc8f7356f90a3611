import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateClassifierCommand,
  type CreateClassifierRequest,
  CreateCrawlerCommand,
  type CsvClassifier,
  DeleteClassifierCommand,
  GetClassifierCommand,
  GetClassifiersCommand,
  GetTablesCommand,
  type Table,
  UpdateClassifierCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../../testing/glue-server";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

/** The table that comes of one file, crawled with these classifiers in their order. */
async function crawled(name: string, body: string, classifiers: CreateClassifierRequest[]): Promise<Table> {
  server.put(name, "t/file", body);
  const names: string[] = [];
  for (const [index, request] of classifiers.entries()) {
    const [[kind, members] = ["", {}]] = Object.entries(request);
    names.push(`${name}-${index}`);
    await server.glue.send(new CreateClassifierCommand({ [kind]: { ...members, Name: `${name}-${index}` } }));
  }
  await server.glue.send(
    new CreateCrawlerCommand({
      Name: name,
      Role: "role",
      DatabaseName: name,
      Classifiers: names,
      Targets: { S3Targets: [{ Path: `s3://${name}/t/` }] },
    }),
  );
  const { LastCrawl } = await server.crawl(name);
  assert.deepEqual([LastCrawl?.Status, LastCrawl?.ErrorMessage], ["SUCCEEDED", undefined]);
  const { TableList = [] } = await server.glue.send(new GetTablesCommand({ DatabaseName: name }));
  assert.equal(TableList.length, 1);
  return TableList[0] as Table;
}

const columns = (table: Table): string =>
  (table.StorageDescriptor?.Columns ?? []).map((column) => `${column.Name} ${column.Type}`).join(", ");

const unnamed = { Name: undefined };

test("classifiers: created, read back, updated with a version, listed, deleted", async () => {
  const send = server.glue.send.bind(server.glue);
  const GrokClassifier = { Name: "a-grok", Classification: "machine", GrokPattern: "%{WORD:machine} %{NUMBER:n:int}" };
  await send(new CreateClassifierCommand({ GrokClassifier }));
  await send(new CreateClassifierCommand({ JsonClassifier: { Name: "b-json", JsonPath: "$[*]" } }));
  await send(new CreateClassifierCommand({ XMLClassifier: { Name: "c-xml", Classification: "xml", RowTag: "part" } }));
  await send(new CreateClassifierCommand({ CsvClassifier: { Name: "d-csv", Delimiter: "|", Header: ["a", "b"] } }));
  await send(new UpdateClassifierCommand({ CsvClassifier: { Name: "d-csv", ContainsHeader: "ABSENT" } }));
  await server.restart();
  const { Classifier } = await send(new GetClassifierCommand({ Name: "d-csv" }));
  const { CreationTime, LastUpdated, ...csv } = Classifier?.CsvClassifier ?? ({} as CsvClassifier);
  assert.ok(CreationTime instanceof Date && LastUpdated instanceof Date);
  assert.deepEqual(csv, {
    Name: "d-csv",
    Delimiter: "|",
    ContainsHeader: "ABSENT",
    Header: ["a", "b"],
    DisableValueTrimming: false,
    AllowSingleColumn: false,
    CustomDatatypeConfigured: false,
    Serde: "None",
    Version: 2,
  });
  const first = await send(new GetClassifiersCommand({ MaxResults: 2 }));
  const second = await send(new GetClassifiersCommand({ NextToken: first.NextToken }));
  const listed = [...(first.Classifiers ?? []), ...(second.Classifiers ?? [])];
  assert.deepEqual(
    listed.map((one) => Object.keys(one)[0]),
    ["GrokClassifier", "JsonClassifier", "XMLClassifier", "CsvClassifier"],
  );
  for (const Name of ["a-grok", "b-json", "c-xml", "d-csv"]) {
    await send(new DeleteClassifierCommand({ Name }));
  }
  for (const command of [
    new GetClassifierCommand({ Name: "a-grok" }),
    new DeleteClassifierCommand({ Name: "a-grok" }),
  ]) {
    await assert.rejects(server.glue.send(command as GetClassifierCommand), { name: "EntityNotFoundException" });
  }
});

test("what Glue refuses of a classifier", async () => {
  const create = (request: object) => server.glue.send(new CreateClassifierCommand(request as CreateClassifierRequest));
  const refused: [object, string, RegExp][] = [
    [{}, "InvalidInputException", /Exactly one/],
    [
      { JsonClassifier: { Name: "x", JsonPath: "$" }, XMLClassifier: { Name: "x", Classification: "x" } },
      "InvalidInputException",
      /Exactly one/,
    ],
    [{ JsonClassifier: { Name: "x", JsonPath: "$..a" } }, "InvalidInputException", /not a JSONPath/],
    [{ JsonClassifier: { JsonPath: "$" } }, "ValidationException", /Value null at 'jsonClassifier.name'/],
    [
      { GrokClassifier: { Name: "x", Classification: "x", GrokPattern: "%{NOSUCH:a}" } },
      "InvalidInputException",
      /No definition for key 'NOSUCH' found/,
    ],
    [
      { GrokClassifier: { Name: "x", Classification: "x", GrokPattern: "%{WORD:a" } },
      "InvalidInputException",
      /names no field/,
    ],
    [
      { GrokClassifier: { Name: "x", Classification: "x", GrokPattern: "%{A:a}", CustomPatterns: "A %{A}" } },
      "InvalidInputException",
      /refers to itself/,
    ],
    [
      { CsvClassifier: { Name: "x", Delimiter: ";;" } },
      "ValidationException",
      /at 'csvClassifier.delimiter' failed to satisfy constraint: Member must have length less than or equal to 1/,
    ],
    [{ CsvClassifier: { Name: "x", Delimiter: "|", QuoteSymbol: "|" } }, "InvalidInputException", /different/],
    [{ CsvClassifier: { Name: "x", ContainsHeader: "MAYBE" } }, "ValidationException", /enum value set/],
    [{ CsvClassifier: { Name: "x", CustomDatatypes: ["WORD"] } }, "InvalidInputException", /WORD is not one/],
  ];
  for (const [request, name, message] of refused) {
    await assert.rejects(create(request), { name, message });
  }
  await create({ JsonClassifier: { Name: "twice", JsonPath: "$" } });
  await assert.rejects(create({ JsonClassifier: { Name: "twice", JsonPath: "$" } }), {
    name: "AlreadyExistsException",
  });
  const other = new UpdateClassifierCommand({ XMLClassifier: { Name: "twice", RowTag: "a" } });
  await assert.rejects(server.glue.send(other), { name: "InvalidInputException" });
  const crawler = { Name: "c", Role: "r", Targets: { S3Targets: [{ Path: "s3://b/" }] }, Classifiers: ["missing"] };
  await assert.rejects(server.glue.send(new CreateCrawlerCommand(crawler)), { name: "EntityNotFoundException" });
});

test("grok: fields become columns, with custom patterns and types; the table is Glue's GrokSerDe", async () => {
  const GrokPattern = "%{MACHINE:machine} %{TIMESTAMP_ISO8601:at} %{LOGLEVEL:Level} %{NUMBER:force:double} (?<note>.*)";
  const CustomPatterns = "MACHINE press-%{POSINT}";
  const body =
    "press-1 2025-06-29T10:00:00Z INFO 2.5 pressed\npress-22 2025-06-29 10:00:01,250 ERROR 0.1 slipped, twice\n";
  const table = await crawled("grok", body, [
    { GrokClassifier: { ...unnamed, Classification: "press", GrokPattern, CustomPatterns } },
  ]);
  assert.equal(columns(table), "machine string, at string, level string, force double, note string");
  assert.equal(table.Parameters?.classification, "press");
  assert.equal(table.Parameters?.recordCount, "2");
  assert.deepEqual(table.StorageDescriptor?.SerdeInfo, {
    SerializationLibrary: "com.amazonaws.glue.serde.GrokSerDe",
    Parameters: { "input.format": GrokPattern, "input.grokCustomPatterns": CustomPatterns },
  });
});

test("the first that is certain has the file; a half-certain one only where no built-in one knows it", async () => {
  const half = { GrokClassifier: { ...unnamed, Classification: "half", GrokPattern: "^a,%{INT:n:int}$" } };
  const none = { GrokClassifier: { ...unnamed, Classification: "none", GrokPattern: "^%{IP:ip}$" } };
  const every = { GrokClassifier: { ...unnamed, Classification: "every", GrokPattern: "%{WORD:w},%{DATA:rest}" } };
  assert.equal((await crawled("certain", "a,1\nb,2\n", [none, half, every])).Parameters?.classification, "every");
  assert.equal((await crawled("built-in", "a,1\nb,2\n", [half])).Parameters?.classification, "csv");
  assert.equal((await crawled("best", "a,1\nno comma\n", [none, half])).Parameters?.classification, "half");
});

test("CSV: header, names, quotes, single column, trimming and custom datatypes", async () => {
  const csv = (members: object) => [{ CsvClassifier: { ...unnamed, ...members } }] as CreateClassifierRequest[];
  const cases: [string, object, string, string][] = [
    ["present", { ContainsHeader: "PRESENT" }, "name,city\nAda,London\nBo,Oslo\n", "name string, city string"],
    ["absent", { ContainsHeader: "ABSENT" }, "a,b\n1,2\n", "col0 string, col1 string"],
    ["named", { ContainsHeader: "ABSENT", Header: ["Id", "x"] }, "1,2\n3,4.5\n", "id bigint, x double"],
    ["misfit", { Header: ["one", "two", "three"] }, "id,x\n1,2\n", "id bigint, x bigint"],
    ["tilde", { Delimiter: "~" }, "id~x\n1~2\n", "id bigint, x bigint"],
    ["single", { AllowSingleColumn: true, ContainsHeader: "PRESENT" }, "id\n1\n2\n", "id bigint"],
    ["trim", {}, "id, x\n1, 2\n", "id bigint, x bigint"],
    ["no-trim", { DisableValueTrimming: true }, "id, x\n1, 2\n", "id bigint, x string"],
    ["quote", { QuoteSymbol: "'" }, "id,x,y\n1,'a,b',2\n", "id bigint, x string, y bigint"],
    [
      "types",
      { CustomDatatypeConfigured: true, CustomDatatypes: ["DATE", "TIMESTAMP", "INT", "DOUBLE"] },
      "d,ts,n,x,ok\n2025-06-29,2025-06-29 10:00:00,7,1.5,true\n2025-06-30,2025-06-29 10:00:00,8,2,false\n",
      "d date, ts timestamp, n int, x double, ok string",
    ],
  ];
  for (const [name, members, body, expected] of cases) {
    assert.equal(columns(await crawled(name, body, csv(members))), expected, name);
  }
  const opened = await crawled("open-csv", 'id,x\n1,"a, b"\n', csv({ Serde: "OpenCSVSerDe", QuoteSymbol: '"' }));
  assert.equal(opened.StorageDescriptor?.SerdeInfo?.SerializationLibrary, "org.apache.hadoop.hive.serde2.OpenCSVSerde");
  assert.deepEqual(opened.StorageDescriptor?.SerdeInfo?.Parameters, { quoteChar: '"', separatorChar: "," });
  assert.equal(columns(opened), "id string, x string");
});

test("JSON: a path to the records in an array, in a member, and to one element", async () => {
  const at = (JsonPath: string) => [{ JsonClassifier: { ...unnamed, JsonPath } }] as CreateClassifierRequest[];
  const array = '[{"Id":1,"box":{"x":2.5}},{"Id":2,"ok":true}]';
  const rows = await crawled("rows", array, at("$[*]"));
  assert.equal(columns(rows), "id int, box struct<x:double>, ok boolean");
  assert.deepEqual([rows.Parameters?.recordCount, rows.Parameters?.jsonPath], ["2", "$[*]"]);
  assert.equal(rows.StorageDescriptor?.SerdeInfo?.Parameters?.paths, "Id,box,ok");
  assert.equal(columns(await crawled("inner", `{"parts":${array},"v":1}`, at("$.parts[*]"))), columns(rows));
  assert.equal(columns(await crawled("one", array, at("$[1]"))), "id int, ok boolean");
  assert.equal(columns(await crawled("box", array, at("$[*]['box']"))), "x double");
  assert.equal(columns(await crawled("nowhere", '{"a":1}', at("$.b"))), "a int");
});

test("XML: the row tag's elements, their attributes, children, repeated children", async () => {
  const body = `<?xml version="1.0"?>
<!-- parts -->
<plant><line no="1"><part id="7"><name>Bolt</name><mm>2.5</mm><tag>a</tag><tag>b</tag></part></line>
<line no="2"><part id="8"><name>Nut</name><mm>3</mm><note lang="en">rusty</note></part></line></plant>`;
  const table = await crawled("xml", body, [
    { XMLClassifier: { ...unnamed, Classification: "plant", RowTag: "part" } },
  ]);
  assert.equal(
    columns(table),
    "name string, mm double, tag array<string>, _id int, note struct<_VALUE:string,_lang:string>",
  );
  assert.deepEqual(
    [table.Parameters?.classification, table.Parameters?.rowTag, table.Parameters?.recordCount],
    ["plant", "part", "2"],
  );
});
