import { type FileHandle, open } from "node:fs/promises";
import { BackgroundMd5 } from "./background-md5";

const blockBytes = 512 * 1024;
const blocks = 3;

/** Memory for a part of a body, which the disk and the MD5's thread read while the next one fills. */
interface Block {
  readonly memory: SharedArrayBuffer;
  readonly bytes: Uint8Array;
  /** Done when nobody reads it any more. */
  free: Promise<unknown>;
}

/** Writes a big body to a file and computes its MD5, both while the rest of the body comes in. */
export class BlockWriter {
  private readonly md5 = new BackgroundMd5();
  private readonly ring: Block[] = Array.from({ length: blocks }, () => {
    const memory = new SharedArrayBuffer(blockBytes);
    return { memory, bytes: new Uint8Array(memory), free: Promise.resolve() };
  });
  private filled = 0;
  private position = 0;
  private next = 0;

  private constructor(private readonly handle: FileHandle) {}

  /** @param path Of a file that is not there yet. */
  static async create(path: string): Promise<BlockWriter> {
    return new BlockWriter(await open(path, "wx"));
  }

  /** @throws What writing an earlier block threw, such as `ENOSPC`. */
  async write(data: Uint8Array): Promise<void> {
    for (let start = 0; start < data.length; ) {
      const block = this.ring[this.next] as Block;
      if (this.filled === 0) {
        await block.free;
      }
      const part = data.subarray(start, start + blockBytes - this.filled);
      block.bytes.set(part, this.filled);
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
    await Promise.all(this.ring.map((block) => block.free));
    const digest = await this.md5.finish();
    await this.handle.close();
    return digest;
  }

  /** Closes the file of a body that was broken off. */
  async abandon(): Promise<void> {
    await Promise.allSettled(this.ring.map((block) => block.free));
    await Promise.allSettled([this.md5.finish(), this.handle.close()]);
  }

  private flush(): void {
    const block = this.ring[this.next] as Block;
    const length = this.filled;
    if (length === 0) {
      return;
    }
    const written = this.writeAll(block.bytes.subarray(0, length), this.position);
    block.free = Promise.all([written, this.md5.update(block.memory, length)]);
    // it is thrown to whoever waits for the block
    block.free.catch(() => {});
    this.position += length;
    this.filled = 0;
    this.next = (this.next + 1) % this.ring.length;
  }

  private async writeAll(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      done += (await this.handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
    }
  }
}
