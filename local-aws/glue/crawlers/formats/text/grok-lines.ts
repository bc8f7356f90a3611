import type { Classified } from "../classified";
import type { Format } from "../file-schema";
import type { Grok } from "./grok";
import type { TextSample } from "./text-sample";

/** How many lines are matched at most. */
const linesToJudge = 1000;

/** How well a text fits a grok pattern, line by line; undefined where no line does. */
export function logSchema(
  { text, isWhole, compression }: TextSample,
  grok: Grok,
  source: NonNullable<Format["grok"]>,
  classification: string,
): Classified | undefined {
  const lines = (isWhole ? text : text.slice(0, text.lastIndexOf("\n") + 1))
    .split(/\r?\n/)
    .filter((line) => line !== "");
  const judged = lines.slice(0, linesToJudge);
  const matched = judged.filter((line) => grok.line.test(line)).length;
  if (matched === 0) {
    return undefined;
  }
  const schema = {
    format: { kind: "grok", classification, compression, grok: source } as const,
    columns: grok.columns,
    records: lines.length,
    bytes: Buffer.byteLength(text),
  };
  return { schema, certainty: matched / judged.length };
}
