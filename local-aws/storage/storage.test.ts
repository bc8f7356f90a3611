import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { DataFolder } from "./data-folder";
import { Journal } from "./journal";
import { JsonFile } from "./json-file";
import { NamedFile } from "./records/named-file";
import { RecordFolder } from "./records/record-folder";
import { IdempotentAnswers } from "./repeated-requests/idempotent-answers";
import { objectWith } from "./sealed";

interface Thing {
  readonly Name: string;
  readonly State?: string;
  readonly text?: string;
}

const shape = objectWith({ Name: "string" });
let folder: string;
let data: DataFolder;
let printed: string[];
const { error } = console;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "storage-"));
  data = DataFolder.at(folder);
  console.error = (line: unknown) => printed.push(String(line));
});

after(() => {
  console.error = error;
  rmSync(folder, { recursive: true });
});

/** Empties the folder, writes one file into it, and tells what was found damaged while `read` read it. */
function damageOf<Value>(
  name: string,
  content: Buffer | string,
  read: () => Value,
): { value: Value; damaged: string[] } {
  for (const each of readdirSync(folder)) {
    rmSync(join(folder, each), { recursive: true });
  }
  printed = [];
  mkdirSync(join(folder, "things"), { recursive: true });
  writeFileSync(join(folder, name), content);
  const value = read();
  const damaged = data.damaged();
  for (const { path, problem, keptAs } of damaged) {
    assert.deepEqual(readFileSync(join(folder, keptAs)), Buffer.from(content));
    assert.ok(printed.some((line) => line.includes(path) && line.includes(problem) && line.includes(keptAs)));
  }
  return { value, damaged: damaged.map(({ path }) => path) };
}

/** What cuts and changed bytes make of a content: at every length and place, or every `step`th, by a seeded change. */
function* spoilt(content: Buffer, step = 1): Generator<{ bytes: Buffer; how: string }> {
  let seed = 20250712;
  for (let length = 0; length < content.length; length += step) {
    yield { bytes: content.subarray(0, length), how: `cut at ${length}` };
  }
  for (let place = 0; place < content.length; place += step) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    const bytes = Buffer.from(content);
    bytes[place] = (bytes[place] as number) ^ (1 + ((seed >>> 8) % 255));
    yield { bytes, how: `byte ${place} changed` };
  }
}

test("a file that is cut anywhere, or has any byte changed, is never taken for what was written", () => {
  const open = () => new JsonFile<Thing | undefined>(data, "things/a.json", shape, () => undefined);
  const written: Thing = { Name: "한글 é", text: '{"Name":"b"}' };
  damageOf("things/a.json", "", () => open().write(written));
  const content = readFileSync(join(folder, "things", "a.json"));
  assert.deepEqual(open().read(), written);
  for (const { bytes, how } of spoilt(content)) {
    const { value, damaged } = damageOf("things/a.json", bytes, () => open().read());
    assert.equal(value, undefined, how);
    assert.deepEqual(damaged, ["things/a.json"], how);
    assert.ok(!existsSync(join(folder, "things", "a.json")));
  }
});

test("JSON that is none of the kind is damaged, too, and what an older version wrote is read", () => {
  const read = () => new JsonFile<Thing | undefined>(data, "things/a.json", shape, () => undefined).read();
  for (const content of ["5", "[]", "{}", "null", '"x"', '{"Name":5}', " \n"]) {
    assert.deepEqual(
      damageOf("things/a.json", content, read),
      { value: undefined, damaged: ["things/a.json"] },
      content,
    );
  }
  assert.deepEqual(damageOf("things/a.json", '{"Name":"old"}', read), { value: { Name: "old" }, damaged: [] });
});

