// yauzl comes without types; these are the parts that are used.
declare module "yauzl" {
  import type { Readable } from "node:stream";

  interface Entry {
    readonly fileName: string;
    /** In bytes. */
    readonly uncompressedSize: number;
    /** The upper half is Unix's mode. */
    readonly externalFileAttributes: number;
  }

  interface ZipFile {
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
  }

  function fromBufferPromise(buffer: Buffer): Promise<ZipFile>;
}
