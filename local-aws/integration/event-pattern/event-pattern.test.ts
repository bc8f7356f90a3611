import assert from "node:assert/strict";
import { test } from "node:test";
import { pick, random } from "../../testing/random";
import { EventPattern } from "./event-pattern";

/** The event that EventBridge's guide explains comparisons with, and one more list of objects. */
const event = {
  version: "0",
  "detail-type": "EC2 Instance State-change Notification",
  source: "aws.ec2",
  time: "2017-12-22T18:43:48Z",
  resources: ["arn:aws:ec2:us-west-1:123456789012:instance/i-1234567890abcdef0"],
  detail: {
    "instance-id": "i-1234567890abcdef0",
    state: "terminated",
    eventVersion: "",
    responseElements: null,
    "c-count": 5,
    "d-count": 9.5,
    "x-limit": 301.8,
    "source-ip": "10.0.0.123",
    address6: "2001:db8::ff",
    FileName: "photos/lib/Cat.PNG",
    encrypted: false,
    none: [],
    tags: ["blue", ["Green", 7]],
    parts: [
      { name: "gear", teeth: 12 },
      { name: "belt", teeth: 0, spare: true },
    ],
  },
};

const isMatch = (pattern: unknown, of: unknown = event): boolean => EventPattern.of(pattern).matches(of);

/** Patterns for the detail. */
const matching: readonly unknown[] = [
  { state: ["running", "terminated"] },
  { eventVersion: [""] },
  { responseElements: [null] },
  { encrypted: [false] },
  { "c-count": [5.0] },
  { "instance-id": [{ prefix: "i-" }] },
  { state: [{ prefix: { "equals-ignore-case": "TERM" } }] },
  { FileName: [{ suffix: ".PNG" }] },
  { FileName: [{ suffix: { "equals-ignore-case": ".png" } }] },
  { state: [{ "equals-ignore-case": "TerMinaTed" }] },
  { state: [{ "anything-but": "initializing" }] },
  { state: [{ "anything-but": ["stopped", "overloaded"] }] },
  { "x-limit": [{ "anything-but": [100, 200, 300] }] },
  { responseElements: [{ "anything-but": "x" }] },
  { "c-count": [{ "anything-but": { prefix: "5" } }] },
  { state: [{ "anything-but": { prefix: ["init", "error"] } }] },
  { FileName: [{ "anything-but": { suffix: ".png" } }] },
  { state: [{ "anything-but": { "equals-ignore-case": ["initializing", "stopped"] } }] },
  { FileName: [{ "anything-but": { wildcard: "*/bin/*" } }] },
  { "c-count": [{ numeric: [">", 0, "<=", 5] }], "d-count": [{ numeric: ["<", 10] }] },
  { "x-limit": [{ numeric: ["=", 3.018e2] }] },
  { "source-ip": [{ cidr: "10.0.0.0/24" }] },
  { address6: [{ cidr: "2001:db8::/64" }] },
  { state: [{ exists: true }], nowhere: [{ exists: false }], responseElements: [{ exists: true }] },
  { parts: [{ exists: false }], none: [{ exists: false }] },
  { FileName: [{ wildcard: "photos/*/C*.PNG" }] },
  { tags: ["Green"] },
  { tags: [{ "anything-but": "blue" }] },
  { tags: [{ numeric: [">=", 7] }] },
  { parts: { name: ["belt"], teeth: [0] } },
  { parts: { name: ["belt"], spare: [{ exists: true }] } },
  { parts: { name: ["gear"], spare: [{ exists: false }] } },
  { $or: [{ "c-count": [6] }, { "d-count": [{ numeric: ["<", 10] }] }] },
  { state: ["terminated"], $or: [{ a: ["x"] }, { "c-count": [5], $or: [{ b: [1] }, { encrypted: [false] }] }] },
  { parts: { name: ["gear"], $or: [{ teeth: [12] }, { teeth: [13] }] } },
  { state: [{ exactly: "terminated" }] },
];

const others: readonly unknown[] = [
  { state: ["Terminated"] },
  { eventVersion: [null] },
  { responseElements: [""] },
  { "c-count": ["5"] },
  { encrypted: ["false"] },
  { "c-count": [{ prefix: "5" }] },
  { FileName: [{ suffix: ".png" }] },
  { state: [{ "anything-but": ["terminated"] }] },
  { "c-count": [{ "anything-but": 5 }] },
  { nowhere: [{ "anything-but": "x" }] },
  { state: [{ "anything-but": { "equals-ignore-case": "TERMINATED" } }] },
  { FileName: [{ "anything-but": { wildcard: "*/lib/*" } }] },
  { "c-count": [{ numeric: [">", 0, "<", 5] }] },
  { state: [{ numeric: [">", 0] }] },
  { "source-ip": [{ cidr: "10.0.1.0/24" }] },
  { "source-ip": [{ cidr: "::/0" }] },
  { state: [{ exists: false }] },
  { parts: [{ exists: true }] },
  { parts: { name: ["gear"], teeth: [0] } },
  { parts: { name: ["belt"], spare: [{ exists: false }] } },
  { parts: { spare: [{ exists: false }] } },
  { state: { inner: ["x"] } },
  { FileName: [{ wildcard: "*/C*.png" }] },
  { $or: [{ "c-count": [6] }, { state: ["running"] }] },
  { constructor: [{ exists: true }] },
];

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
