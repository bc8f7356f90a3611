import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type ColumnInfo, GetQueryResultsCommand, paginateGetQueryResults } from "@aws-sdk/client-athena";
import { TestClient } from "../testing/test-client";

const bucket = "athena-results";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
});

after(() => client.close());

/** The file of an `s3://` URI. */
function fileOf(uri: string | undefined): string {
  return join(client.dataDir, "s3", uri?.replace("s3://", "") ?? "");
}

/** An expression, its text in results, and its column's type, precision and scale. */
const values: readonly (readonly [string, string | undefined, string, number?, number?])[] = [
  ["true", "true", "boolean"],
  ["CAST(-128 AS tinyint)", "-128", "tinyint", 3],
  ["CAST(32767 AS smallint)", "32767", "smallint", 5],
  ["2147483647", "2147483647", "integer", 10],
  ["-9223372036854775808", "-9223372036854775808", "bigint", 19],
  ["CAST(1.1 AS real)", "1.1", "float", 17],
  ["CAST(16777216 AS real)", "1.6777216E7", "float", 17],
  ["3.0", "3.0", "double", 17],
  ["1e-4", "1.0E-4", "double", 17],
  ["12345678.9", "1.23456789E7", "double", 17],
  ["-0e0", "-0.0", "double", 17],
  ["nan()", "NaN", "double", 17],
  ["infinity()", "Infinity", "double", 17],
  ["-infinity()", "-Infinity", "double", 17],
  ["CAST(nan() AS real)", "NaN", "float", 17],
  ["DECIMAL '1.50'", "1.50", "decimal", 3, 2],
  ["DECIMAL '-12345678901234567890.0123456789'", "-12345678901234567890.0123456789", "decimal", 30, 10],
  ["CAST('ab' AS char(4))", "ab  ", "char", 4],
  ["CAST('강판' AS varchar)", "강판", "varchar", 2147483647],
  ["'line\none, \"two\"'", 'line\none, "two"', "varchar", 15],
  ["CAST('' AS varchar)", "", "varchar", 2147483647],
  ["CAST(NULL AS varchar)", undefined, "varchar", 2147483647],
  ["X'00ff10'", "00 ff 10", "varbinary", 1073741824],
  ["DATE '2025-07-12'", "2025-07-12", "date"],
  ["TIME '01:02:03.456'", "01:02:03.456", "time", 3],
  ["TIMESTAMP '2025-07-12 10:00:00.123'", "2025-07-12 10:00:00.123", "timestamp", 3],
  [
    "TIMESTAMP '2025-07-12 10:00:00.123 Asia/Seoul'",
    "2025-07-12 10:00:00.123 Asia/Seoul",
    "timestamp with time zone",
    3,
  ],
  ["INTERVAL '3' DAY", "3 00:00:00.000", "interval day to second"],
  ["INTERVAL '15' MONTH", "1-3", "interval year to month"],
  ["ARRAY[1, NULL, 3]", "[1, null, 3]", "array"],
  ["ARRAY['a, b', '']", "[a, b, ]", "array"],
  ["ARRAY[ARRAY[1.0], NULL]", "[[1.0], null]", "array"],
  ["MAP(ARRAY[2, 10, 1], ARRAY['b', NULL, 'a'])", "{1=a, 2=b, 10=null}", "map"],
  ["MAP(ARRAY['x', '7'], ARRAY[1.5, 2.0])", "{7=2.0, x=1.5}", "map"],
  ["CAST(ROW(1, 'x', NULL) AS ROW(p integer, q varchar, r double))", "{p=1, q=x, r=null}", "row"],
  ["ROW(1, ARRAY[ROW(true)])", "{field0=1, field1=[{field0=true}]}", "row"],
  ['JSON \'{"b": [1, null], "a": "x"}\'', '{"a":"x","b":[1,null]}', "json"],
  ["IPADDRESS '10.0.0.1'", "10.0.0.1", "ipaddress"],
  ["UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'", "12151fd2-7586-11e9-8f9e-2a86e4085a59", "uuid"],
];

test("values of every type read as Athena writes them, in the API and in the file; columns have Athena's types", async () => {
  const { QueryExecutionId, ResultConfiguration } = await client.run(
    `SELECT ${values.map(([expression]) => expression).join(", ")}`,
  );
  const { ResultSet } = await client.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
  const columns = ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
  const [, row] = ResultSet?.Rows ?? [];
  for (const [index, [expression, text, type, precision = 0, scale = 0]] of values.entries()) {
    assert.equal(row?.Data?.[index]?.VarCharValue, text, expression);
    const { Name, Type, Precision, Scale } = columns[index] ?? {};
    assert.deepEqual([Name, Type, Precision, Scale], [`_col${index}`, type, precision, scale], expression);
  }
  const lines = readFileSync(fileOf(ResultConfiguration?.OutputLocation), "utf8");
  const quoted = values.map(([, text]) => (text === undefined ? "" : `"${text.replaceAll('"', '""')}"`));
  assert.equal(lines.slice(lines.indexOf("\n") + 1), `${quoted.join(",")}\n`);
});

