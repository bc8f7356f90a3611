import { createHash, type Hash } from "node:crypto";
import { parentPort } from "node:worker_threads";

/** A block of a body, or its end. */
export interface Md5Request {
  readonly id: number;
  readonly block?: { readonly memory: SharedArrayBuffer; readonly length: number };
}

/** Answers each request, in order: the digest where it was the end. */
export interface Md5Answer {
  readonly id: number;
  readonly digest?: Uint8Array;
}

const hashes = new Map<number, Hash>();

parentPort?.on("message", ({ id, block }: Md5Request) => {
  const hash = hashes.get(id) ?? createHash("md5");
  if (block !== undefined) {
    hashes.set(id, hash.update(new Uint8Array(block.memory, 0, block.length)));
    parentPort?.postMessage({ id } satisfies Md5Answer);
  } else {
    hashes.delete(id);
    parentPort?.postMessage({ id, digest: hash.digest() } satisfies Md5Answer);
  }
});
