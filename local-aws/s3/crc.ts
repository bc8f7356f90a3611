const crc32cTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) {
    value = (value >>> 1) ^ (value & 1 ? 0x82f63b78 : 0);
  }
  return value;
});

/** CRC-32C (Castagnoli) of `data`, going on from `previous`. */
export function crc32c(data: Uint8Array, previous = 0): number {
  let crc = ~previous;
  for (let index = 0; index < data.length; index++) {
    crc = (crc >>> 8) ^ (crc32cTable[(crc ^ (data[index] as number)) & 0xff] as number);
  }
  return ~crc >>> 0;
}

/** A 64-bit value as two halves: far quicker than a BigInt. */
export interface Halves {
  readonly high: number;
  readonly low: number;
}

const polynomial: Halves = { high: 0x9a6c9329, low: 0xac4bc9b5 };
const highTable = new Uint32Array(256);
const lowTable = new Uint32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit++) {
    const carry = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (carry) {
      high ^= polynomial.high;
      low ^= polynomial.low;
    }
  }
  highTable[byte] = high;
  lowTable[byte] = low;
}

/** CRC-64/NVME of `data`, going on from `previous`. */
export function crc64nvme(data: Uint8Array, previous: Halves = { high: 0, low: 0 }): Halves {
  let high = ~previous.high;
  let low = ~previous.low;
  for (let index = 0; index < data.length; index++) {
    const slot = (low ^ (data[index] as number)) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (lowTable[slot] as number);
    high = (high >>> 8) ^ (highTable[slot] as number);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}
