import assert from "node:assert/strict";
import { test } from "node:test";
import { cbor, tag as cborTag } from "@smithy/core/cbor";
import { modelOf } from "../../service-models";
import { random } from "../../testing/random";
import { UnreadableInput } from "../model/read-input";
import { linkModel } from "../model/service-model";
import { decodeCbor, encodeCbor } from "./cbor";
import { comparable, randomValue } from "./testing/round-trips";

test("CBOR is what Smithy writes and reads", () => {
  const model = linkModel(modelOf("monitoring"));
  for (const [number, operation] of model.operationNames.entries()) {
    const shape = model.input(operation);
    const value = randomValue(shape, random(7, number));
    assert.deepEqual(comparable(untagged(cbor.deserialize(encodeCbor(shape, value)))), comparable(value), operation);
    assert.deepEqual(comparable(decodeCbor(Buffer.from(cbor.serialize(tagged(value))))), comparable(value), operation);
  }
  const odd = [
    0,
    23,
    24,
    255,
    256,
    65_535,
    65_536,
    2 ** 32,
    2 ** 53,
    -1,
    -24,
    -25,
    -(2 ** 40),
    0.1,
    null,
    true,
    "x".repeat(300),
  ];
  assert.deepEqual(decodeCbor(Buffer.from(cbor.serialize(odd))), odd);
  // RFC 8949, appendix A
  const examples: readonly [hex: string, value: unknown][] = [
    ["f93e00", 1.5],
    ["f90001", 2 ** -24],
    ["fa47c35000", 100_000],
    ["5f42010243030405ff", Buffer.from([1, 2, 3, 4, 5])],
    ["9f018202039f0405ffff", [1, [2, 3], [4, 5]]],
    ["bf61610161629f0203ffff", { a: 1, b: [2, 3] }],
    ["7f657374726561646d696e67ff", "streaming"],
    ["c11a514b67b0", new Date("2013-03-21T20:04:00Z")],
  ];
  for (const [hex, value] of examples) {
    assert.deepEqual(decodeCbor(Buffer.from(hex, "hex")), value, hex);
  }
  const refused = [
    "",
    "1c",
    "9a7fffffff",
    "9bffffffffffffffff",
    "5bffffffffffffff00",
    "c249010000000000000000",
    "ff",
    "8201ff",
  ];
  for (const hex of [...refused, "0000", "bf01ff", "c1a0", "81".repeat(5_000)]) {
    assert.throws(() => decodeCbor(Buffer.from(hex, "hex")), UnreadableInput, hex.slice(0, 40));
  }
});

/** Dates as Smithy writes them. */
function tagged(value: unknown): unknown {
  if (value instanceof Date) {
    return cborTag({ tag: 1, value: value.getTime() / 1000 });
  }
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(tagged)
    : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, tagged(each)]));
}

function untagged(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return value;
  }
  const date = value as { readonly tag?: number; readonly value?: number };
  if (date.tag === 1 && typeof date.value === "number") {
    return new Date(date.value * 1000);
  }
  return Array.isArray(value)
    ? value.map(untagged)
    : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, untagged(each)]));
}