test("beside the result lies a description of its columns", async () => {
  const { QueryExecutionId, ResultConfiguration } = await client.run(
    "SELECT CAST(1 AS decimal(10, 2)) AS price, '강판' AS \"part's name\"",
  );
  const { ResultSet } = await client.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
  const bytes = readFileSync(`${fileOf(ResultConfiguration?.OutputLocation)}.metadata`);
  const columns = readMessage(bytes)
    .filter(({ field }) => field === 4)
    .map(({ value }) => columnOf(readMessage(value as Buffer)));
  assert.deepEqual(
    columns,
    ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ CatalogName, Name, Type, Precision, Scale, CaseSensitive }) => ({
      CatalogName,
      Name,
      Type,
      Precision,
      Scale,
      CaseSensitive,
    })),
  );
});

interface Field {
  readonly field: number;
  readonly value: number | Buffer;
}

/** Reads a Protocol Buffers message of varints (type 0) and bytes (type 2). */
function readMessage(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let position = 0;
  const varint = () => {
    let [value, factor] = [0, 1];
    for (; ; factor *= 128) {
      const byte = bytes[position++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) {
        return value;
      }
    }
  };
  while (position < bytes.length) {
    const key = varint();
    const number = varint();
    const value = key % 8 === 2 ? bytes.subarray(position, position + number) : number;
    position += key % 8 === 2 ? number : 0;
    fields.push({ field: Math.floor(key / 8), value });
  }
  return fields;
}

function columnOf(fields: readonly Field[]): Partial<ColumnInfo> {
  const of = (wanted: number) => fields.find(({ field }) => field === wanted)?.value;
  return {
    CatalogName: String(of(1)),
    Name: String(of(4)),
    Type: String(of(6)),
    Precision: Number(of(7)),
    Scale: Number(of(8)),
    CaseSensitive: of(10) === 1,
  };
}

test("DDL and utility statements leave a text and its description", async () => {
  const { ResultConfiguration, StatementType } = await client.run("SHOW DATABASES");
  const uri = ResultConfiguration?.OutputLocation;
  assert.match(uri ?? "", /\/results\/[\da-f-]{36}\.txt$/);
  assert.equal(StatementType, "UTILITY");
  assert.equal(readFileSync(fileOf(uri), "utf8"), "test_db");
  assert.ok(existsSync(`${fileOf(uri)}.metadata`));
});

test("CREATE TABLE AS and INSERT list the files that they wrote, and tell the number of rows", async () => {
  const list = async (sql: string, rows: number) => {
    const { QueryExecutionId, ResultConfiguration, Statistics } = await client.run(sql);
    const manifest = Statistics?.DataManifestLocation;
    assert.equal(manifest, rows === 0 ? undefined : `${ResultConfiguration?.OutputLocation}-manifest.csv`);
    assert.ok(existsSync(fileOf(`${ResultConfiguration?.OutputLocation}.metadata`)));
    const answer = await client.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
    assert.equal(answer.UpdateCount, rows);
    assert.deepEqual(answer.ResultSet?.Rows, []);
    const columns = answer.ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Name, Type }) => `${Name} ${Type}`);
    assert.deepEqual(columns, ["rows bigint"]);
    const uris = manifest === undefined ? [] : readFileSync(fileOf(manifest), "utf8").trimEnd().split("\n");
    return { id: QueryExecutionId, uris };
  };
  const created = await list(
    `CREATE TABLE written WITH (format = 'PARQUET', partitioned_by = ARRAY['k'], external_location = 's3://${bucket}/written/')
     AS SELECT x, x % 2 AS k FROM UNNEST(sequence(1, 10)) AS t(x)`,
    10,
  );
  const onDisk = () =>
    readdirSync(join(client.dataDir, "s3", bucket, "written"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `s3:/${join(entry.parentPath, entry.name).slice(join(client.dataDir, "s3").length)}`)
      .map((path) => path.replace("s3:/", "s3://").replace("s3:///", "s3://"))
      .sort();
  assert.deepEqual(created.uris, onDisk());
  assert.equal(created.uris.length, 2);
  const inserted = await list("INSERT INTO written SELECT 11, 5", 1);
  assert.equal(inserted.uris.length, 1);
  assert.deepEqual([...created.uris, ...inserted.uris].sort(), onDisk());
  const own = await list("CREATE TABLE placed AS SELECT 1 AS x", 1);
  assert.match(own.uris[0] ?? "", new RegExp(`^s3://${bucket}/results/tables/${own.id}/`));
  const empty = await list("INSERT INTO placed SELECT x FROM placed WHERE x < 0", 0);
  assert.deepEqual(empty.uris, []);
});

