import { readAvro } from "./binary/avro";
import { readOrc } from "./binary/orc";
import { readParquet } from "./binary/parquet";
import type { Classified, TextClassifier } from "./classified";
import type { FileSchema, Format } from "./file-schema";
import { readCsv } from "./text/csv";
import { compileGrok } from "./text/grok";
import { logSchema } from "./text/grok-lines";
import { readJson } from "./text/json";
import { readHead, type TextSample, textSample } from "./text/text-sample";
import { readXml } from "./text/xml";

/**
 * Looks into a file as Glue's crawlers do: custom classifiers first, then the built-in ones. The first that is certain
 * has it, else the one that is the most so.
 *
 * @returns Undefined where no classifier knows the file.
 * @see https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html
 */
export function readSchema(path: string, size: number, custom: readonly TextClassifier[] = []): FileSchema | undefined {
  // what is text to a custom classifier is none of these three
  const parquet = readParquet(path, size);
  if (parquet !== undefined) {
    return { format: binary.parquet, ...parquet, bytes: size };
  }
  const head = readHead(path, size);
  const avro = readAvro(head);
  if (avro !== undefined) {
    const { schema, ...found } = avro;
    return { format: binary.avro, ...found, avroSchema: schema };
  }
  const orc = head.toString("latin1", 0, 3) === "ORC" ? readOrc(path, size) : undefined;
  if (orc !== undefined) {
    return { format: binary.orc, ...orc, bytes: size };
  }
  const sample = textSample(path, size, head);
  return sample && classify(sample, custom);
}

const binary = {
  parquet: binaryFormat("parquet"),
  avro: binaryFormat("avro"),
  orc: binaryFormat("orc"),
};

function binaryFormat(kind: "parquet" | "avro" | "orc"): Format {
  return { kind, classification: kind, compression: "none" };
}

function classify(sample: TextSample, custom: readonly TextClassifier[]): FileSchema | undefined {
  let best: Classified | undefined;
  for (const classifier of custom) {
    const found = classifier(sample);
    if (found?.certainty === 1) {
      return found.schema;
    }
    if (found !== undefined && found.certainty > (best?.certainty ?? 0)) {
      best = found;
    }
  }
  return fromJson(sample) ?? fromXml(sample) ?? fromLog(sample) ?? fromCsv(sample) ?? best?.schema;
}

function fromJson(sample: TextSample): FileSchema | undefined {
  if (!/^\uFEFF?\s*[{[]/.test(sample.text)) {
    return undefined;
  }
  const format = { kind: "json", classification: "json", compression: sample.compression } as const;
  return fromWhole(sample, ({ text, isWhole }) => {
    const found = readJson(text, isWhole);
    return found && { format, ...found, bytes: Buffer.byteLength(text) };
  });
}

/** Reads the sample, and where that is too short for one value, the whole text. */
export function fromWhole(
  sample: TextSample,
  read: (sample: TextSample) => FileSchema | undefined,
): FileSchema | undefined {
  const found = read(sample);
  if (found !== undefined || sample.isWhole) {
    return found;
  }
  const whole = sample.whole();
  return whole && read(whole);
}

function fromXml(sample: TextSample): FileSchema | undefined {
  if (!/^\uFEFF?\s*</.test(sample.text)) {
    return undefined;
  }
  return fromWhole(sample, ({ text, isWhole, compression }) => {
    const found = readXml(text, isWhole);
    if (found === undefined) {
      return undefined;
    }
    const { rowTag, columns, records } = found;
    return {
      format: { kind: "xml", classification: "xml", compression, rowTag },
      columns,
      records,
      bytes: Buffer.byteLength(text),
    };
  });
}

/** The logs that Glue knows, the longer pattern first. */
const logs = (
  [
    ["combined_apache", "%{COMBINEDAPACHELOG}"],
    ["apache", "%{COMMONAPACHELOG}"],
  ] as const
).map(([classification, pattern]) => ({
  classification,
  grok: compileGrok(`^${pattern}$`),
  source: { pattern, customPatterns: "" },
}));

function fromLog(sample: TextSample): FileSchema | undefined {
  for (const { classification, grok, source } of logs) {
    const found = logSchema(sample, grok, source, classification);
    if (found?.certainty === 1) {
      return found.schema;
    }
  }
  return undefined;
}

function fromCsv(sample: TextSample): FileSchema | undefined {
  const text = wholeLines(sample);
  const found = readCsv(text);
  if (found === undefined) {
    return undefined;
  }
  const { delimiter, header, columns, records } = found;
  const format = { kind: "csv", classification: "csv", compression: sample.compression, delimiter, header } as const;
  return { format, columns, records, bytes: Buffer.byteLength(text) };
}

/** The sample without a line that its end cuts. */
export function wholeLines({ text, isWhole }: TextSample): string {
  return isWhole ? text : text.slice(0, text.lastIndexOf("\n") + 1);
}
