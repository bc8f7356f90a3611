import assert from "node:assert/strict";
import { test } from "node:test";
import { isHiveType } from "./hive-type";

test("types that Athena's engine reads, and others", () => {
  const known = `boolean tinyint smallint int bigint float double string binary date timestamp decimal decimal(10) decimal(38,18)
    char(1) varchar(65535) array<int> map<string,array<int>> struct<a:int,b_c:struct<x:string>> uniontype<int,string> Struct<A:Int>`;
  for (const type of [...known.split(/\s+/), "struct<a:int, b:string>", `${"array<".repeat(50)}int${">".repeat(50)}`]) {
    assert.ok(isHiveType(type), type);
  }
  const unknown = `integer long json real varchar char interval array map<int> map<int,int,int> array<int,int> struct<> struct<a>
    struct<a:> struct<a-b:int> decimal(39) decimal(5,6) decimal(a) varchar(0) char(256) int> array<int>> array< array<array<int> set<int>`;
  const deep = `${"array<".repeat(5_000)}int${">".repeat(5_000)}`;
  for (const type of [...unknown.split(/\s+/), "", "decimal(24, 16)", "struct<a : int>", "array<int >", " int", deep]) {
    assert.ok(!isHiveType(type), type.slice(0, 60));
  }
});
