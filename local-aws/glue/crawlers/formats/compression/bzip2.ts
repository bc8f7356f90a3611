import Bunzip from "seek-bzip";

/** There are as many bytes as were asked for, or no more to read. */
class Enough extends Error {}

/**
 * Decompresses bzip2, block by block.
 *
 * @param most Stops at this many bytes.
 * @returns What the whole blocks hold: less than all where the bytes end early.
 * @throws TypeError where they are broken.
 */
export function bunzip2(bytes: Buffer, most: number): Buffer {
  const output = new Output(most);
  try {
    Bunzip.decode(new Input(bytes), output, true);
  } catch (error) {
    if (!(error instanceof Enough)) {
      throw error;
    }
  }
  return output.bytes();
}

class Input {
  private position = 0;

  constructor(private readonly all: Buffer) {}

  readByte(): number {
    const byte = this.all[this.position];
    if (byte === undefined) {
      throw new Enough();
    }
    this.position += 1;
    return byte;
  }

  read(target: Buffer, start: number, length: number): number {
    const read = this.all.copy(target, start, this.position, this.position + length);
    this.position += read;
    return read;
  }

  eof(): boolean {
    return this.position >= this.all.length;
  }
}

class Output {
  private buffer = Buffer.alloc(1024 * 1024);
  private length = 0;

  constructor(private readonly most: number) {}

  writeByte(byte: number): void {
    if (this.length === this.most) {
      throw new Enough();
    }
    if (this.length === this.buffer.length) {
      this.buffer = Buffer.concat([this.buffer], this.length * 2);
    }
    this.buffer[this.length] = byte;
    this.length += 1;
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}
