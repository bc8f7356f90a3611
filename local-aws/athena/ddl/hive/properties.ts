import { atOnce } from "../../../event-loop/in-turns";
import type { HiveReader } from "./hive-reader";

/** Reads `('name'='value', …)`, as in TBLPROPERTIES and SERDEPROPERTIES. */
export function readProperties(reader: HiveReader): Record<string, string> {
  return atOnce(readPropertiesInSteps(reader));
}

/** The same, with a rest after each. */
export function* readPropertiesInSteps(reader: HiveReader): Generator<undefined, Record<string, string>> {
  const pairs = yield* reader.stepsWithin(
    "table properties list",
    reader.listSteps(() => readProperty(reader)),
  );
  return Object.fromEntries(pairs);
}

const readProperty = (reader: HiveReader): [name: string, value: string] =>
  reader.within("specifying key/value property", () => {
    const name = reader.string();
    reader.expect("=");
    return [name, reader.string()];
  });
