const blockMagic = 0x314159265359;
const endMagic = 0x177245385090;

/**
 * Decompresses bzip2, block by block.
 *
 * @param most Stops after the block that reaches this many bytes.
 * @returns What the whole blocks hold: less than all where the bytes end early.
 * @throws RangeError where they are broken.
 * @see https://en.wikipedia.org/wiki/Bzip2#File_format
 */
export function bunzip2(bytes: Buffer, most: number): Buffer {
  const blocks: Buffer[] = [];
  let length = 0;
  try {
    const bits = new BitReader(bytes);
    while (length < most && !bits.isAtEnd) {
      const level = readHeader(bits);
      let magic = bits.read(24) * 2 ** 24 + bits.read(24);
      while (magic === blockMagic && length < most) {
        const block = readBlock(bits, level * 100_000);
        blocks.push(block);
        length += block.length;
        magic = bits.read(24) * 2 ** 24 + bits.read(24);
      }
      if (magic !== endMagic && magic !== blockMagic) {
        throw new RangeError("A bzip2 block has no beginning.");
      }
      bits.read(16);
      bits.read(16);
      bits.alignToByte();
    }
  } catch (error) {
    if (!(error instanceof EndOfBytes)) {
      throw error;
    }
  }
  return Buffer.concat(blocks);
}

class EndOfBytes extends Error {}

class BitReader {
  private position = 0;
  private bit = 0;

  constructor(private readonly bytes: Buffer) {}

  get isAtEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  /** @param count At most 24. */
  read(count: number): number {
    let value = 0;
    for (let left = count; left > 0; ) {
      const byte = this.bytes[this.position];
      if (byte === undefined) {
        throw new EndOfBytes();
      }
      const taken = Math.min(left, 8 - this.bit);
      value = value * 2 ** taken + ((byte >> (8 - this.bit - taken)) & ((1 << taken) - 1));
      this.bit += taken;
      left -= taken;
      if (this.bit === 8) {
        this.bit = 0;
        this.position += 1;
      }
    }
    return value;
  }

  readBit(): number {
    const byte = this.bytes[this.position];
    if (byte === undefined) {
      throw new EndOfBytes();
    }
    const value = (byte >> (7 - this.bit)) & 1;
    this.bit = (this.bit + 1) & 7;
    this.position += this.bit === 0 ? 1 : 0;
    return value;
  }

  alignToByte(): void {
    if (this.bit > 0) {
      this.bit = 0;
      this.position += 1;
    }
  }
}

function readHeader(bits: BitReader): number {
  const level = bits.read(24) === 0x425a68 ? bits.read(8) - 0x30 : 0;
  if (level < 1 || level > 9) {
    throw new RangeError("The bytes are no bzip2.");
  }
  return level;
}

function readBlock(bits: BitReader, size: number): Buffer {
  bits.read(16);
  bits.read(16);
  if (bits.read(1) === 1) {
    throw new RangeError("Randomised bzip2 blocks are not read.");
  }
  const origin = bits.read(24);
  const symbols = readSymbols(bits);
  const tableCount = bits.read(3);
  const selectors = readSelectors(bits, tableCount);
  const tables = Array.from({ length: tableCount }, () => readTable(bits, symbols.length + 2));
  return unrunLength(unsort(readData(bits, size, symbols, selectors, tables), origin));
}

/** The byte values that occur. */
function readSymbols(bits: BitReader): number[] {
  const used = bits.read(16);
  const symbols: number[] = [];
  for (let high = 0; high < 16; high += 1) {
    if ((used & (0x8000 >> high)) !== 0) {
      const low = bits.read(16);
      for (let each = 0; each < 16; each += 1) {
        if ((low & (0x8000 >> each)) !== 0) {
          symbols.push(high * 16 + each);
        }
      }
    }
  }
  return symbols;
}

function readSelectors(bits: BitReader, tableCount: number): number[] {
  const recent = Array.from({ length: tableCount }, (_, index) => index);
  return Array.from({ length: bits.read(15) }, () => {
    let at = 0;
    while (bits.readBit() === 1) {
      at += 1;
    }
    return toFront(recent, at);
  });
}

function toFront(recent: number[], at: number): number {
  const value = recent[at];
  if (value === undefined) {
    throw new RangeError("A bzip2 block is broken.");
  }
  for (let index = at; index > 0; index -= 1) {
    recent[index] = recent[index - 1] as number;
  }
  recent[0] = value;
  return value;
}

