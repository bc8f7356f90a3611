/** seek-bzip has no types of its own; these are of what is used here. */
declare module "seek-bzip" {
  interface ByteSource {
    readByte(): number;
    read(target: Buffer, start: number, length: number): number;
    eof(): boolean;
  }
  interface ByteSink {
    writeByte(byte: number): void;
  }
  const Bunzip: {
    /** @param multistream Goes on with a further stream behind the first one's end. */
    decode(input: ByteSource, output: ByteSink, multistream?: boolean): void;
  };
  export default Bunzip;
}
