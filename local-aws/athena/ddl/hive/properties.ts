import type { HiveReader } from "./hive-reader";

/** Reads `('name'='value', …)`, as in TBLPROPERTIES and SERDEPROPERTIES. */
export function readProperties(reader: HiveReader): Record<string, string> {
  const pairs = reader.within("table properties list", () =>
    reader.list(() =>
      reader.within("specifying key/value property", () => {
        const name = reader.string();
        reader.expect("=");
        return [name, reader.string()];
      }),
    ),
  );
  return Object.fromEntries(pairs);
}
