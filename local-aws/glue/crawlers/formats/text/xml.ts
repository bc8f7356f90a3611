import { XMLParser, XMLValidator } from "fast-xml-parser";
import { LinearPattern } from "../../../../event-loop/linear-pattern";
import { type DataType, type Field, mergeFields, mergeTypes, scalar, text, unknown } from "../data-type";

export interface XmlSchema {
  readonly rowTag: string;
  readonly columns: readonly Field[];
  readonly records: number;
}

const prolog = /^\uFEFF?\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*/s;
const openTag = /<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>/;
const tagName = /^[A-Za-z_][\w.:-]*$/;

/**
 * Reads the elements that are rows. Their attributes become columns with `_` before the name; a text beside attributes
 * becomes `_VALUE`, as in Glue's XML reader.
 *
 * @param isWhole False where the text was cut off; the last row may then be incomplete.
 * @param rowTag The element that is a row; else the children of the root where they repeat, else the root.
 * @returns Undefined where it is not XML, or has no such element with children or attributes.
 */
export function readXml(content: string, isWhole: boolean, rowTag?: string): XmlSchema | undefined {
  const body = content.replace(prolog, "");
  const root = openTag.exec(body);
  if (root === null || root.index !== 0 || (isWhole && XMLValidator.validate(content.trim()) !== true)) {
    return undefined;
  }
  const tag = rowTag ?? findRowTag(body, root);
  if (!tagName.test(tag)) {
    return undefined;
  }
  const rows = elements(tag).allIn(body);
  const columns = rows
    .map((row) => typeOf(parser.parse(row)[tag]))
    .reduce<readonly Field[]>(
      (fields, type) => (type.kind === "struct" ? mergeFields(fields, type.fields) : fields),
      [],
    );
  return columns.length === 0 ? undefined : { rowTag: tag, columns: inLowerCase(columns), records: rows.length };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "_",
  textNodeName: "_VALUE",
  parseTagValue: false,
  processEntities: false,
});

const elements = (tag: string): LinearPattern => {
  const name = tag.replaceAll(".", "\\.");
  return new LinearPattern(`<${name}(?:\\s[^<>]*)?>.*?</${name}\\s*>`, { dotAll: true });
};

function findRowTag(body: string, root: RegExpExecArray): string {
  const child = openTag.exec(body.slice(root[0].length))?.[1];
  const repeats = child === undefined ? 0 : elements(child).allIn(body).length;
  return child !== undefined && repeats > 1 ? child : (root[1] ?? "");
}

function typeOf(value: unknown): DataType {
  if (typeof value === "string") {
    return textType(value.trim());
  }
  if (Array.isArray(value)) {
    return { kind: "array", element: value.map(typeOf).reduce(mergeTypes, unknown) };
  }
  const fields = Object.entries(value ?? {}).map(([name, member]) => ({ name, type: typeOf(member) }));
  return fields.length === 0 ? unknown : { kind: "struct", fields };
}

function textType(value: string): DataType {
  if (value === "") {
    return unknown;
  }
  if (/^[+-]?\d{1,18}$/.test(value)) {
    return scalar(Math.abs(Number(value)) < 2 ** 31 ? "int" : "bigint");
  }
  if (/^[+-]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?$/.test(value)) {
    return scalar("double");
  }
  return /^(?:true|false)$/.test(value) ? scalar("boolean") : text;
}

function inLowerCase(columns: readonly Field[]): readonly Field[] {
  return mergeFields(
    [],
    columns.map(({ name, type }) => ({ name: name.toLowerCase(), type })),
  );
}