test("a journal that is cut anywhere, or has any byte changed, keeps all whole lines and says that some are gone", () => {
  const open = () => new Journal<Thing>(data, "things/j.jsonl", shape);
  damageOf("things/other", "", () => {
    const journal = open();
    journal.put([["a", { Name: "a" }]]);
    journal.put([
      ["b", { Name: "b", text: "x\ny" }],
      ["c", { Name: "c" }],
    ]);
    journal.delete(["a"]);
    journal.put([["d", { Name: "d" }]]);
  });
  const content = readFileSync(join(folder, "things", "j.jsonl"));
  const lines = content.toString().trimEnd().split("\n");
  assert.equal(lines.length, 6);
  for (const { bytes, how } of spoilt(content, 3)) {
    const kept: string[] = bytes
      .toString()
      .split("\n")
      .filter((line) => lines.slice(1).includes(line));
    const expected = new Set<string>();
    for (const line of kept) {
      const { key, value } = JSON.parse(line).value as { key: string; value?: Thing };
      value === undefined ? expected.delete(key) : expected.add(key);
    }
    const { value: names, damaged } = damageOf("things/j.jsonl", bytes, () =>
      open()
        .all()
        .map(({ Name }) => Name),
    );
    assert.deepEqual(names, [...expected].sort(), how);
    // of what follows the last line break, nothing is missing
    const isWhole: boolean = kept.length === lines.length - 1 && bytes.toString().startsWith(lines[0] ?? "");
    assert.deepEqual(damaged, isWhole ? [] : ["things/j.jsonl"], how);
    open().put([["new", { Name: "new" }]]);
    assert.deepEqual(
      open()
        .all()
        .map(({ Name }) => Name),
      [...expected, "new"].sort(),
      how,
    );
    assert.equal(data.damaged().length, damaged.length, `told once: ${how}`);
  }
});

test("a journal of an older version is read, and what was appended but not counted or not finished is no damage", () => {
  const open = () => new Journal<Thing>(data, "things/j.jsonl", shape);
  const names = () =>
    open()
      .all()
      .map(({ Name }) => Name);
  const old = '{"key":"a","value":{"Name":"a"}}\n{"key":"b","value":{"Name":"b"}}\n{"key":"a"}\n';
  assert.deepEqual(damageOf("things/j.jsonl", old, names), { value: ["b"], damaged: [] });
  assert.deepEqual(damageOf("things/j.jsonl", `${old}{"key":"c","va`, names), { value: ["b"], damaged: [] });
  const broken = damageOf("things/j.jsonl", old.replace('"b","value":{', '"b","value":'), names);
  assert.deepEqual(broken, { value: [], damaged: ["things/j.jsonl"] });
  damageOf("things/other", "", () => open().put([["a", { Name: "a" }]]));
  const one = readFileSync(join(folder, "things", "j.jsonl"), "utf8");
  open().put([["b", { Name: "b" }]]);
  const two = readFileSync(join(folder, "things", "j.jsonl"), "utf8");
  const uncounted = one + two.slice(one.length);
  assert.deepEqual(damageOf("things/j.jsonl", uncounted, names), { value: ["a", "b"], damaged: [] });
  for (let length = one.length; length < two.length - 1; length++) {
    assert.deepEqual(damageOf("things/j.jsonl", uncounted.slice(0, length), names), { value: ["a"], damaged: [] });
  }
});

test("of records in a folder, those that a crash interrupted are ended once, and one that is another's is set aside", () => {
  const now = { count: 0 };
  const open = () =>
    new RecordFolder<Thing>(data, "things", {
      shape,
      keyOf: ({ Name }) => Name,
      fileName: encodeURIComponent,
      notFound: (name) => new Error(`None is ${name}.`),
      interrupted: (thing) => (thing.State === "RUNNING" ? { ...thing, State: `ended ${++now.count}` } : undefined),
    });
  const { value, damaged } = damageOf("things/copy.json", '{"Name":"a/b"}', () => {
    writeFileSync(join(folder, "things", "c.json"), '{"Name":"c","State":"RUNNING"}');
    writeFileSync(join(folder, "things", "left.tmp"), '{"Na');
    open().put({ Name: "a/b" });
    return [...open().values()];
  });
  const expected = [{ Name: "a/b" }, { Name: "c", State: "ended 1" }];
  assert.deepEqual(
    value.sort((a, b) => (a.Name < b.Name ? -1 : 1)),
    expected,
  );
  assert.deepEqual(damaged, ["things/copy.json"]);
  assert.equal(open().get("c").State, "ended 1");
  assert.equal(now.count, 1);
  assert.throws(() => open().get("none"), { message: "None is none." });
  assert.deepEqual(readdirSync(join(folder, "things")).sort(), ["a%2Fb.json", "c.json"]);
});

