import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { test } from "node:test";
import { browserRefusal } from "./browser-guard";

function isRefused(headers: Record<string, string>, ownHost = "127.0.0.1"): boolean {
  return browserRefusal({ headers } as unknown as IncomingMessage, ownHost) !== undefined;
}

test("this machine's own names are taken", () => {
  for (const host of [
    "127.0.0.1:4566",
    "127.0.0.1",
    "localhost:4566",
    "LOCALHOST",
    "[::1]:4566",
    "my-bucket.localhost:4566",
  ]) {
    assert.equal(isRefused({ host }), false, host);
  }
  assert.equal(isRefused({ host: "lab.school:4566" }, "lab.school"), false);
  assert.equal(isRefused({ host: "192.168.1.7:4566" }, "0.0.0.0"), false);
});

test("other names, as DNS rebinding brings them, are refused", () => {
  for (const host of [
    "evil.example:4566",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "192.168.1.7:4566",
    "evil-localhost",
  ]) {
    assert.equal(isRefused({ host }), true, host);
  }
  assert.equal(isRefused({ host: "evil.example" }, "0.0.0.0"), true);
});

test("pages of other sites are refused, the lab's own are not", () => {
  const host = "127.0.0.1:4566";
  for (const origin of [
    "https://evil.example",
    "null",
    "http://127.0.0.1.evil.example",
    "file://",
    "http://localhost@evil.example",
  ]) {
    assert.equal(isRefused({ host, origin }), true, origin);
  }
  for (const origin of ["http://127.0.0.1:8888", "http://localhost:8888"]) {
    assert.equal(isRefused({ host, origin }), false, origin);
  }
});
