import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secretVariable } from "../engines/trino/trino-engine";
import { startLocalAws } from "../server";

export interface BorrowedAws {
  readonly url: string;
  readonly dataDir: string;
  /** Empties it for the next one. */
  giveBack(): Promise<void>;
}

let shared: Promise<BorrowedAws> | undefined;

/** The embedded AWS that the test files of one process use, one after the other: its Trino starts once. */
export function borrowAws(): Promise<BorrowedAws> {
  shared ??= start();
  return shared;
}

async function start(): Promise<BorrowedAws> {
  // what another embedded AWS needs to ask its Trino, too
  process.env[secretVariable] ??= randomUUID();
  const dataDir = mkdtempSync(join(tmpdir(), "quality-lab-test-"));
  const { url } = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, athenaStarts: "when asked" });
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  return {
    url,
    dataDir,
    async giveBack() {
      await fetch(`${url}/_local/reset`, { method: "POST" });
    },
  };
}
