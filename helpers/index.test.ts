import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

const entry = join(__dirname, "index");

test("the first cell loads neither danfo nor Vega", () => {
  const program = `require(${JSON.stringify(entry)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const { stdout } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
  const loaded = JSON.parse(stdout) as string[];
  assert.ok(loaded.some((path) => path.includes("client-athena")));
  assert.deepEqual(
    loaded.filter((path) => /node_modules[\\/](danfojs-node|vega|vega-lite|@tensorflow)[\\/]/.test(path)),
    [],
  );
});

// tslab reads the types of an imported module in the cell: those of the AWS SDK's clients take seconds.
test("the public types need none of the AWS SDK", () => {
  const seen = new Set<string>();
  const outside = new Set<string>();
  const follow = (path: string) => {
    if (seen.has(path)) {
      return;
    }
    seen.add(path);
    for (const [, name = ""] of readFileSync(path, "utf8").matchAll(/(?:from |import\()"([^"]+)"/g)) {
      const base = join(dirname(path), name);
      if (!name.startsWith(".")) {
        outside.add(name);
      } else {
        follow(existsSync(`${base}.d.ts`) ? `${base}.d.ts` : join(base, "index.d.ts"));
      }
    }
  };
  follow(`${entry}.d.ts`);
  assert.ok(seen.size > 20);
  assert.deepEqual([...outside].sort(), ["danfojs-node", "node:util", "pg"]);
});
