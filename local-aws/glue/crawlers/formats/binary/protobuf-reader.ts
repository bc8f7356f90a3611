/**
 * Calls for each field of a Protocol Buffers message: with a number for varints, with bytes for what has a length.
 * Throws RangeError where the bytes end early.
 *
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function readMessage(bytes: Buffer, field: (id: number, value: number | Buffer) => void): void {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const part = bytes.readUInt8(at++);
      value += (part & 0x7f) * factor;
      if (part < 0x80) {
        return value;
      }
    }
  };
  while (at < bytes.length) {
    const head = varint();
    const id = Math.floor(head / 8);
    switch (head % 8) {
      case 0:
        field(id, varint());
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        if (at + length > bytes.length) {
          throw new RangeError("The message ends early.");
        }
        field(id, bytes.subarray(at, at + length));
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new RangeError(`There is no wire type ${head % 8}.`);
    }
  }
}

/** The numbers of a repeated field, packed or one by one. */
export function readNumbers(value: number | Buffer): number[] {
  if (typeof value === "number") {
    return [value];
  }
  const numbers: number[] = [];
  let number = 0;
  let factor = 1;
  for (const part of value) {
    number += (part & 0x7f) * factor;
    factor *= 128;
    if (part < 0x80) {
      numbers.push(number);
      number = 0;
      factor = 1;
    }
  }
  return numbers;
}
