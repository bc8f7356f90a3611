import type { ObjectSummary } from "../../../s3/objects/object-store";
import type { TextClassifier } from "../formats/classified";
import type { Field } from "../formats/data-type";
import { type FileSchema, type Format, formatKey } from "../formats/file-schema";
import { readSchema } from "../formats/read-schema";
import type { CrawledFile } from "./folder-tree";

/** How long reading goes on before other requests get their turn, in milliseconds. */
const turn = 20;

/**
 * Looks into each file.
 *
 * @param classifiers The custom ones, in the crawler's order.
 * @param onUnknown Told of each file that no classifier knows; it is left out.
 * @throws The signal's reason where the crawl was stopped.
 */
export async function classifyFiles(
  objects: readonly ObjectSummary[],
  classifiers: readonly TextClassifier[],
  signal: AbortSignal,
  onUnknown: (key: string) => void,
): Promise<CrawledFile[]> {
  const files: CrawledFile[] = [];
  const shared = new SharedSchemas();
  let turnEnds = Date.now() + turn;
  for (const { key, path, size } of objects) {
    if (Date.now() > turnEnds) {
      await new Promise(setImmediate);
      signal.throwIfAborted();
      turnEnds = Date.now() + turn;
    }
    const schema = readSchema(path, size, classifiers);
    if (schema === undefined) {
      onUnknown(key);
    } else {
      files.push({ key, size, schema: shared.share(schema) });
    }
  }
  return files;
}

/** Equal formats and equal columns become the same objects, so that grouping thousands of files compares few. */
class SharedSchemas {
  private readonly formats = new Shared<Format>(formatKey);
  private readonly columns = new Shared<readonly Field[]>(JSON.stringify);

  share(schema: FileSchema): FileSchema {
    return { ...schema, format: this.formats.first(schema.format), columns: this.columns.first(schema.columns) };
  }
}

class Shared<Value extends object> {
  private readonly firsts = new Map<string, Value>();
  /** The last one that was asked for, as most files are like the one before, and which it is equal to. */
  private last: { readonly value: Value; readonly first: Value } | undefined;

  constructor(private readonly keyOf: (value: Value) => string) {}

  /** The first value that was equal to this one. */
  first(value: Value): Value {
    if (this.last?.value !== value) {
      const key = this.keyOf(value);
      const first = this.firsts.get(key) ?? value;
      this.firsts.set(key, first);
      this.last = { value, first };
    }
    return this.last.first;
  }
}
