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
  private readonly formats = new Map<string, Format>();
  private readonly columns = new Map<string, readonly Field[]>();

  share(schema: FileSchema): FileSchema {
    return {
      ...schema,
      format: remembered(this.formats, formatKey(schema.format), schema.format),
      columns: remembered(this.columns, JSON.stringify(schema.columns), schema.columns),
    };
  }
}

function remembered<Value>(known: Map<string, Value>, key: string, value: Value): Value {
  const first = known.get(key);
  if (first === undefined) {
    known.set(key, value);
  }
  return first ?? value;
}
