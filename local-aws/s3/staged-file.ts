import { randomUUID } from "node:crypto";
import { type BigIntStats, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { type DigestName, startDigest } from "./checksums";

/** A whole body in a temporary file, ready to be renamed into place. */
export interface StagedFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly stats: BigIntStats;
  readonly digests: ReadonlyMap<DigestName, Buffer>;
  /** Removes the file where it was not renamed into place. */
  discard(): void;
}

/** What is held in memory at most; a shorter body is written in one go. */
const blockBytes = 1024 * 1024;

/**
 * Writes a body to a new file in `folder`, holding at most about 1 MiB of it in memory.
 *
 * @param names The digests to compute on the way.
 */
export async function stageFile(
  folder: string,
  body: Iterable<Buffer> | AsyncIterable<Buffer>,
  names: Iterable<DigestName>,
): Promise<StagedFile> {
  const path = join(folder, randomUUID());
  const digests = [...new Set(names)].map((name) => ({ name, digest: startDigest(name) }));
  const discard = () => rmSync(path, { force: true });
  let handle: FileHandle | undefined;
  let block: Buffer[] = [];
  let blockLength = 0;
  let size = 0;
  try {
    for await (const data of body) {
      for (const { digest } of digests) {
        digest.update(data);
      }
      block.push(data);
      blockLength += data.length;
      size += data.length;
      if (blockLength >= blockBytes) {
        handle ??= await open(path, "wx");
        await writeAll(handle, block);
        block = [];
        blockLength = 0;
      }
    }
    if (handle === undefined) {
      writeFileSync(path, block.length === 1 ? (block[0] as Buffer) : Buffer.concat(block), { flag: "wx" });
    } else {
      await writeAll(handle, block);
    }
    await handle?.close();
    handle = undefined;
    stamp(path);
    const stats = statSync(path, { bigint: true });
    return { path, size, stats, digests: new Map(digests.map(({ name, digest }) => [name, digest.finish()])), discard };
  } catch (error) {
    await handle?.close();
    discard();
    throw error;
  }
}

async function writeAll(handle: FileHandle, block: readonly Buffer[]): Promise<void> {
  for (const data of block.length > 1 ? [Buffer.concat(block)] : block) {
    let written = 0;
    while (written < data.length) {
      written += (await handle.write(data, written)).bytesWritten;
    }
  }
}

let lastStamp = 0;

/**
 * Gives the file a time of change, in microseconds, that no other file has: the kernel's own stamps stand still for
 * milliseconds, so a file written by hand right after could not be told from this one.
 */
function stamp(path: string): void {
  const now = Date.now() * 1000 + Number((process.hrtime.bigint() / 1000n) % 1000n);
  const clockWasSetBack = lastStamp > now + 1_000_000;
  lastStamp = clockWasSetBack ? now : Math.max(now, lastStamp + 1);
  utimesSync(path, lastStamp / 1e6, lastStamp / 1e6);
}
