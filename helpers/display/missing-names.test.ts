import assert from "node:assert/strict";
import { test } from "node:test";
import { explainMissingNames } from "./missing-names";

/** A kernel's standard error: each cell writes its lines with a function of its own. */
function kernelStream(): {
  readonly stream: { write: (text: string | Uint8Array) => boolean };
  readonly said: string[];
} {
  const said: string[] = [];
  const stream = { write: (_text: string | Uint8Array): boolean => false };
  explainMissingNames(stream);
  stream.write = (text) => said.push(String(text)) > 0;
  return { stream, said };
}

test("the names that a cell misses are one sentence, each name once", async () => {
  const { stream, said } = kernelStream();
  for (const [place, name] of [
    ["1:7", "bucket"],
    ["2:3", "s3"],
    ["3:1", "bucket"],
  ]) {
    stream.write(`${place} - Cannot find name '${name}'.\n`);
  }
  stream.write(
    "4:9 - No value exists in scope for the shorthand property 'script'. Either declare one or provide an initializer.\n",
  );
  await Promise.resolve();
  assert.equal(said.length, 1);
  assert.match(
    said[0] ?? "",
    /^`bucket`, `s3`, `script` are not there: the cell that makes them has not run, or it failed\. Run the cells above/,
  );
  stream.write("1:1 - Cannot find name 'job'.\n");
  await Promise.resolve();
  assert.match(said[1] ?? "", /^`job` is not there/);
});

test("a misspelt name, another error and what a cell prints stay as they are", async () => {
  const { stream, said } = kernelStream();
  const lines = [
    "1:1 - Cannot find name 'buket'. Did you mean 'bucket'?\n",
    "1:7 - Type 'string' is not assignable to type 'number'.\n",
    "Cannot find name 'x'.\n",
  ];
  for (const line of lines) {
    stream.write(line);
  }
  await Promise.resolve();
  assert.deepEqual(said, lines);
});
