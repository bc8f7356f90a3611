import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../engines/installation";
import { createTableAsProperties, tableProperties } from "./table-properties";

test("each property of tables that AWS documents stands with a value in the corpus, which shows what becomes of it", () => {
  const folder = join(projectRoot, "local-aws", "athena", "corpus");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sql"));
  const corpus = names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const shown = (property: string): boolean => {
    const pattern = property.replaceAll(".", "\\.").replace("*", "\\w+");
    return new RegExp(`['"]${pattern}['"]\\s*=\\s*['"]`).test(corpus);
  };
  const shownAs = (property: string): boolean => new RegExp(`[(,]\\s*${property}\\s*=\\s*['\\dAat]`).test(corpus);
  assert.deepEqual(
    Object.keys(tableProperties).filter((property) => !shown(property)),
    [],
  );
  assert.deepEqual(
    Object.keys(createTableAsProperties).filter((property) => !shownAs(property)),
    [],
  );
});
