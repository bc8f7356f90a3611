import { XMLParser } from "fast-xml-parser";
import { malformedXml } from "../response/errors";

const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreAttributes: true, htmlEntities: true });

/**
 * The members of a document's root element, as nested objects of strings.
 *
 * @throws `MalformedXML` where it is no XML, or has another root.
 */
export function parseXml(body: string, root: string): Record<string, unknown> {
  if (body.includes("<!DOCTYPE")) {
    throw malformedXml();
  }
  let document: Record<string, unknown>;
  try {
    document = parser.parse(body, true) as Record<string, unknown>;
  } catch {
    throw malformedXml();
  }
  const members = document[root];
  if (members === "") {
    return {};
  }
  if (typeof members !== "object" || members === null || Array.isArray(members)) {
    throw malformedXml();
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