test("a description tells the query, and what it wrote: byte by byte as Athena's", async () => {
  await client.run("CREATE TABLE counted AS SELECT 1 AS n");
  const { ResultConfiguration } = await client.run("INSERT INTO counted VALUES (2)");
  const bytes = readFileSync(`${fileOf(ResultConfiguration?.OutputLocation)}.metadata`);
  // the id of the engine's query, which is 27 characters long, comes first
  assert.equal(bytes.length, 75);
  const [id, type, count, ...columns] = readMessage(bytes);
  assert.match(String(id?.value), /^\d{8}_\d{6}_\d{5}_\w{5}$/);
  assert.deepEqual([String(type?.value), count], ["INSERT", { field: 3, value: 1 }]);
  assert.deepEqual(
    columns.map(({ field, value }) => [field, readMessage(value as Buffer).map((of) => [of.field, String(of.value)])]),
    [
      [
        4,
        Object.entries({ 1: "hive", 4: "rows", 5: "rows", 6: "bigint", 7: "19", 8: "0", 9: "3", 10: "0" }).map(
          ([field, value]) => [Number(field), value],
        ),
      ],
    ],
  );
});

test("a failure of Hive's statements leaves its reason as the result, others leave nothing", async () => {
  const hive = await client.end(await client.start("DROP TABLE nothing"));
  const reason = hive.Status?.StateChangeReason ?? "";
  assert.match(reason, /^FAILED: SemanticException \[Error 10001\]: Table not found/);
  assert.equal(readFileSync(fileOf(hive.ResultConfiguration?.OutputLocation), "utf8"), reason);
  assert.ok(!existsSync(`${fileOf(hive.ResultConfiguration?.OutputLocation)}.metadata`));
  const results = (QueryExecutionId?: string) => client.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
  const { ResultSet } = await results(hive.QueryExecutionId);
  assert.deepEqual([ResultSet?.Rows, ResultSet?.ResultSetMetadata], [[], undefined]);
  const query = await client.end(await client.start("SELECT 1 / 0"));
  assert.ok(!existsSync(fileOf(query.ResultConfiguration?.OutputLocation)));
  await assert.rejects(results(query.QueryExecutionId), /Query did not finish successfully. Final query state: FAILED/);
});

test("the column names stand on the first page only; the order of the query is kept", async () => {
  const { QueryExecutionId } = await client.run(
    "SELECT x AS number, x % 7 AS seventh FROM UNNEST(sequence(1, 2400)) AS t(x) ORDER BY 2 DESC, 1",
  );
  const pages: string[][] = [];
  for await (const { ResultSet } of paginateGetQueryResults(
    { client: client.athena, pageSize: 1000 },
    { QueryExecutionId },
  )) {
    pages.push((ResultSet?.Rows ?? []).map(({ Data }) => Data?.[0]?.VarCharValue ?? ""));
  }
  assert.deepEqual(
    pages.map(({ length }) => length),
    [1000, 1000, 401],
  );
  const numbers = Array.from({ length: 2400 }, (_, index) => index + 1);
  const expected = numbers.sort((a, b) => (b % 7) - (a % 7) || a - b).map(String);
  assert.deepEqual(pages.flat(), ["number", ...expected]);
  const results = (input: { MaxResults?: number; NextToken?: string }) =>
    client.athena.send(new GetQueryResultsCommand({ QueryExecutionId, ...input }));
  await assert.rejects(results({ MaxResults: 1001 }), /MaxResults is more than maximum allowed length 1000/);
  await assert.rejects(results({ MaxResults: 0 }), /greater than or equal to 1/);
  await assert.rejects(results({ NextToken: "x" }), /Malformed nextPageToken x/);
  await assert.rejects(
    results({ NextToken: "", MaxResults: 0 }),
    /2 validation errors detected: .*nextToken.*; .*maxResults/,
  );
});

test("a million rows go to S3 as they come, not through memory", async () => {
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const { ResultConfiguration } = await client.run(
    `SELECT a.x * 1000 + b.y AS n, 'a text of some length, again and again' AS words
     FROM UNNEST(sequence(0, 999)) a(x) CROSS JOIN UNNEST(sequence(0, 999)) b(y)`,
  );
  clearInterval(watch);
  const lines = readFileSync(fileOf(ResultConfiguration?.OutputLocation), "latin1").split("\n");
  assert.equal(lines.length, 1_000_002);
  assert.equal(new Set(lines).size, 1_000_002);
  const bytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
  assert.ok(bytes > 45_000_000);
  assert.ok(peak - before < 200_000_000, `${Math.round((peak - before) / 1e6)} MB more than before`);
});
