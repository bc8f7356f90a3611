import { createHash } from "node:crypto";

export type Random = (below: number) => number;

/** A stream of whole numbers from 0 to one less than asked; the same for the same seed and number. */
export function random(seed: number, number: number): Random {
  let block = Buffer.alloc(0);
  let round = 0;
  return (below) => {
    if (block.length < 4) {
      block = createHash("sha256").update(`${seed} ${number} ${round++}`).digest();
    }
    const value = block.readUInt32BE(0);
    block = block.subarray(4);
    return value % below;
  };
}

export function pick<Item>(next: Random, items: readonly Item[]): Item {
  return items[next(items.length)] as Item;
}
