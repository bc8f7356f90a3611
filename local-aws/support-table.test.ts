import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readmePath, withSupportTable } from "./support-table";

test("the table of operations in README.md is what the code has", () => {
  const readme = readFileSync(readmePath, "utf8");
  // their difference would be searched for minutes
  assert.ok(withSupportTable(readme) === readme, "run `node dist/local-aws/support-table.js --write`");
});

test("a table that says something else is found", () => {
  const readme = readFileSync(readmePath, "utf8");
  for (const changed of [readme.replace(/\bPutObject, /, ""), readme.replace(/\| S3 \| \d+/, "| S3 | 999")]) {
    assert.notEqual(changed, readme);
    assert.ok(withSupportTable(changed) === readme);
  }
});
