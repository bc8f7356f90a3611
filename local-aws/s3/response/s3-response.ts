import type { FileBytes } from "../bodies/send-file";

/** What S3 answers. HEAD takes its headers only. */
export interface S3Response {
  /** 200 unless told. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
  readonly xml?: string;
  readonly text?: string;
  readonly file?: FileBytes;
}
