import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Durability } from "./durability";
import { DataFolderGone } from "./io-error";

/** A file or folder that was not what had been written, and was set aside. */
export interface Damage {
  /** Its path in the data folder. */
  readonly path: string;
  /** What follows its name in a sentence, such as `is empty`. */
  readonly problem: string;
  /** What became of it: whole sentences. */
  readonly outcome: string;
  /** Where it lies now, in the data folder. */
  readonly keptAs: string;
  /** ISO 8601. */
  readonly found: string;
}

const damagedFolder = "damaged";
const listName = "damaged.jsonl";

/** A data folder: how safely it is written, and what of it was found damaged. A process has one of each folder. */
export class DataFolder {
  private static readonly known = new Map<string, DataFolder>();

  /** The data folder at a path, which need not exist yet. */
  static at(path: string): DataFolder {
    const absolute = resolve(path);
    const known = DataFolder.known.get(absolute) ?? new DataFolder(absolute);
    DataFolder.known.set(absolute, known);
    return known;
  }

  durability: Durability = "process";
  private taken: { readonly lockFile: string; readonly identity: string | undefined } | undefined;

  /** @param path Absolute. */
  private constructor(readonly path: string) {}

  /**
   * Remembers which folder this is, by a file in it that nobody else makes.
   *
   * @param lockFile Absolute.
   */
  takenWith(lockFile: string): void {
    this.taken = { lockFile, identity: identityOf(lockFile) };
  }

  /** What to tell whoever asks while the folder is gone, or is another one than at the start; undefined where all is well. */
  gone(): DataFolderGone | undefined {
    if (this.taken === undefined || identityOf(this.taken.lockFile) === this.taken.identity) {
      return undefined;
    }
    const what = existsSync(this.path) ? "emptied or replaced" : "deleted";
    return new DataFolderGone(
      `The data folder ${this.path} was ${what} while the embedded AWS ran. End the embedded AWS and start it again: it goes on with what is there then.`,
    );
  }

  get survivesPowerLoss(): boolean {
    return this.durability === "power";
  }

  /** What lies in `damaged/`, the oldest first: found now or in an earlier run. */
  damaged(): Damage[] {
    const list = join(this.path, damagedFolder, listName);
    if (!existsSync(list)) {
      return [];
    }
    return readFileSync(list, "utf8").split("\n").flatMap(parseDamage);
  }

  /**
   * Moves a damaged file or folder into `damaged/`, and says so in the log and in {@link damaged}.
   *
   * @param path Absolute.
   * @param problem What follows its name in a sentence, such as `is empty`.
   * @param outcome What becomes of what it held: whole sentences.
   */
  setAside(path: string, problem: string, outcome = "What it held is missing; all else works."): void {
    this.keep(path, problem, outcome, renameSync);
  }

  /** Keeps a copy of a damaged file, of which a part can be used, as {@link setAside} keeps one that cannot. */
  copyAside(path: string, problem: string, outcome: string): void {
    this.keep(path, problem, outcome, (from, to) => cpSync(from, to, { recursive: true, preserveTimestamps: true }));
  }

  /** Keeps the damaged bytes of a file that goes on without them, as {@link setAside} keeps a whole one. */
  partAside(path: string, bytes: Buffer, problem: string, outcome: string): void {
    this.keep(path, problem, outcome, (_path, to) => writeFileSync(to, bytes));
  }

  /** Forgets all damage, for a reset. */
  forgetDamage(): void {
    rmSync(join(this.path, damagedFolder), { recursive: true, force: true });
  }

  private keep(path: string, problem: string, outcome: string, keep: (from: string, to: string) => void): void {
    const name = this.nameOf(path);
    let keptAs = join(damagedFolder, name);
    for (let number = 2; existsSync(join(this.path, keptAs)); number++) {
      keptAs = join(damagedFolder, `${name}.${number}`);
    }
    mkdirSync(dirname(join(this.path, keptAs)), { recursive: true });
    keep(path, join(this.path, keptAs));
    const damage: Damage = { path: name, problem, outcome, keptAs, found: new Date().toISOString() };
    console.error(damageText(damage));
    appendFileSync(join(this.path, damagedFolder, listName), `${JSON.stringify(damage)}\n`);
  }

  /** A path as it is told: in the data folder. */
  private nameOf(path: string): string {
    const name = relative(realpathSync(this.path), join(realpathSync(dirname(path)), basename(path)));
    return name.startsWith("..") ? basename(path) : name;
  }
}

function identityOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats && `${stats.dev} ${stats.ino} ${stats.mtimeMs}`;
}

/** A damage in one line. */
export function damageText({ path, problem, outcome, keptAs }: Damage): string {
  return `Damaged: ${path} ${problem}. ${outcome} The damaged one lies in ${keptAs}.`;
}

function parseDamage(line: string): Damage[] {
  try {
    const damage = JSON.parse(line) as Partial<Damage> | null;
    return damage?.path !== undefined && damage.keptAs !== undefined ? [damage as Damage] : [];
  } catch {
    return [];
  }
}
