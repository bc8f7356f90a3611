import type {
  Classifier,
  CreateClassifierRequest,
  CsvClassifier,
  GrokClassifier,
  JsonClassifier,
  UpdateClassifierRequest,
  XMLClassifier,
} from "@aws-sdk/client-glue";
import { checkLength, invalidInput, required, validation } from "../../errors";
import { compileGrok } from "../formats/text/grok";
import { parseJsonPath } from "../formats/text/json-path";

const kinds = ["GrokClassifier", "XMLClassifier", "JsonClassifier", "CsvClassifier"] as const;
type Kind = (typeof kinds)[number];

/** The one kind that a request names. @throws AwsError InvalidInputException where it names none or several. */
export function requestedKind(input: CreateClassifierRequest | UpdateClassifierRequest): Kind {
  const [kind, ...more] = kinds.filter((each) => input[each] !== undefined && input[each] !== null);
  if (kind === undefined || more.length > 0) {
    throw invalidInput(`Exactly one of ${kinds.join(", ")} must be given.`);
  }
  checkLength("name", input[kind]?.Name, 1, 255);
  return kind;
}

/** A classifier as it is kept, checked and with Glue's defaults. @throws AwsError where Glue refuses it. */
export function classifierDefinition(kind: Kind, members: object, created: Date, version: number): Classifier {
  const stamps = { CreationTime: created, LastUpdated: new Date(), Version: version };
  switch (kind) {
    case "GrokClassifier":
      return { GrokClassifier: { ...grok(members as GrokClassifier), ...stamps } };
    case "XMLClassifier":
      return { XMLClassifier: { ...xml(members as XMLClassifier), ...stamps } };
    case "JsonClassifier":
      return { JsonClassifier: { ...json(members as JsonClassifier), ...stamps } };
    case "CsvClassifier":
      return { CsvClassifier: { ...csv(members as CsvClassifier), ...stamps } };
  }
}

function grok({ Name, Classification, GrokPattern, CustomPatterns }: GrokClassifier): GrokClassifier {
  const pattern = checkLength("grokClassifier.grokPattern", GrokPattern, 1, 2048);
  checkLength("grokClassifier.customPatterns", CustomPatterns ?? "", 0, 16_000);
  try {
    compileGrok(pattern, CustomPatterns);
  } catch (error) {
    throw invalidInput(error instanceof Error ? error.message : String(error));
  }
  return {
    Name,
    Classification: required("grokClassifier.classification", Classification),
    GrokPattern: pattern,
    ...(CustomPatterns === undefined ? {} : { CustomPatterns }),
  };
}

function xml({ Name, Classification, RowTag }: XMLClassifier): XMLClassifier {
  if (RowTag !== undefined && !/^[A-Za-z_][\w.:-]*$/.test(RowTag)) {
    throw invalidInput(`The row tag ${RowTag} is not the name of an XML element.`);
  }
  return {
    Name,
    Classification: required("xMLClassifier.classification", Classification),
    ...(RowTag === undefined ? {} : { RowTag }),
  };
}

function json({ Name, JsonPath }: JsonClassifier): JsonClassifier {
  const path = required("jsonClassifier.jsonPath", JsonPath);
  if (parseJsonPath(path) === undefined) {
    throw invalidInput(`${path} is not a JSONPath of $, .name, ['name'], [index] and *.`);
  }
  return { Name, JsonPath: path };
}

const datatypes = [
  "BINARY",
  "BOOLEAN",
  "DATE",
  "DECIMAL",
  "DOUBLE",
  "FLOAT",
  "INT",
  "LONG",
  "SHORT",
  "STRING",
  "TIMESTAMP",
];

function csv(members: CsvClassifier): CsvClassifier {
  const { Delimiter, QuoteSymbol, Header, CustomDatatypes, CustomDatatypeConfigured } = members;
  const ContainsHeader = members.ContainsHeader ?? "UNKNOWN";
  const Serde = members.Serde ?? "None";
  oneSign("csvClassifier.delimiter", Delimiter);
  oneSign("csvClassifier.quoteSymbol", QuoteSymbol);
  if (Delimiter !== undefined && Delimiter === QuoteSymbol) {
    throw invalidInput("The quote symbol must be different from the column delimiter.");
  }
  for (const type of CustomDatatypes ?? []) {
    if (!datatypes.includes(type)) {
      throw invalidInput(`${type} is not one of the custom datatypes ${datatypes.join(", ")}.`);
    }
  }
  return {
    Name: members.Name,
    ...(Delimiter === undefined ? {} : { Delimiter }),
    ...(QuoteSymbol === undefined ? {} : { QuoteSymbol }),
    ContainsHeader,
    ...(Header === undefined ? {} : { Header }),
    DisableValueTrimming: members.DisableValueTrimming ?? false,
    AllowSingleColumn: members.AllowSingleColumn ?? false,
    CustomDatatypeConfigured: CustomDatatypeConfigured ?? false,
    ...(CustomDatatypes === undefined ? {} : { CustomDatatypes }),
    Serde,
  };
}

function oneSign(member: string, value: string | undefined): void {
  if (value !== undefined && /[\r\n]/.test(checkLength(member, value, 1, 1))) {
    throw validation(
      `Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\\r\\n]`,
    );
  }
}
