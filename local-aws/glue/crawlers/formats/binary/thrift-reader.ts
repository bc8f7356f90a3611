/** The wire types of Thrift's compact protocol. */
const wire = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
};

/**
 * Reads Thrift's compact protocol, as far as Parquet's footer uses it. Throws RangeError where the bytes end early.
 *
 * @see https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export class ThriftReader {
  /** @param position Where in the bytes it is. */
  constructor(
    private readonly bytes: Buffer,
    public position = 0,
  ) {}

  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined) {
      throw new RangeError("The bytes end early.");
    }
    this.position += 1;
    return value;
  }

  /** A zigzag number; exact up to 2^53. */
  integer(): number {
    const value = this.unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(): string {
    const length = this.unsigned();
    const start = this.position;
    this.advance(length);
    return this.bytes.toString("utf8", start, start + length);
  }

  /**
   * Calls for each field, which must read or skip it; "stop" leaves the rest unread.
   *
   * @param before The field that was read already, where this goes on in the middle of a struct.
   */
  struct(field: (id: number, type: number) => "stop" | undefined, before = 0): void {
    let id = before;
    for (let head = this.byte(); head !== 0; head = this.byte()) {
      const delta = head >> 4;
      id = delta === 0 ? this.integer() : id + delta;
      if (field(id, head & 0x0f) === "stop") {
        return;
      }
    }
  }

  list(item: (type: number) => void): void {
    const head = this.byte();
    const size = head >> 4 === 15 ? this.unsigned() : head >> 4;
    for (let index = 0; index < size; index += 1) {
      item(head & 0x0f);
    }
  }

  skip(type: number): void {
    switch (type) {
      case wire.true:
      case wire.false:
        break;
      case wire.byte:
        this.advance(1);
        break;
      case wire.i16:
      case wire.i32:
      case wire.i64:
        this.unsigned();
        break;
      case wire.double:
        this.advance(8);
        break;
      case wire.binary:
        this.advance(this.unsigned());
        break;
      case wire.list:
      case wire.set:
        this.list((item) => this.skipItem(item));
        break;
      case wire.map:
        this.skipMap();
        break;
      case wire.struct:
        this.struct((_, member) => {
          this.skip(member);
          return undefined;
        });
        break;
      default:
        throw new RangeError(`There is no Thrift type ${type}.`);
    }
  }

  /** In a list, unlike in a struct, a boolean takes a byte. */
  private skipItem(type: number): void {
    this.skip(type === wire.true || type === wire.false ? wire.byte : type);
  }

  private skipMap(): void {
    const size = this.unsigned();
    const types = size === 0 ? 0 : this.byte();
    for (let index = 0; index < size; index += 1) {
      this.skipItem(types >> 4);
      this.skipItem(types & 0x0f);
    }
  }

  private unsigned(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const part = this.byte();
      value += (part & 0x7f) * factor;
      if (part < 0x80) {
        return value;
      }
      factor *= 128;
    }
  }

  private advance(count: number): void {
    this.position += count;
    if (this.position > this.bytes.length) {
      throw new RangeError("The bytes end early.");
    }
  }
}
