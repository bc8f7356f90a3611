import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { bundleHandler } from "./bundle-handler";

/** What a bundle's module exports. */
function load(zip: Uint8Array, name: string): { handler: (event: unknown) => Promise<unknown> } {
  const module = { exports: {} };
  new Function("module", "exports", "require", strFromU8(unzipSync(zip)[name] as Uint8Array))(
    module,
    module.exports,
    require,
  );
  return module.exports as ReturnType<typeof load>;
}

test("a TypeScript handler is packed with what it imports", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  try {
    writeFileSync(join(folder, "double.ts"), "export const double = (value: number): number => 2 * value;\n");
    writeFileSync(
      join(folder, "resize.ts"),
      `import { double } from "./double";
       import { S3Client } from "@aws-sdk/client-s3";
       export const handler = async (event: { size: number }): Promise<number> => double(event.size) + (S3Client.length >= 0 ? 0 : 1);\n`,
    );
    const zip = await bundleHandler(join(folder, "resize.ts"), { files: { "data/names.json": "[]" } });
    assert.deepEqual(Object.keys(unzipSync(zip)).sort(), ["data/names.json", "resize.js"]);
    assert.ok(zip.length < 5000, "the SDK is not in it");
    assert.equal(await load(zip, "resize.js").handler({ size: 21 }), 42);
    assert.deepEqual(await bundleHandler(join(folder, "resize.ts"), { files: { "data/names.json": "[]" } }), zip);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the text of a cell makes index.handler", async () => {
  const zip = await bundleHandler({ source: "export const handler = async (event: { a?: number }) => event.a ?? 7;" });
  assert.equal(await load(zip, "index.js").handler({}), 7);
});

test("a mistake is told with its place", async () => {
  await assert.rejects(bundleHandler({ source: 'import { x } from "./nowhere";\nexport const handler = x;' }), {
    name: "BundleFailed",
    message: /index\.ts:1:19: Could not resolve "\.\/nowhere"/,
  });
});
