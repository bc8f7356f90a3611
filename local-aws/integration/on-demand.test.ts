import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Service } from "../protocol/service";
import type { Integration } from "./integration";
import { onDemand } from "./on-demand";

/** A service that is put off, and how often it was made and loaded. */
function putOff(dataDir: string) {
  const done = { made: 0, loaded: 0 };
  const make = (): Service => {
    done.made += 1;
    const load = () => {
      done.loaded += 1;
    };
    return { name: "clock", load } as unknown as Service;
  };
  return { done, service: onDemand({} as Integration, dataDir, { name: "clock", make }) };
}

test("a service that is first wanted after the start is loaded then, once; one that left something, at the start", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "on-demand-"));
  try {
    const { done, service } = putOff(dataDir);
    await service.load?.();
    assert.deepEqual(done, { made: 0, loaded: 0 });
    service.wake();
    service.wake();
    assert.deepEqual(done, { made: 1, loaded: 1 });
    const before = putOff(dataDir);
    before.service.wake();
    await before.service.load?.();
    assert.deepEqual(before.done, { made: 1, loaded: 1 });
    mkdirSync(join(dataDir, "clock"));
    const left = putOff(dataDir);
    assert.deepEqual(left.done, { made: 1, loaded: 0 });
    await left.service.load?.();
    assert.deepEqual(left.done, { made: 1, loaded: 1 });
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
