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
