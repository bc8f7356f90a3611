import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";
import type { Entry, ZipFile } from "yauzl";

/** A zip that cannot be used; the message says why. */
export class UnusableZip extends Error {}

/** What the files of a function and its layers may come to. */
export const mostUnpackedBytes = 262_144_000;
const mostLinkBytes = 4096;

/**
 * Reads what a zip says that it holds.
 *
 * @returns The bytes of its files, unpacked.
 * @throws UnusableZip Where it is none, or has paths that lead out of its folder.
 */
export async function checkZip(bytes: Buffer): Promise<number> {
  let total = 0;
  await eachEntry(bytes, async (entry) => {
    total += entry.uncompressedSize;
  });
  return total;
}

/**
 * Unpacks a zip into a folder that is there.
 *
 * @param path Of the zip.
 * @returns The bytes of its files.
 * @throws UnusableZip
 */
export async function unpackZip(path: string, folder: string): Promise<number> {
  let total = 0;
  const links: { readonly at: string; readonly target: string }[] = [];
  await eachEntry(readFileSync(path), async (entry, zip) => {
    const target = join(folder, entry.fileName);
    if (entry.fileName.endsWith("/")) {
      mkdirSync(target, { recursive: true });
      return;
    }
    total += entry.uncompressedSize;
    if (total > mostUnpackedBytes) {
      throw new UnusableZip(`Unzipped size must be smaller than ${mostUnpackedBytes} bytes`);
    }
    const content = await contentOf(zip, entry);
    const mode = entry.externalFileAttributes >>> 16;
    if ((mode & 0o170000) === 0o120000) {
      links.push({ at: entry.fileName, target: content.toString() });
      return;
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    if ((mode & 0o111) !== 0) {
      chmodSync(target, 0o755);
    }
  });
  // last, so that no file is written through one
  for (const { at, target } of links) {
    const place = join(folder, at);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(checkedLink(at, target), place);
  }
  return total;
}

/** @throws UnusableZip Where a link leads out of the folder. */
function checkedLink(at: string, target: string): string {
  const reached = normalize(join(dirname(at), target));
  if (isAbsolute(target) || target.length > mostLinkBytes || reached === ".." || reached.startsWith("../")) {
    throw new UnusableZip(`The link ${at} leads out of the package`);
  }
  return target;
}

async function eachEntry(bytes: Buffer, use: (entry: Entry, zip: ZipFile) => Promise<void>): Promise<void> {
  // read when it is first needed: most of the time no zip is
  const { fromBufferPromise } = await import("yauzl");
  try {
    const zip = await fromBufferPromise(bytes);
    for await (const entry of zip.eachEntry()) {
      await use(entry, zip);
    }
  } catch (error) {
    throw error instanceof UnusableZip ? error : new UnusableZip((error as Error).message);
  }
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await zip.openReadStreamPromise(entry)) {
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}
