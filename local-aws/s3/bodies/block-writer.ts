import { type FileHandle, open } from "node:fs/promises";
import { BackgroundMd5 } from "./background-md5";
import { blockBytes, giveBack, takeBlock } from "./block-pool";

const mostInUse = 3;

/** Writes a big body to a file and computes its MD5, both while the rest of the body comes in. */
export class BlockWriter {
  private readonly md5 = new BackgroundMd5();
  /** Of the blocks that the disk and the MD5's thread read, oldest first. */
  private readonly busy: Promise<unknown>[] = [];
  private block: SharedArrayBuffer | undefined;
  private filled = 0;
  private position = 0;

  private constructor(private readonly handle: FileHandle) {}

  /** @param path Of a file that is not there yet. */
  static async create(path: string): Promise<BlockWriter> {
    return new BlockWriter(await open(path, "wx"));
  }

  /** @throws What writing an earlier block threw, such as `ENOSPC`. */
  async write(data: Uint8Array): Promise<void> {
    for (let start = 0; start < data.length; ) {
      if (this.block === undefined) {
        if (this.busy.length === mostInUse) {
          await this.busy.shift();
        }
        this.block = takeBlock();
      }
      const part = data.subarray(start, start + blockBytes - this.filled);
      new Uint8Array(this.block).set(part, this.filled);
      this.filled += part.length;
      start += part.length;
      if (this.filled === blockBytes) {
        this.flush();
      }
    }
  }

  /** Waits until all is written, and closes the file. @returns The MD5. @throws As `write`; then abandon it. */
  async finish(): Promise<Buffer> {
    this.flush();
    await Promise.all(this.busy);
    const digest = await this.md5.finish();
    await this.handle.close();
    return digest;
  }

  /** Closes the file of a body that was broken off. */
  async abandon(): Promise<void> {
    if (this.block !== undefined) {
      giveBack(this.block);
    }
    await Promise.allSettled(this.busy);
    await Promise.allSettled([this.md5.finish(), this.handle.close()]);
  }

  private flush(): void {
    const { block, filled } = this;
    if (block === undefined) {
      return;
    }
    const readers = [
      this.writeAll(new Uint8Array(block, 0, filled), this.position),
      this.md5.update(block, filled),
    ] as const;
    void Promise.allSettled(readers).then(() => giveBack(block));
    const done = Promise.all(readers);
    // it is thrown to whoever waits for the block
    done.catch(() => {});
    this.busy.push(done);
    this.position += filled;
    this.block = undefined;
    this.filled = 0;
  }

  private async writeAll(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      done += (await this.handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
    }
  }
}
