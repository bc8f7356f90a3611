import { UnreadableInput } from "../model/read-input";
import type { Shape } from "../model/service-model";

const deepest = 100;
const [unsigned, negative, bytes, text, array, map, tag, simple] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const indefinite = -1;
const epochSeconds = 1;

/** What ends a list or a map that did not say how long it is. */
const end = Symbol("end");

/**
 * Reads one value, as SDKs write it in RPC v2 CBOR: dates are seconds since 1970 with the tag 1, and there is no other tag.
 *
 * @throws UnreadableInput
 * @see https://www.rfc-editor.org/rfc/rfc8949
 */
export function decodeCbor(encoded: Buffer): unknown {
  const reader = new Reader(encoded);
  const value = reader.value(0);
  if (value === end || !reader.isDone()) {
    throw wrong();
  }
  return value;
}

const wrong = (): UnreadableInput => new UnreadableInput("The request's body is no CBOR that this protocol knows.");

class Reader {
  private at = 0;

  constructor(private readonly encoded: Buffer) {}

  isDone(): boolean {
    return this.at === this.encoded.length;
  }

  value(depth: number): unknown {
    if (depth > deepest) {
      throw wrong();
    }
    const first = this.byte();
    const [major, info] = [first >> 5, first & 31];
    if (major === simple) {
      return this.simple(info);
    }
    const argument = this.argument(major, info);
    switch (major) {
      case unsigned:
        return argument;
      case negative:
        return -1 - argument;
      case bytes:
        return this.chunks(argument, bytes);
      case text:
        return this.chunks(argument, text).toString("utf8");
      case array:
        return this.items(argument, depth);
      case map:
        return this.entries(argument, depth);
      default:
        return this.tagged(argument, depth);
    }
  }

  /** A number, a length or a tag; {@link indefinite} where the length is not told. */
  private argument(major: number, info: number): number {
    if (info < 24) {
      return info;
    }
    switch (info) {
      case 24:
        return this.byte();
      case 25:
        return this.take(2).readUInt16BE();
      case 26:
        return this.take(4).readUInt32BE();
      case 27:
        return Number(this.take(8).readBigUInt64BE());
      default:
        if (info === 31 && major >= bytes && major <= map) {
          return indefinite;
        }
        throw wrong();
    }
  }

  private simple(info: number): unknown {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return halfFloat(this.take(2).readUInt16BE());
      case 26:
        return this.take(4).readFloatBE();
      case 27:
        return this.take(8).readDoubleBE();
      case 31:
        return end;
      default:
        throw wrong();
    }
  }

  private chunks(length: number, kind: number): Buffer {
    if (length !== indefinite) {
      return this.take(length);
    }
    const parts: Buffer[] = [];
    for (let first = this.byte(); first !== 0xff; first = this.byte()) {
      const part = this.argument(first >> 5, first & 31);
      if (first >> 5 !== kind || part === indefinite) {
        throw wrong();
      }
      parts.push(this.take(part));
    }
    return Buffer.concat(parts);
  }

  private items(length: number, depth: number): unknown[] {
    const items: unknown[] = [];
    while (length === indefinite || items.length < length) {
      const item = this.value(depth + 1);
      if (item === end) {
        this.checkEnd(length);
        break;
      }
      items.push(item);
    }
    return items;
  }

  private entries(length: number, depth: number): Readonly<Record<string, unknown>> {
    const entries: [string, unknown][] = [];
    while (length === indefinite || entries.length < length) {
      const key = this.value(depth + 1);
      if (key === end) {
        this.checkEnd(length);
        break;
      }
      const value = this.value(depth + 1);
      if (typeof key !== "string" || value === end) {
        throw wrong();
      }
      entries.push([key, value]);
    }
    return Object.fromEntries(entries);
  }

  private tagged(number: number, depth: number): Date {
    const seconds = this.value(depth + 1);
    if (number !== epochSeconds || typeof seconds !== "number") {
      throw wrong();
    }
    return new Date(seconds * 1000);
  }

  private checkEnd(length: number): void {
    if (length !== indefinite) {
      throw wrong();
    }
  }

  private byte(): number {
    const byte = this.encoded[this.at++];
    if (byte === undefined) {
      throw wrong();
    }
    return byte;
  }

  private take(length: number): Buffer {
    if (length > this.encoded.length - this.at) {
      throw wrong();
    }
    this.at += length;
    return this.encoded.subarray(this.at - length, this.at);
  }
}

function halfFloat(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) {
    return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return sign * (exponent === 0 ? 2 ** -24 * fraction : 2 ** (exponent - 25) * (1024 + fraction));
}

/** Writes a value of an output as its shape asks. */
export function encodeCbor(shape: Shape, value: unknown): Buffer {
  const parts: Buffer[] = [];
  write(shape, value, parts);
  return Buffer.concat(parts);
}

function write(shape: Shape, value: unknown, parts: Buffer[]): void {
  switch (shape.type) {
    case "structure": {
      const given = value as Readonly<Record<string, unknown>>;
      const members = [...shape.members].filter(([name]) => isThere(given[name]));
      parts.push(head(map, members.length));
      for (const [name, member] of members) {
        writeText(name, parts);
        write(member, given[name], parts);
      }
      return;
    }
    case "list": {
      const items = (value as readonly unknown[]).filter(isThere);
      parts.push(head(array, items.length));
      for (const item of items) {
        write(shape.item as Shape, item, parts);
      }
      return;
    }
    case "map": {
      const entries = Object.entries(value as object).filter(([, each]) => isThere(each));
      parts.push(head(map, entries.length));
      for (const [key, each] of entries) {
        writeText(key, parts);
        write(shape.value as Shape, each, parts);
      }
      return;
    }
    case "blob":
      parts.push(head(bytes, (value as Uint8Array).byteLength), Buffer.from(value as Uint8Array));
      return;
    case "timestamp":
      parts.push(head(tag, epochSeconds), number((value as Date).getTime() / 1000));
      return;
    case "boolean":
      parts.push(Buffer.of(value ? 0xf5 : 0xf4));
      return;
    case "integer":
    case "long":
      parts.push(number(value as number));
      return;
    case "double":
    case "float":
      parts.push(double(value as number));
      return;
    default:
      writeText(String(value), parts);
  }
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

function writeText(value: string, parts: Buffer[]): void {
  const encoded = Buffer.from(value, "utf8");
  parts.push(head(text, encoded.length), encoded);
}

function number(value: number): Buffer {
  if (!Number.isSafeInteger(value)) {
    return double(value);
  }
  return value < 0 ? head(negative, -1 - value) : head(unsigned, value);
}

function double(value: number): Buffer {
  const encoded = Buffer.alloc(9);
  encoded.writeUInt8((simple << 5) | 27);
  encoded.writeDoubleBE(value, 1);
  return encoded;
}

function head(major: number, argument: number): Buffer {
  const type = major << 5;
  if (argument < 24) {
    return Buffer.of(type | argument);
  }
  const size = argument < 2 ** 8 ? 1 : argument < 2 ** 16 ? 2 : argument < 2 ** 32 ? 4 : 8;
  const encoded = Buffer.alloc(1 + size);
  encoded.writeUInt8(type | (24 + Math.log2(size)));
  if (size === 8) {
    encoded.writeBigUInt64BE(BigInt(argument), 1);
  } else {
    encoded.writeUIntBE(argument, 1, size);
  }
  return encoded;
}
