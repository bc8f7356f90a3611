import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Md5Answer, Md5Request } from "./md5-worker";

interface Waiting {
  readonly resolve: (digest: Uint8Array | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** What each stream waits for, oldest first. */
const waiting = new Map<number, Waiting[]>();
let worker: Worker | undefined;
let asked = 0;
let lastId = 0;

/** The MD5 of a big body, computed in a thread of its own: it is the slowest of all that an upload needs. */
export class BackgroundMd5 {
  private readonly id = ++lastId;

  /**
   * Takes the next bytes.
   *
   * @returns When the memory may be used again.
   */
  async update(memory: SharedArrayBuffer, length: number): Promise<void> {
    await this.ask({ id: this.id, block: { memory, length } });
  }

  /** The digest; also where the body was broken off, so that the thread forgets it. */
  async finish(): Promise<Buffer> {
    const digest = await this.ask({ id: this.id });
    waiting.delete(this.id);
    return Buffer.from(digest ?? []);
  }

  private ask(request: Md5Request): Promise<Uint8Array | undefined> {
    return new Promise((resolve, reject) => {
      waiting.set(this.id, [...(waiting.get(this.id) ?? []), { resolve, reject }]);
      const to = thread();
      // it keeps the process alive only while somebody waits
      if (asked++ === 0) {
        to.ref();
      }
      to.postMessage(request);
    });
  }
}

function thread(): Worker {
  if (worker === undefined) {
    const started = new Worker(join(__dirname, "md5-worker.js"));
    started.on("message", ({ id, digest }: Md5Answer) => {
      if (--asked === 0) {
        started.unref();
      }
      waiting.get(id)?.shift()?.resolve(digest);
    });
    started.on("error", (error) => {
      worker = undefined;
      asked = 0;
      for (const each of [...waiting.values()].flat()) {
        each.reject(error);
      }
      waiting.clear();
    });
    worker = started;
  }
  return worker;
}
