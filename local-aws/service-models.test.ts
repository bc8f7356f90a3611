import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { matcher } from "./protocol/model/pattern";
import { modelPath, type StoredModel } from "./protocol/model/service-model";
import { makeModel, modelled } from "./service-models";

test("each model is what botocore says of the operations that its service has", () => {
  for (const service of modelled) {
    const stored = readFileSync(modelPath(service), "utf8");
    assert.equal(makeModel(service), stored, "run `node dist/local-aws/service-models.js --write`");
  }
});

test("AWS's patterns mean here what they mean in Java", () => {
  const examples: [pattern: string, fits: string[], not: string[]][] = [
    [
      "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*",
      ["", "공장 😀\t"],
      ["\n", "\ud83d", "\ufffe"],
    ],
    ["[a-zA-Z0-9-_$#.]+", ["a-_$#.9"], ["", "a b"]],
    ["[\\.\\-_/#A-Za-z0-9]+", ["/a.b-c_#1"], ["", "a:b"]],
    ["\\S+", ["x😀"], ["", "a b", "\t"]],
    ["^[A-Z\\_]+$", ["A_B"], ["a", "", "A\n"]],
    [".*", ["", "x"], ["a\nb"]],
    ["[\\s\\S]*", ["", "a\nb"], []],
    ["^((\\w+\\.)+\\w+|auto)$", ["5.1", "auto"], ["5", "5.", "x auto"]],
    ["([^\\r\\n])*", ["", "x".repeat(5_000_000)], [`${"x".repeat(5_000_000)}\n`]],
    ["^$|arn:aws[a-z0-9-]*:kms:.*", ["", "arn:aws:kms:x"], ["x"]],
    ["[p{L}]*".replace("p", "\\p"), ["공장"], ["1"]],
  ];
  for (const [pattern, fits, not] of examples) {
    for (const text of fits) {
      assert.equal(matcher(pattern)(text), true, `${pattern} ${text.slice(0, 20)}`);
    }
    for (const text of not) {
      assert.equal(matcher(pattern)(text), false, `${pattern} ${text.slice(0, 20)}`);
    }
  }
});

test("every pattern of the models can be read, and is quick on a long text that almost fits", () => {
  for (const service of modelled) {
    const { shapes } = JSON.parse(readFileSync(modelPath(service), "utf8")) as StoredModel;
    for (const { pattern } of Object.values(shapes)) {
      if (pattern !== undefined) {
        for (const start of ["", "arn:aws:iam::000000000000:role/", "https://a", "s3://a", "a.", "a:b"]) {
          const started = performance.now();
          matcher(pattern)(`${start}${"a".repeat(50_000)}\n`);
          assert.ok(performance.now() - started < 1000, `${pattern} ${start}`);
        }
      }
    }
  }
});
