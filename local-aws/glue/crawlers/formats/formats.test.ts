import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../../engines/installation";
import { compressionOf, decompress } from "./compression/decompress";
import { typeName } from "./data-type";
import { readSchema } from "./read-schema";

// The files were written by Spark 4.1 (ORC), fastavro (Avro) and cramjam (compressed texts).

const files = join(projectRoot, "local-aws", "glue", "testing", "files");
const read = (name: string) => readSchema(join(files, name), statSync(join(files, name)).size);
const columns = (name: string): string[] =>
  (read(name)?.columns ?? []).map((column) => `${column.name} ${typeName(column.type)}`);

test("ORC: Spark's types, whatever compresses the footer", () => {
  for (const codec of ["none", "zlib", "snappy", "zstd", "lz4"]) {
    assert.deepEqual(
      columns(`types-${codec}.orc`),
      [
        "id bigint",
        "amount double",
        "i int",
        "sm smallint",
        "ti tinyint",
        "f float",
        "ok boolean",
        "city string",
        "b binary",
        "d date",
        "ts timestamp",
        "dec decimal(12,2)",
        "arr array<int>",
        "st struct<p:int,q:array<string>>",
        "m map<string,double>",
        "vc string",
      ],
      codec,
    );
    assert.equal(read(`types-${codec}.orc`)?.records, 3);
  }
});

test("Avro: primitive, logical and nested types, optional members, names in lower case", () => {
  assert.deepEqual(columns("parts.avro"), [
    "id bigint",
    "amount double",
    "city string",
    "ok boolean",
    "n int",
    "f float",
    "raw binary",
    "day date",
    "at timestamp",
    "price decimal(12,2)",
    "tags array<string>",
    "box struct<x:int,y:double>",
    "counts map<string,bigint>",
    "grade string",
  ]);
  assert.equal(read("parts.avro")?.records, 3);
});

test("every compression gives the same columns; a file cut anywhere gives a beginning or nothing", () => {
  const plain = "id,amount,city\n1,2.5,Oslo\n2,3,Rome\n";
  const names = readdirSync(files).filter((name) => name.startsWith("sales.csv."));
  assert.equal(names.length, 5);
  for (const name of names) {
    assert.deepEqual(columns(name), ["id bigint", "amount double", "city string"], name);
    const bytes = readFileSync(join(files, name));
    const compression = compressionOf(name, bytes);
    assert.notEqual(compression, "none");
    assert.equal(decompress(compression, bytes, 1000)?.toString(), plain);
    for (let length = 0; length < bytes.length; length += 1) {
      const part = decompress(compression, bytes.subarray(0, length), 1000)?.toString() ?? "";
      assert.ok(plain.startsWith(part), `${name} cut at ${length}`);
    }
  }
});

test("a broken file is no schema, never an error", () => {
  const folder = mkdtempSync(join(tmpdir(), "broken-"));
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (const name of readdirSync(files)) {
    const bytes = readFileSync(join(files, name));
    for (let round = 0; round < 150; round += 1) {
      const broken = Buffer.from(bytes.subarray(0, random(3) === 0 ? random(bytes.length) : bytes.length));
      for (let change = random(4); change >= 0 && broken.length > 0; change -= 1) {
        broken[random(broken.length)] = random(256);
      }
      const path = join(folder, name);
      writeFileSync(path, broken);
      assert.doesNotThrow(() => readSchema(path, broken.length), `${name}, round ${round}`);
    }
  }
  rmSync(folder, { recursive: true });
});
