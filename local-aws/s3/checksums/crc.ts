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
/** Eight tables one after the other: what a byte does that has 0 to 7 more bytes behind it. */
const highTable = new Uint32Array(8 * 256);
const lowTable = new Uint32Array(8 * 256);
for (let slot = 0; slot < highTable.length; slot++) {
  let high = slot < 256 ? 0 : (highTable[slot - 256] as number);
  let low = slot < 256 ? slot : (lowTable[slot - 256] as number);
  for (let bit = 0; bit < 8; bit++) {
    const carry = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (carry) {
      high ^= polynomial.high;
      low ^= polynomial.low;
    }
  }
  highTable[slot] = high;
  lowTable[slot] = low;
}

/** CRC-64/NVME of `data`, going on from `previous`; eight bytes at a time, which doubles its speed. */
export function crc64nvme(data: Uint8Array, previous: Halves = { high: 0, low: 0 }): Halves {
  let high = ~previous.high;
  let low = ~previous.low;
  let index = 0;
  for (; index + 8 <= data.length; index += 8) {
    low ^=
      (data[index] as number) |
      ((data[index + 1] as number) << 8) |
      ((data[index + 2] as number) << 16) |
      ((data[index + 3] as number) << 24);
    high ^=
      (data[index + 4] as number) |
      ((data[index + 5] as number) << 8) |
      ((data[index + 6] as number) << 16) |
      ((data[index + 7] as number) << 24);
    const first = 1792 + (low & 0xff);
    const second = 1536 + ((low >>> 8) & 0xff);
    const third = 1280 + ((low >>> 16) & 0xff);
    const fourth = 1024 + (low >>> 24);
    const fifth = 768 + (high & 0xff);
    const sixth = 512 + ((high >>> 8) & 0xff);
    const seventh = 256 + ((high >>> 16) & 0xff);
    const eighth = high >>> 24;
    low =
      (lowTable[first] as number) ^
      (lowTable[second] as number) ^
      (lowTable[third] as number) ^
      (lowTable[fourth] as number) ^
      (lowTable[fifth] as number) ^
      (lowTable[sixth] as number) ^
      (lowTable[seventh] as number) ^
      (lowTable[eighth] as number);
    high =
      (highTable[first] as number) ^
      (highTable[second] as number) ^
      (highTable[third] as number) ^
      (highTable[fourth] as number) ^
      (highTable[fifth] as number) ^
      (highTable[sixth] as number) ^
      (highTable[seventh] as number) ^
      (highTable[eighth] as number);
  }
  for (; index < data.length; index++) {
    const slot = (low ^ (data[index] as number)) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (lowTable[slot] as number);
    high = (high >>> 8) ^ (highTable[slot] as number);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}
