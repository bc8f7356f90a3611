import type { Table } from "@aws-sdk/client-glue";
import { TrinoError } from "../../../engines/trino/trino-client";

/**
 * Properties that Trino would pass over, or obey where Athena does not, each with its one value that asks for nothing.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/avro-serde.html
 */
const refused: Readonly<Record<string, string>> = { "serialization.encoding": "UTF-8", "avro.schema.url": "" };

/** @throws TrinoError where a query reads or writes a table with a property that is not supported. */
export function checkProperties(tables: Iterable<Table>): void {
  for (const { Name, Parameters, StorageDescriptor } of tables) {
    const given = { ...Parameters, ...StorageDescriptor?.SerdeInfo?.Parameters };
    for (const [property, harmless] of Object.entries(refused)) {
      const value = given[property] ?? harmless;
      if (value.toUpperCase() !== harmless) {
        const message = `The embedded Athena does not support ${property} (${value}) of the table ${Name}`;
        throw new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
      }
    }
  }
}
