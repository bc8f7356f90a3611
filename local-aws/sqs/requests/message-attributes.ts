import { createHash } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import { invalidParameter, unsupported } from "../errors";
import type { Attribute } from "../messages/message";

type Given = Readonly<Record<string, MessageAttributeValue | Attribute>>;

const mostAttributes = 10;
const longestName = 256;

/**
 * Message attributes as they are kept.
 *
 * @throws AwsError Where AWS does not take them.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function readAttributes(given: Given | undefined): Readonly<Record<string, Attribute>> | undefined {
  const entries = Object.entries(given ?? {});
  if (entries.length === 0) {
    return undefined;
  }
  if (entries.length > mostAttributes) {
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${mostAttributes}].`,
    );
  }
  return Object.fromEntries(
    entries.map(([name, value]) => {
      checkName(name);
      return [name, readAttribute(name, value)];
    }),
  );
}

/** @throws AwsError Where AWS does not take it. */
export function readAttribute(name: string, value: MessageAttributeValue | Attribute): Attribute {
  const { DataType = "", StringValue, BinaryValue } = value;
  if ("StringListValues" in value || "BinaryListValues" in value) {
    throw unsupported("Message attribute list values in SendMessage operation are not supported.");
  }
  const type = /^(String|Number|Binary)(\..*)?$/s.exec(DataType)?.[1];
  if (type === undefined) {
    throw invalidParameter(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  }
  if (DataType.length >= longestName) {
    throw invalidParameter("Message (user) attribute types must be shorter than 256 Bytes");
  }
  const binary = BinaryValue === undefined ? undefined : toBase64(BinaryValue);
  if (type === "Binary" ? !binary : !StringValue) {
    throw invalidParameter(`Message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`);
  }
  if (type === "Number" && !isNumber(StringValue as string)) {
    throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  if (type !== "Binary" && !isAllowed(StringValue as string)) {
    throw invalidParameter(`Invalid binary character was found in the value of message (user) attribute '${name}'.`);
  }
  return type === "Binary" ? { DataType, BinaryValue: binary } : { DataType, StringValue };
}

function checkName(name: string): void {
  if (name === "" || name.length > longestName) {
    throw invalidParameter("Message (user) attribute names must be shorter than 256 Bytes");
  }
  if (!/^[\w.-]+$/.test(name)) {
    throw invalidParameter(
      "Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and underscores. ",
    );
  }
  if (/^\.|\.$|\.\.|^aws\.|^amazon\./i.test(name)) {
    throw invalidParameter(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use. Additionally, they cannot start or end with '.'.",
    );
  }
}

/** Up to 38 digits, between -10^128 and 10^126. */
function isNumber(text: string): boolean {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) && Math.abs(Number(text)) <= 1e128;
}

/**
 * Whether a text has those characters alone that messages may have.
 *
 * @see https://www.w3.org/TR/REC-xml/#charsets
 */
export function isAllowed(text: string): boolean {
  return !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text);
}

/** What a message counts against the limits, in bytes. */
export function sizeOf(body: string, attributes: Given | undefined): number {
  let size = Buffer.byteLength(body);
  for (const [name, { DataType = "", StringValue = "", BinaryValue = "" }] of Object.entries(attributes ?? {})) {
    size += Buffer.byteLength(name) + Buffer.byteLength(DataType) + Buffer.byteLength(StringValue);
    size += Buffer.byteLength(toBase64(BinaryValue), "base64");
  }
  return size;
}

export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/**
 * The MD5 by which SDKs check that attributes arrived; undefined where there are none.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: Readonly<Record<string, Attribute>> | undefined): string | undefined {
  const names = Object.keys(attributes ?? {}).sort();
  if (attributes === undefined || names.length === 0) {
    return undefined;
  }
  const hash = createHash("md5");
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const { DataType, StringValue, BinaryValue } = attributes[name] as Attribute;
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    hash.update(Buffer.from([BinaryValue === undefined ? 1 : 2]));
    add(BinaryValue === undefined ? Buffer.from(StringValue ?? "") : Buffer.from(BinaryValue, "base64"));
  }
  return hash.digest("hex");
}

/** The attributes that ReceiveMessage asks for: by name, by the beginning of names (`line.*`), or all. */
export function askedAttributes(
  attributes: Readonly<Record<string, Attribute>> | undefined,
  names: readonly string[],
): Readonly<Record<string, Attribute>> | undefined {
  const isAsked = (name: string): boolean =>
    names.some(
      (asked) =>
        asked === "All" ||
        asked === name ||
        ((asked.endsWith(".*") || asked === "*") && name.startsWith(asked.slice(0, asked === "*" ? 0 : -2))),
    );
  const found = Object.entries(attributes ?? {}).filter(([name]) => isAsked(name));
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** What is kept has base64 already. */
function toBase64(value: Uint8Array | string): string {
  return typeof value === "string" ? value : Buffer.from(value).toString("base64");
}
