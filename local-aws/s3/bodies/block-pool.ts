/** How much of a body is written, digested or sent at once. */
export const blockBytes = 512 * 1024;

const mostKept = 32;
const free: SharedArrayBuffer[] = [];

/**
 * Memory for a part of a body that two threads may read; give it back when nobody reads it any more. The same few
 * blocks go round: new ones would stay until the digests' thread, which hardly ever has garbage, looks for some.
 */
export function takeBlock(): SharedArrayBuffer {
  return free.pop() ?? new SharedArrayBuffer(blockBytes);
}

export function giveBack(block: SharedArrayBuffer): void {
  if (free.length < mostKept) {
    free.push(block);
  }
}