test("named files of older versions are read, whichever of the three ways they were written in", () => {
  const named = () => new NamedFile<Thing>(data, "things/n.jsonl", { shape, nameOf: ({ Name }) => Name });
  const entries = () => new NamedFile<Thing>(data, "things/n.jsonl", { shape });
  assert.deepEqual(damageOf("things/n.json", '[{"Name":"b"},{"Name":"a"}]', () => named().inOrder()).value, [
    { Name: "b" },
    { Name: "a" },
  ]);
  for (const old of ['[["b",{"Name":"b"}],["a",{"Name":"a"}]]', '{"b":{"Name":"b"},"a":{"Name":"a"}}']) {
    const { value, damaged } = damageOf("things/n.json", old, () => entries().all());
    assert.deepEqual({ value, damaged }, { value: [{ Name: "a" }, { Name: "b" }], damaged: [] });
    entries().delete("b");
    assert.deepEqual(entries().all(), [{ Name: "a" }]);
    assert.deepEqual(readdirSync(join(folder, "things")), ["n.jsonl"]);
  }
  for (const broken of ["5", "[5]", '{"a":5}', '[["a"]]', "["]) {
    assert.deepEqual(
      damageOf("things/n.json", broken, () => entries().all()),
      { value: [], damaged: ["things/n.json"] },
    );
  }
});

test("of requests with one token at once, the one after one that fails is carried out, and answers the others", async () => {
  const answers = new IdempotentAnswers(data, "answers.jsonl");
  let works = 0;
  const once = (request = "a") =>
    answers.once(
      "key",
      request,
      async () => {
        await sleep(5);
        works += 1;
        if (works === 1) {
          throw new Error("the first");
        }
        return works;
      },
      () => new Error("another request"),
    );
  const results = await Promise.allSettled([once(), once(), once("b"), once(), once()]);
  assert.deepEqual(
    results.map((result) => (result.status === "fulfilled" ? result.value : String(result.reason))),
    ["Error: the first", 2, "Error: another request", 2, 2],
  );
  assert.equal(works, 2);
  const beside = await Promise.all(["x", "y"].map((key) => answers.once(key, "a", async () => ++works, Error)));
  assert.deepEqual(beside, [3, 4]);
});

test("what is read in turns is the same as at once, whoever asks, writes or resets meanwhile", async () => {
  const records = () =>
    new RecordFolder<Thing>(data, "many", { shape, keyOf: ({ Name }) => Name, fileName: (key) => key });
  const first = records();
  for (let number = 0; number < 2_000; number++) {
    first.put({ Name: `n${number}`, text: "x".repeat(1_000) });
  }
  const prepared = records();
  await prepared.prepare();
  rmSync(join(folder, "many"), { recursive: true });
  assert.equal([...prepared.values()].length, 2_000);
  for (const { Name, text = "" } of first.values()) {
    first.put({ Name, text });
  }
  const asked = records();
  const preparing = asked.prepare();
  asked.put({ Name: "new" });
  asked.delete("n7");
  await preparing;
  assert.deepEqual([asked.has("new"), asked.has("n7"), [...asked.keys()].length], [true, false, 2_000]);
  const reset = records();
  const readingOn = reset.prepare();
  reset.clear();
  await readingOn;
  assert.deepEqual([...reset.keys()], []);
});
