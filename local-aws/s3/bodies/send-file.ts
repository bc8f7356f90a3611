import { closeSync, read } from "node:fs";
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
 * Sends bytes of an open file, ends the answer and closes the descriptor. Two blocks of memory take turns: one is read
 * while the other is sent, as new memory for each would cost more than the bytes.
 *
 * @throws Where the client has gone, or the file became shorter: it must not wait for the rest.
 */
export async function sendFile(response: ServerResponse, { descriptor, start, length }: FileBytes): Promise<void> {
  const gone = new Promise<never>((_, reject) => {
    response.once("close", () => reject(new Error("The client has gone.")));
  });
  gone.catch(() => {});
  const end = start + length;
  const blocks = length <= smallBytes ? [] : [takeBlock(), takeBlock()];
  const memory =
    length <= smallBytes ? [1, 2].map(() => Buffer.allocUnsafe(length)) : blocks.map((block) => Buffer.from(block));
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
      if (error === null && (count > 0 || into.length === 0)) {
        resolve(into.subarray(0, count));
      } else {
        reject(error ?? new Error("The file became shorter while it was read."));
      }
    });
  });
}
