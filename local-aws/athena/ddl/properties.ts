import type { TokenReader } from "../sql/token-reader";

/** Reads `('name'='value', …)`, as in TBLPROPERTIES and SERDEPROPERTIES. */
export function readProperties(reader: TokenReader): Record<string, string> {
  const properties: Record<string, string> = {};
  reader.expect("(");
  do {
    const name = reader.string();
    reader.expect("=");
    properties[name] = reader.string();
  } while (reader.accept(","));
  reader.expect(")");
  return properties;
}
