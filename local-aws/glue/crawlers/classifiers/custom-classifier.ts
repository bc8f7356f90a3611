import type { Classifier, CsvClassifier, GrokClassifier, JsonClassifier, XMLClassifier } from "@aws-sdk/client-glue";
import type { TextClassifier } from "../formats/classified";
import { fromWhole, wholeLines } from "../formats/read-schema";
import { readCsv } from "../formats/text/csv";
import { compileGrok } from "../formats/text/grok";
import { logSchema } from "../formats/text/grok-lines";
import { readJsonAt } from "../formats/text/json";
import { parseJsonPath } from "../formats/text/json-path";
import { readXml } from "../formats/text/xml";

/** Makes a custom classifier ready to look into files. */
export function customClassifier(stored: Classifier): TextClassifier {
  const { GrokClassifier, XMLClassifier, JsonClassifier, CsvClassifier } = stored;
  if (GrokClassifier !== undefined) {
    return grokClassifier(GrokClassifier);
  }
  if (XMLClassifier !== undefined) {
    return xmlClassifier(XMLClassifier);
  }
  return JsonClassifier === undefined ? csvClassifier(CsvClassifier as CsvClassifier) : jsonClassifier(JsonClassifier);
}

function grokClassifier({
  Classification = "",
  GrokPattern = "",
  CustomPatterns = "",
}: GrokClassifier): TextClassifier {
  const grok = compileGrok(GrokPattern, CustomPatterns);
  const source = { pattern: GrokPattern, customPatterns: CustomPatterns };
  return (sample) => logSchema(sample, grok, source, Classification);
}

function xmlClassifier({ Classification = "", RowTag }: XMLClassifier): TextClassifier {
  return (sample) => {
    const schema = fromWhole(sample, ({ text, isWhole, compression }) => {
      const found = readXml(text, isWhole, RowTag);
      if (found === undefined) {
        return undefined;
      }
      const { rowTag, columns, records } = found;
      const format = { kind: "xml", classification: Classification, compression, rowTag } as const;
      return { format, columns, records, bytes: Buffer.byteLength(text) };
    });
    return schema && { schema, certainty: 1 };
  };
}

function jsonClassifier({ JsonPath = "$" }: JsonClassifier): TextClassifier {
  const path = parseJsonPath(JsonPath) ?? [];
  return (sample) => {
    const schema = fromWhole(sample, ({ text, isWhole, compression }) => {
      const found = readJsonAt(text, isWhole, path);
      const format = { kind: "json", classification: "json", compression, jsonPath: JsonPath } as const;
      return found && { format, ...found, bytes: Buffer.byteLength(text) };
    });
    return schema && { schema, certainty: 1 };
  };
}

function csvClassifier(classifier: CsvClassifier): TextClassifier {
  const { Header, CustomDatatypes, Serde } = classifier;
  const quote = classifier.QuoteSymbol ?? '"';
  const rules = {
    delimiter: classifier.Delimiter,
    quote,
    header: classifier.ContainsHeader ?? "UNKNOWN",
    names: Header?.length ? Header : undefined,
    trims: !classifier.DisableValueTrimming,
    allowsSingleColumn: classifier.AllowSingleColumn ?? false,
    types: classifier.CustomDatatypeConfigured ? CustomDatatypes : undefined,
  };
  return (sample) => {
    const text = wholeLines(sample);
    const found = readCsv(text, rules);
    if (found === undefined) {
      return undefined;
    }
    const { delimiter, header, columns, records } = found;
    const format = {
      kind: "csv",
      classification: "csv",
      compression: sample.compression,
      delimiter,
      header,
      ...(Serde === "OpenCSVSerDe" ? { quote } : {}),
    } as const;
    return { schema: { format, columns, records, bytes: Buffer.byteLength(text) }, certainty: 1 };
  };
}
