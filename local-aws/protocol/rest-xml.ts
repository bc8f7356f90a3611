import { XMLParser } from "fast-xml-parser";
import { AwsError } from "./aws-error";

/** What an element can hold: members become elements of their name, arrays are repeated elements, dates ISO 8601. */
export type XmlValue = string | number | boolean | Date | undefined | XmlMembers | readonly XmlValue[];
export interface XmlMembers {
  readonly [name: string]: XmlValue;
}

/** A whole XML document with one root element. */
export function xmlDocument(root: string, members: XmlMembers | string, namespace?: string): string {
  const attribute = namespace === undefined ? "" : ` xmlns="${namespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${inner(members)}</${root}>`;
}

function inner(value: Exclude<XmlValue, undefined | readonly XmlValue[]>): string {
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (typeof value === "object") {
    return Object.entries(value as XmlMembers)
      .map(([name, member]) => element(name, member))
      .join("");
  }
  return escapeXml(String(value));
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) {
    return "";
  }
  if (Array.isArray(value)) {
    return value.map((member: XmlValue) => element(name, member)).join("");
  }
  return `<${name}>${inner(value as Exclude<XmlValue, undefined | readonly XmlValue[]>)}</${name}>`;
}

const references: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Control characters go as references: S3 does it so, although XML 1.0 has no such characters. */
function escapeXml(text: string): string {
  return text.replace(
    /[&<>"]|\p{Cc}/gu,
    (character) => references[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreAttributes: true, htmlEntities: true });

/**
 * The members of a document's root element, as nested objects of strings.
 *
 * @throws `MalformedXML` where it is no XML, or has another root.
 */
export function parseXml(body: string, root: string): Record<string, unknown> {
  const malformed = () =>
    new AwsError(
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema",
    );
  if (body.includes("<!DOCTYPE")) {
    throw malformed();
  }
  let document: Record<string, unknown>;
  try {
    document = parser.parse(body, true) as Record<string, unknown>;
  } catch {
    throw malformed();
  }
  const members = document[root];
  if (members === "") {
    return {};
  }
  if (typeof members !== "object" || members === null || Array.isArray(members)) {
    throw malformed();
  }
  return members as Record<string, unknown>;
}

/** The members of a repeated element, which the parser gives alone where there is only one. */
export function xmlList(value: unknown): Record<string, unknown>[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.map((member) =>
    typeof member === "object" && member !== null ? (member as Record<string, unknown>) : {},
  );
}

/** The text of an element, or undefined where there is none. */
export function xmlText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
