import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { projectRoot } from "../../engines/installation";
import { type Layout, sales, salesColumns, salesRows } from "./layout";

/** Files that Spark, fastavro and cramjam wrote. */
const file = (name: string): Buffer => readFileSync(join(projectRoot, "local-aws", "glue", "testing", "files", name));

export const formatsLayouts: readonly Layout[] = [
  {
    name: "gzip is read, and is a format of its own",
    files: { "z/gz/f.csv.gz": gzipSync(sales), "z/plain/f.csv": sales },
    path: "z/",
    tables: {
      gz: {
        columns: "id bigint, amount double, city string",
        parameters: { compressionType: "gzip" },
        rows: ["1 2.5 Oslo", "2 3.0 Rome"],
      },
      plain: { parameters: { compressionType: "none" }, rows: ["1 2.5 Oslo", "2 3.0 Rome"] },
    },
  },
  {
    name: "Parquet after CSV in the same folder: a table for each file",
    files: { "p/f.csv": sales },
    parquet: { "p/f.parquet": "SELECT 1::BIGINT AS id, 2.5::DOUBLE AS amount" },
    path: "p/",
    tables: {
      f_csv: { parameters: { classification: "csv" } },
      f_parquet: { parameters: { classification: "parquet" } },
    },
  },
  {
    name: "what no classifier knows becomes no table",
    files: { "n/readme.txt": "just a sentence\n", "n/image.bin": Buffer.from([0, 1, 2, 255, 254]) },
    path: "n/",
    tables: {},
  },
  {
    name: "Parquet in key=value folders; a column that came later is NULL before",
    files: {},
    parquet: {
      "p/d=1/f.parquet": "SELECT 1::BIGINT AS id, 2.5::DOUBLE AS amount, 'x' AS note",
      "p/d=2/f.parquet": "SELECT 2::BIGINT AS id, 3::DOUBLE AS amount, 'y' AS note, true AS ok",
    },
    path: "p/",
    tables: {
      p: {
        columns: "id bigint, amount double, note string, ok boolean",
        keys: "d string",
        partitions: ["1", "2"],
        rows: ["1 2.5 x NULL 1", "2 3.0 y true 2"],
        parameters: { classification: "parquet", recordCount: "2" },
      },
    },
  },
  {
    name: "ORC as Spark writes it",
    files: { "o/part-0.zstd.orc": file("sales.orc") },
    path: "o/",
    tables: {
      o: {
        columns: salesColumns,
        rows: salesRows,
        parameters: { classification: "orc", recordCount: "2", compressionType: "none" },
      },
    },
  },
  {
    name: "Avro, its schema in the table",
    files: { "a/f.avro": file("sales.avro") },
    path: "a/",
    tables: { a: { columns: salesColumns, rows: salesRows, parameters: { classification: "avro", recordCount: "2" } } },
  },
  ...[
    ["bzip2", "sales.csv.bz2"],
    ["zstd", "sales.csv.zst"],
    ["snappy", "sales.csv.snappy"],
    ["lz4", "sales.csv.lz4"],
  ].map(([compressionType = "", name = ""]) => ({
    name: `CSV in ${compressionType}`,
    files: { [`c/${name}`]: file(name) },
    path: "c/",
    tables: { c: { columns: salesColumns, rows: salesRows, parameters: { compressionType, recordCount: "2" } } },
  })),
  {
    name: "Snappy in its own framing is crawled; Athena reads Hadoop's",
    files: { "c/sales.csv.sz": file("sales.csv.sz") },
    path: "c/",
    tables: { c: { columns: salesColumns, parameters: { compressionType: "snappy" } } },
  },
  {
    name: "XML: the elements that repeat under the root are the rows; Athena reads no XML",
    files: {
      "x/f.xml": '<?xml version="1.0"?>\n<parts><part><id>1</id><mm>2.5</mm></part><part><id>2</id></part></parts>\n',
    },
    path: "x/",
    tables: {
      x: { columns: "id int, mm double", parameters: { classification: "xml", rowTag: "part", recordCount: "2" } },
    },
  },
  {
    name: "the log of an Apache server",
    files: {
      "l/access.log":
        '127.0.0.1 - ada [12/Jul/2025:10:00:00 +0000] "GET /parts HTTP/1.1" 200 512 "-" "curl/8.5"\n' +
        '10.0.0.2 - - [12/Jul/2025:10:00:01 +0000] "POST /parts HTTP/1.1" 201 - "http://plant/" "Mozilla/5.0"\n',
    },
    path: "l/",
    tables: {
      l: {
        columns:
          "clientip string, ident string, auth string, timestamp string, verb string, request string, httpversion string, rawrequest string, response string, bytes string, referrer string, agent string",
        parameters: { classification: "combined_apache", recordCount: "2" },
        rows: [
          '10.0.0.2 - - 12/Jul/2025:10:00:01 +0000 POST /parts 1.1 NULL 201 NULL "http://plant/" "Mozilla/5.0"',
          '127.0.0.1 - ada 12/Jul/2025:10:00:00 +0000 GET /parts 1.1 NULL 200 512 "-" "curl/8.5"',
        ],
      },
    },
  },
  {
    name: "a grok classifier, with a pattern of its own and a type",
    files: { "g/press.log": "press-1 10:00 INFO 2.5 pressed\npress-22 10:01 ERROR 0.1 slipped, twice\n" },
    path: "g/",
    grokClassifier: {
      Classification: "press",
      GrokPattern: "%{MACHINE:machine} %{NOTSPACE:at} %{LOGLEVEL:level} %{NUMBER:force:double} %{GREEDYDATA:note}",
      CustomPatterns: "MACHINE press-%{POSINT}",
    },
    tables: {
      g: {
        columns: "machine string, at string, level string, force double, note string",
        parameters: { classification: "press", recordCount: "2" },
        rows: ["press-1 10:00 INFO 2.5 pressed", "press-22 10:01 ERROR 0.1 slipped, twice"],
      },
    },
  },
];
