import { closeSync, read, readSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { blockBytes, giveBack, takeBlock } from "./block-pool";

/** Bytes of an open file, from `start` on; the descriptor is closed when they are sent. */
export interface FileBytes {
  readonly descriptor: number;
  readonly start: number;
  /** In bytes. */
  readonly length: number;
}

/** For less than this, blocks of the pool would be more than it needs. */
const smallBytes = 64 * 1024;

/**
 * Sends bytes of an open file, ends the answer and closes the descriptor.
 *
 * @throws Where the client has gone, or the file became shorter: it must not wait for the rest.
 */
export function sendFile(response: ServerResponse, file: FileBytes): Promise<void> {
  return file.length <= blockBytes ? sendAtOnce(response, file) : sendInTurns(response, file);
}

/** What one block holds is read here and now: to have another thread read it costs three times as much. */
async function sendAtOnce(response: ServerResponse, { descriptor, start, length }: FileBytes): Promise<void> {
  const block = length <= smallBytes ? undefined : takeBlock();
  const bytes = block === undefined ? Buffer.allocUnsafe(length) : Buffer.from(block, 0, length);
  try {
    for (let filled = 0; filled < length; ) {
      const count = readSync(descriptor, bytes, filled, length - filled, start + filled);
      if (count === 0) {
        throw becameShorter();
      }
      filled += count;
    }
  } finally {
    closeSync(descriptor);
  }
  await new Promise<void>((resolve, reject) => {
    // also called where all is well, and an error costs more than the rest of this
    response.once("close", () => response.writableFinished || reject(hasGone()));
    response.write(bytes, (error) => (error ? reject(error) : resolve()));
    response.end();
  });
  if (block !== undefined) {
    giveBack(block);
  }
}

/** Two blocks of memory take turns: one is read while the other is sent, as new memory for each would cost more than the bytes. */
async function sendInTurns(response: ServerResponse, { descriptor, start, length }: FileBytes): Promise<void> {
  const gone = new Promise<never>((_, reject) => {
    response.once("close", () => reject(hasGone()));
  });
  gone.catch(() => {});
  const end = start + length;
  const blocks = [takeBlock(), takeBlock()];
  const memory = blocks.map((block) => Buffer.from(block));
  const readBlock = (position: number, turn: number) =>
    readSome(descriptor, (memory[turn % 2] as Buffer).subarray(0, Math.min(blockBytes, end - position)), position);
  let reading = readBlock(start, 0);
  try {
    for (let position = start, turn = 0; position < end; turn++) {
      const bytes = await reading;
      position += bytes.length;
      const sent = new Promise<void>((resolve, reject) => {
        response.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
      if (position < end) {
        reading = readBlock(position, turn + 1);
      }
      await Promise.race([sent, gone]);
    }
    response.end();
    blocks.forEach(giveBack);
  } finally {
    await reading.catch(() => {});
    closeSync(descriptor);
  }
}

function readSome(descriptor: number, into: Buffer, position: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    read(descriptor, into, 0, into.length, position, (error, count) => {
      if (error === null && count > 0) {
        resolve(into.subarray(0, count));
      } else {
        reject(error ?? becameShorter());
      }
    });
  });
}

const hasGone = () => new Error("The client has gone.");
const becameShorter = () => new Error("The file became shorter while it was read.");
