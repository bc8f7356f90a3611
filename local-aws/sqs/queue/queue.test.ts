import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Integration } from "../../integration/integration";
import { pick, random } from "../../testing/random";
import { QueueStore } from "../queue-store";
import type { Queue } from "./queue";
import type { Received } from "./receiving";

interface Model {
  readonly group: string;
  readonly body: string;
  visibleAt: number;
}

const accountId = "000000000000";

/** Runs random steps on a queue of a store and beside it on a plain list, which says what may be received. */
async function compare(name: string, seed: number, steps: number): Promise<{ files: number; bytes: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), "queue-test-"));
  let now = 1_750_000_000_000;
  const open = (): QueueStore =>
    new QueueStore({
      dataDir,
      endpoint: "http://a",
      accountId,
      integration: new Integration(dataDir),
      clock: () => now,
    });
  let store = open();
  const attributes: Record<string, string> = name.endsWith(".fifo") ? { FifoQueue: "true" } : {};
  store.create({ name, arn: `arn:aws:sqs:us-east-1:${accountId}:${name}`, attributes, tags: {} });
  const fifo = name.endsWith(".fifo");
  const next = random(seed, 0);
  const model = new Map<string, Model>();
  const held = new Map<string, string>();
  let sent = 0;
  const queue = (): Queue => store.byName(name);
  /** What a list says: the messages that anybody may receive now, in a group only those before which none is held. */
  const allowed = (): Set<string> => {
    const blocked = new Set<string>();
    const found = new Set<string>();
    for (const [id, { group, visibleAt }] of model) {
      if (visibleAt > now && held.has(id)) {
        blocked.add(group);
      }
    }
    for (const [id, { group, visibleAt }] of model) {
      if (visibleAt <= now && !(fifo && blocked.has(group))) {
        found.add(id);
      }
    }
    return found;
  };
  for (let step = 0; step < steps; step++) {
    const choice = next(12);
    if (choice < 4) {
      const contents = Array.from({ length: 1 + next(10) }, () => {
        const body = `m${sent++}`;
        return { body, senderId: "a", ...(fifo && { groupId: `g${next(4)}`, deduplicationId: body }) };
      });
      const answers = queue().send(contents);
      for (const [index, { body, groupId = "" }] of contents.entries()) {
        model.set(answers[index]?.id ?? "", { body, group: groupId, visibleAt: now });
      }
    } else if (choice < 8) {
      const may = allowed();
      const most = 1 + next(10);
      const received = (await queue().receive({ most, visibilityTimeout: 5 + next(60), wait: 0 })) as Received[];
      assert.equal(received.length, fifo ? received.length : Math.min(most, may.size), `step ${step}`);
      assert.ok(received.length > 0 || may.size === 0, `step ${step}: ${may.size} messages, and none is received`);
      const last = new Map<string, number>();
      for (const { message, handle } of received) {
        assert.ok(may.has(message.id), `step ${step}: ${message.body} was not to be received`);
        const one = model.get(message.id) as Model;
        assert.equal(message.body, one.body);
        const number = Number(message.body.slice(1));
        assert.ok(!fifo || number > (last.get(one.group) ?? -1), `step ${step}: out of order`);
        last.set(one.group, number);
        one.visibleAt = message.visibleAt;
        held.set(message.id, handle);
      }
    } else if (choice < 10 && held.size > 0) {
      for (let count = next(12); count > 0 && held.size > 0; count--) {
        const id = pick(next, [...held.keys()]);
        if ((model.get(id) as Model).visibleAt > now) {
          queue().delete(held.get(id) as string);
          model.delete(id);
        }
        held.delete(id);
      }
    } else if (choice === 10) {
      now += next(20_000);
    } else if (next(15) === 0) {
      store.close();
      store = open();
    }
  }
  now += 100_000;
  const { visible, delayed, inFlight } = queue().count();
  assert.deepEqual([visible, delayed, inFlight], [model.size, 0, 0]);
  while (model.size > 0) {
    for (const { message, handle } of (await queue().receive({ most: 10, wait: 0 })) as Received[]) {
      assert.ok(model.delete(message.id));
      queue().delete(handle);
    }
  }
  const folder = join(dataDir, "sqs", "messages", name);
  const files = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
  return { files: files.length, bytes: files.reduce((sum, size) => sum + size, 0) };
}

test("over random steps and restarts a standard queue gives what a list says, and its files stay small", async () => {
  const { files, bytes } = await compare("random", 20250712, 4_000);
  assert.ok(files <= 3, `${files} files`);
  assert.ok(bytes < 1_500_000, `${bytes} bytes`);
});

test("over random steps and restarts a FIFO queue gives what a list says, in order", async () => {
  const { files } = await compare("random.fifo", 20250713, 4_000);
  assert.ok(files <= 4, `${files} files`);
});
