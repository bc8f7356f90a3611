import { AwsError } from "../../protocol/aws-error";
import { isArray, isObject, type Json, type JsonObject, memberOf } from "../data/json";
import { lookUp, parsePath } from "../data/json-path";
import type { S3Access } from "../definition/asl";
import { evaluate, fill } from "../running/evaluate";
import { StateFailure } from "../running/failure";
import { failureIn, pathScope, type Visit } from "../running/visit";
import { callApi } from "../tasks/service-call";
import { readCsv } from "./csv";

const delimiters: Readonly<Record<string, string>> = { COMMA: ",", PIPE: "|", SEMICOLON: ";", SPACE: " ", TAB: "\t" };

const fail = (cause: string): StateFailure => new StateFailure("States.ItemReaderFailed", cause);

/**
 * The items of a distributed Map state that lie in S3: the lines of a CSV or JSON Lines file, the items of a JSON array
 * or object, or the objects of a listing.
 *
 * @throws StateFailure States.ItemReaderFailed
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export async function readItems(visit: Visit, reader: S3Access, input: Json): Promise<readonly Json[]> {
  const config = reader.ReaderConfig ?? {};
  const most = await maxItems(visit, config, input);
  const parameters = await argumentsOf(visit, reader, input, "ItemReader");
  try {
    const items = reader.Resource.endsWith(":s3:listObjectsV2")
      ? await listObjects(visit, parameters, most)
      : readFile(await getObject(visit, parameters), config);
    return items.slice(0, most);
  } catch (error) {
    throw error instanceof AwsError ? fail(error.message) : error;
  }
}

/** What a reader or writer asks S3 for. */
export async function argumentsOf(visit: Visit, access: S3Access, input: Json, field: string): Promise<JsonObject> {
  const filled =
    visit.language === "JSONata"
      ? await evaluate(visit, access.Arguments ?? {}, `${field}/Arguments`)
      : fill(visit, access.Parameters ?? {}, pathScope(visit, input));
  return isObject(filled) ? filled : {};
}

/** At most 100 million items, as AWS has it. */
async function maxItems(visit: Visit, config: JsonObject, input: Json): Promise<number> {
  const path = config.MaxItemsPath;
  const value =
    typeof path === "string"
      ? lookUp(parsePath(path), pathScope(visit, input))
      : config.MaxItems === undefined
        ? undefined
        : await evaluate(visit, config.MaxItems, "ItemReader/ReaderConfig/MaxItems");
  if (value === undefined && path === undefined) {
    return 100_000_000;
  }
  if (!Number.isInteger(value)) {
    const text = `The MaxItemsPath field refers to value "${value}" which is not a valid integer: ${path}`;
    throw failureIn(visit, "States.Runtime", text);
  }
  if ((value as number) <= 0) {
    throw fail("field MaxItems must be positive");
  }
  return value as number;
}

async function getObject(visit: Visit, parameters: JsonObject): Promise<string> {
  const answer = await callApi(visit, "s3", "GetObject", parameters, "text");
  return String(memberOf(answer, "Body") ?? "");
}

async function listObjects(visit: Visit, parameters: JsonObject, most: number): Promise<Json[]> {
  const items: Json[] = [];
  for (let token: Json | undefined; ; ) {
    const page = await callApi(
      visit,
      "s3",
      "ListObjectsV2",
      { ...parameters, ...(token !== undefined && { ContinuationToken: token }) },
      "text",
    );
    const contents = memberOf(page, "Contents");
    for (const object of isArray(contents) ? contents : []) {
      items.push({
        Etag: memberOf(object, "ETag") ?? null,
        Key: memberOf(object, "Key") ?? null,
        LastModified: Date.parse(String(memberOf(object, "LastModified"))) / 1000,
        Size: memberOf(object, "Size") ?? null,
        StorageClass: memberOf(object, "StorageClass") ?? "STANDARD",
      });
    }
    token = memberOf(page, "NextContinuationToken");
    if (token === undefined || items.length >= most) {
      return items;
    }
  }
}

function readFile(text: string, config: JsonObject): readonly Json[] {
  switch (config.InputType) {
    case "CSV":
      return readCsvItems(text, config);
    case "JSON":
      return readJsonItems(text, config.ItemsPointer);
    case "JSONL":
      return text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map(parse);
    default:
      throw fail(`The embedded AWS does not read items of the InputType ${config.InputType}.`);
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw fail("Attempting to map over non-iterable node.");
  }
}

function readJsonItems(text: string, pointer: Json | undefined): readonly Json[] {
  const found = typeof pointer === "string" ? atPointer(parse(text), pointer) : parse(text);
  if (isArray(found)) {
    return found;
  }
  if (isObject(found)) {
    return Object.entries(found).map(([Key, Value]) => ({ Key, Value }));
  }
  throw fail("Attempting to map over non-iterable node.");
}

/** @see https://datatracker.ietf.org/doc/html/rfc6901 */
function atPointer(value: Json, pointer: string): Json | undefined {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json | undefined>((found, part) => (isArray(found) ? found[Number(part)] : memberOf(found, part)), value);
}

function readCsvItems(text: string, config: JsonObject): readonly Json[] {
  const delimiter = delimiters[String(config.CSVDelimiter ?? "COMMA")] ?? ",";
  const rows = readCsv(text.replace(/^\uFEFF/, ""), delimiter);
  const given = config.CSVHeaderLocation === "GIVEN";
  const header = given && isArray(config.CSVHeaders) ? config.CSVHeaders.map(String) : (rows[0] ?? []);
  if (header.some((name, index) => header.indexOf(name) !== index)) {
    throw fail("CSV headers cannot contain duplicates.");
  }
  return rows
    .slice(given ? 0 : 1)
    .map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""])));
}
