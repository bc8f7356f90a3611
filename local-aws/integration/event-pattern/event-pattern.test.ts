import assert from "node:assert/strict";
import { test } from "node:test";
import { pick, random } from "../../testing/random";
import { EventPattern } from "./event-pattern";
import { event, matching, others } from "./testing/documented-patterns";

const isMatch = (pattern: unknown, of: unknown = event): boolean => EventPattern.of(pattern).matches(of);

test("patterns match as EventBridge documents it", () => {
  const notMatched = matching.filter((pattern) => !isMatch({ detail: pattern }));
  assert.deepEqual(notMatched, []);
  const matched = others.filter((pattern) => isMatch({ detail: pattern }));
  assert.deepEqual(matched, []);
  const dotted = { "detail.state": ["on"], detail: { "line.number": [7] } };
  assert.ok(isMatch(dotted, { detail: { state: "on", line: { number: 7 } } }));
  assert.ok(isMatch(dotted, { "detail.line.number": 7, detail: { state: "on", line: { number: 8 } } }));
  assert.ok(!isMatch(dotted, { detail: { "state.x": "on", line: { number: 7 } } }));
  assert.ok(isMatch({ source: ["aws.ec2"], resources: [{ wildcard: "arn:aws:ec2:*:instance/*" }] }));
  assert.ok(!isMatch({ source: ["aws.ec2"], "detail-type": ["Glue Job State Change"] }));
});

test("what is no pattern is refused with AWS's reason", () => {
  const depth = "Inside anything but list, either all values are number or string, mixed type is not supported";
  const cases: readonly (readonly [pattern: unknown, reason: string])[] = [
    [[], "Filter is not an object"],
    [{}, "Empty objects are not allowed"],
    [{ detail: {} }, "Empty objects are not allowed"],
    [{ source: [] }, "Empty arrays are not allowed"],
    [{ source: "aws.ec2" }, '"source" must be an object or an array'],
    [{ source: [["a"]] }, "Match value must be String, number, true, false, or null"],
    [{ source: [{}] }, "Match expression name not found"],
    [{ source: [{ prefix: "a", suffix: "b" }] }, "Only one key allowed in match expression"],
    [{ source: [{ like: "a" }] }, "Unrecognized match type like"],
    [{ source: [{ prefix: 1 }] }, "prefix match pattern must be a string"],
    [{ source: [{ suffix: null }] }, "suffix match pattern must be a string"],
    [{ source: [{ prefix: { wildcard: "a" } }] }, "Unsupported prefix pattern: wildcard"],
    [{ source: [{ "equals-ignore-case": ["a"] }] }, "equals-ignore-case match pattern must be a string"],
    [{ source: [{ "anything-but": null }] }, "Value of anything-but must be an array or single string/number value."],
    [{ source: [{ "anything-but": [true] }] }, "Inside anything but list, start|null|boolean is not supported."],
    [{ source: [{ "anything-but": ["a", 1] }] }, depth],
    [{ source: [{ "anything-but": { prefix: "" } }] }, "Null prefix/suffix not allowed"],
    [{ source: [{ "anything-but": { numeric: [] } }] }, "Unsupported anything-but pattern: numeric"],
    [{ source: [{ numeric: 5 }] }, "Value of numeric must be an array."],
    [{ source: [{ numeric: ["!=", 5] }] }, "Unrecognized numeric range operator: !="],
    [{ source: [{ numeric: [">", "5"] }] }, "Value of > must be numeric"],
    [{ source: [{ numeric: ["<", 5, ">", 3] }] }, "Too many elements in numeric expression"],
    [{ source: [{ numeric: [">", 5, ">", 3] }] }, "Bad numeric range operator: >"],
    [{ source: [{ numeric: [">", 5, "<", 3] }] }, "Bottom must be less than top"],
    [{ source: [{ exists: "yes" }] }, "exists match pattern must be either true or false."],
    [{ source: [{ cidr: "10.0.0.1" }] }, "Malformed CIDR, one '/' required"],
    [{ source: [{ cidr: "10.0.0.0/32" }] }, "IPv4 mask bits must be < 32"],
    [{ source: [{ cidr: "host/8" }] }, "Nonstandard IP address: host"],
    [{ source: [{ wildcard: "a**b" }] }, "Consecutive wildcard characters at pos 2"],
    [{ source: [{ wildcard: "a\\b" }] }, "Invalid escape character at pos 2"],
    [{ $or: [{ a: ["b"] }] }, "There must have at least 2 Objects in $or relationship."],
    [{ $or: ["a", "b"] }, "Only JSON object is allowed in array of $or relationship."],
    [{ $or: [{ numeric: [1] }, { a: ["b"] }] }, "numeric is Ruler reserved fieldName which cannot be used inside $or."],
  ];
  for (const [pattern, reason] of cases) {
    assert.throws(() => EventPattern.of(pattern), { message: reason }, JSON.stringify(pattern));
  }
  assert.throws(() => EventPattern.parse("{"), { message: "Filter is not valid JSON" });
});

test("a wildcard matches what the same regular expression matches, whatever it is", () => {
  const next = random(3, 0);
  const text = (letters: readonly string[], most: number): string =>
    Array.from({ length: next(most) }, () => pick(next, letters)).join("");
  let matched = 0;
  for (let round = 0; round < 20_000; round++) {
    const source = text(["a", "b", "*", "\\*", "\\\\"], 9).replaceAll(/(?<!\\)((?:\\\\)*)\*{2,}/g, "$1*");
    if (/(?:^|[^\\])(?:\\\\)*\*\*/.test(source)) {
      continue;
    }
    const expression = source.replaceAll(/\\[\\*]|\*|./gs, (part) => (part === "*" ? ".*" : part));
    const value = text(["a", "b", "*", "\\"], 12);
    const expected = new RegExp(`^${expression}$`, "s").test(value);
    matched += expected ? 1 : 0;
    assert.equal(isMatch({ a: [{ wildcard: source }] }, { a: value }), expected, `${source} and ${value}`);
  }
  assert.ok(matched > 1000, String(matched));
});

test("no pattern takes long on any event", () => {
  const began = performance.now();
  const many = "a".repeat(250_000);
  assert.ok(!isMatch({ a: [{ wildcard: `${"*aaaaaaab".repeat(200)}*` }] }, { a: many }));
  assert.ok(!isMatch({ a: [{ wildcard: `*${"a".repeat(2000)}b*c` }] }, { a: `${many}c` }));
  const deep = JSON.parse(`${"[".repeat(100_000)}1${"]".repeat(100_000)}`) as unknown;
  assert.ok(isMatch({ a: [1] }, { a: deep }));
  const list = Array.from({ length: 20_000 }, (_, number) => ({ b: number, c: -number }));
  const choices = Array.from({ length: 100 }, (_, number) => ({ prefix: `p${number}` }));
  assert.ok(!isMatch({ a: { b: choices, c: choices } }, { a: list }));
  assert.ok(performance.now() - began < 500, String(performance.now() - began));
});
