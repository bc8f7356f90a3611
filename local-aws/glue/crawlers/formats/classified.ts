import type { FileSchema } from "./file-schema";
import type { TextSample } from "./text/text-sample";

/** What a classifier says of a file. */
export interface Classified {
  readonly schema: FileSchema;
  /** From 0 to 1, where it is certain. */
  readonly certainty: number;
}

/** A custom classifier made ready. */
export type TextClassifier = (sample: TextSample) => Classified | undefined;
