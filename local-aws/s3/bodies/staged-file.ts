import { createHash, randomUUID } from "node:crypto";
import { type BigIntStats, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DataFolder } from "../../storage/data-folder";
import { syncWhole } from "../../storage/write";
import { type DigestName, type Digests, startDigest } from "../checksums/digest";
import { BlockWriter } from "./block-writer";

/** A whole body in a temporary file, ready to be renamed into place. */
export interface StagedFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly stats: BigIntStats;
  readonly digests: Digests;
  /** Removes the file where it was not renamed into place. */
  discard(): void;
}

/** A shorter body is written in one go. */
const smallBodyBytes = 512 * 1024;

/**
 * Writes a body to a new file in `folder`, holding at most about 2 MiB of it in memory.
 *
 * @param names The digests to compute on the way; the MD5 is always there.
 */
export async function stageFile(
  data: DataFolder,
  folder: string,
  body: Iterable<Buffer> | AsyncIterable<Buffer>,
  names: Iterable<DigestName>,
): Promise<StagedFile> {
  const path = join(folder, randomUUID());
  const digests = [...new Set(names)]
    .filter((name) => name !== "md5")
    .map((name) => ({ name, digest: startDigest(name) }));
  const discard = () => rmSync(path, { force: true });
  let writer: BlockWriter | undefined;
  let held: Buffer[] = [];
  let size = 0;
  try {
    for await (const bytes of body) {
      for (const { digest } of digests) {
        digest.update(bytes);
      }
      size += bytes.length;
      if (writer === undefined && size < smallBodyBytes) {
        held.push(bytes);
        continue;
      }
      writer ??= await BlockWriter.create(path);
      for (const part of [...held, bytes]) {
        await writer.write(part);
      }
      held = [];
    }
    const md5 = writer === undefined ? writeSmall(path, held) : await writer.finish();
    stamp(path);
    await syncWhole(data, path);
    const stats = statSync(path, { bigint: true });
    const all: [DigestName, Buffer][] = digests.map(({ name, digest }) => [name, digest.finish()]);
    return { path, size, stats, digests: new Map([["md5", md5], ...all]), discard };
  } catch (error) {
    await writer?.abandon();
    discard();
    throw error;
  }
}

/** @returns The MD5. */
function writeSmall(path: string, parts: readonly Buffer[]): Buffer {
  const bytes = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  writeFileSync(path, bytes, { flag: "wx" });
  return createHash("md5").update(bytes).digest();
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
