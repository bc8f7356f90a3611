import { createHash, randomUUID } from "node:crypto";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { csvLines, headOf } from "./csv";
import { entriesOf, lateLines } from "./entries";
import { fileNames } from "./shop-data";
import { articlesOf, type EntryDraft, type ReceiptLine, simulate } from "./simulate";
import { shop } from "./world";

/** Where the lesson's files lie once they are made. */
export const folder = join(__dirname, "..", "..", "..", ".setup", "retail");
const stamp = "made-by";
/** Longer than the making takes on a slow machine. */
const longestMs = 10 * 60_000;

/**
 * The folder of the lesson's files: made at first need, in a minute at most, and again where what makes them has changed.
 * They are there whole or not at all, also where two processes make them at once.
 *
 * @param onShare Told how much is made, from 0 to 1.
 */
export async function retailFiles(onShare: (share: number) => void = () => {}): Promise<string> {
  const wanted = programHash();
  if (isMadeBy(wanted)) {
    return folder;
  }
  removeLeft();
  const building = `${folder}-${randomUUID().slice(0, 8)}`;
  mkdirSync(building, { recursive: true });
  try {
    await writeFiles(building, onShare);
    writeFileSync(join(building, stamp), wanted);
    putInPlace(building, wanted);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return folder;
}

/** What a process that was killed has left; one that still writes is younger. */
function removeLeft(): void {
  const [parent, name] = [dirname(folder), `${basename(folder)}-`];
  for (const left of existsSync(parent) ? readdirSync(parent) : []) {
    const path = join(parent, left);
    const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (left.startsWith(name) && Date.now() - since > longestMs) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

function putInPlace(building: string, wanted: string): void {
  if (!isMadeBy(wanted)) {
    rmSync(folder, { recursive: true, force: true });
    try {
      renameSync(building, folder);
    } catch (error) {
      // another process was quicker
      if (!isMadeBy(wanted)) {
        throw error;
      }
    }
  }
}

function isMadeBy(hash: string): boolean {
  const file = join(folder, stamp);
  return existsSync(file) && readFileSync(file, "utf8") === hash;
}

/** What makes the data, tests aside. */
function programHash(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith(".js") && !name.endsWith(".test.js")) {
      hash.update(name).update(readFileSync(join(__dirname, name)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

async function writeFiles(building: string, onShare: (share: number) => void): Promise<void> {
  const drafts: EntryDraft[] = [];
  const lateDays: ReceiptLine[] = [];
  async function* receipts(): AsyncGenerator<string> {
    yield headOf("receipt");
    let done = 0;
    for (const { date, lines, entries } of simulate(shop)) {
      drafts.push(...entries);
      if (shop.late.days.includes(date)) {
        lateDays.push(...lines);
      }
      done += 1;
      onShare(done / shop.days);
      yield csvLines("receipt", lines);
    }
  }
  await pipeline(receipts, createWriteStream(join(building, fileNames.receipt)));
  const entries = entriesOf(shop, drafts);
  writeFileSync(join(building, fileNames.product), headOf("product") + csvLines("product", articlesOf(shop)));
  writeFileSync(join(building, fileNames.balju_refund), headOf("balju_refund") + csvLines("balju_refund", entries));
  writeFileSync(join(building, fileNames.late), headOf("receipt") + csvLines("receipt", lateLines(shop, lateDays)));
}

// `node dist/datasets/retail/make.js` prints how much is made, a number a line, and then the folder
if (require.main === module) {
  let shown = 0;
  void retailFiles((share) => {
    if (share - shown >= 0.01) {
      shown = share;
      console.log(share.toFixed(2));
    }
  }).then(console.log);
}