/** A canonical Huffman code: for each length the first code, where its symbols start, and the symbols in order. */
interface Table {
  readonly first: readonly number[];
  readonly counts: readonly number[];
  readonly offsets: readonly number[];
  readonly symbols: readonly number[];
}

const longestCode = 20;

function readTable(bits: BitReader, symbolCount: number): Table {
  let length = bits.read(5);
  const lengths = Array.from({ length: symbolCount }, () => {
    while (bits.readBit() === 1) {
      length += bits.read(1) === 0 ? 1 : -1;
    }
    if (length < 1 || length > longestCode) {
      throw new RangeError("A bzip2 code is broken.");
    }
    return length;
  });
  const counts = Array.from({ length: longestCode + 1 }, (_, each) => lengths.filter((one) => one === each).length);
  const first: number[] = [0];
  const offsets: number[] = [0];
  for (let each = 1; each <= longestCode; each += 1) {
    first[each] = ((first[each - 1] ?? 0) + (counts[each - 1] ?? 0)) * 2;
    offsets[each] = (offsets[each - 1] ?? 0) + (counts[each - 1] ?? 0);
  }
  const symbols = lengths
    .map((one, symbol) => ({ one, symbol }))
    .sort((a, b) => a.one - b.one || a.symbol - b.symbol)
    .map(({ symbol }) => symbol);
  return { first, counts, offsets, symbols };
}

function readCode(bits: BitReader, { first, counts, offsets, symbols }: Table): number {
  let code = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    code = code * 2 + bits.readBit();
    const index = code - (first[length] as number);
    if (index < (counts[length] as number)) {
      return symbols[(offsets[length] as number) + index] as number;
    }
  }
  throw new RangeError("A bzip2 code is broken.");
}

/** Undoes the Huffman codes, the runs of zeros and move-to-front. */
function readData(
  bits: BitReader,
  size: number,
  symbols: number[],
  selectors: readonly number[],
  tables: readonly Table[],
): Uint8Array {
  const data = new Uint8Array(size);
  const end = symbols.length + 1;
  let filled = 0;
  let run = 0;
  let weight = 1;
  for (let index = 0; ; index += 1) {
    const table = tables[selectors[Math.floor(index / 50)] ?? -1];
    if (table === undefined) {
      throw new RangeError("A bzip2 block is broken.");
    }
    const code = readCode(bits, table);
    if (code <= 1) {
      run += weight * (code + 1);
      weight *= 2;
      continue;
    }
    if (filled + run + 1 > size + (code === end ? 1 : 0)) {
      throw new RangeError("A bzip2 block is too long.");
    }
    data.fill(symbols[0] ?? 0, filled, filled + run);
    filled += run;
    run = 0;
    weight = 1;
    if (code === end) {
      return data.subarray(0, filled);
    }
    data[filled] = toFront(symbols, code - 1);
    filled += 1;
  }
}

/** Undoes the Burrows–Wheeler transform. */
function unsort(data: Uint8Array, origin: number): Uint8Array {
  const starts = new Int32Array(257);
  for (const byte of data) {
    starts[byte + 1] = (starts[byte + 1] ?? 0) + 1;
  }
  for (let byte = 0; byte < 256; byte += 1) {
    starts[byte + 1] = (starts[byte + 1] ?? 0) + (starts[byte] ?? 0);
  }
  const next = new Int32Array(data.length);
  data.forEach((byte, index) => {
    next[starts[byte] ?? 0] = index;
    starts[byte] = (starts[byte] ?? 0) + 1;
  });
  const sorted = new Uint8Array(data.length);
  let at = next[origin] ?? 0;
  for (let index = 0; index < sorted.length; index += 1) {
    sorted[index] = data[at] ?? 0;
    at = next[at] ?? 0;
  }
  return sorted;
}

/** After four equal bytes stands how often they are repeated. */
function unrunLength(data: Uint8Array): Buffer {
  const parts: Buffer[] = [];
  let start = 0;
  let equal = 0;
  for (let at = 0; at < data.length; at += 1) {
    if (equal === 4) {
      parts.push(Buffer.from(data.subarray(start, at)), Buffer.alloc(data[at] ?? 0, data[at - 1]));
      start = at + 1;
      equal = 0;
    } else {
      equal = equal > 0 && data[at] === data[at - 1] ? equal + 1 : 1;
    }
  }
  return Buffer.concat([...parts, Buffer.from(data.subarray(start))]);
}
