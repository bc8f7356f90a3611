import type { Table } from "@aws-sdk/client-glue";

const template = "storage.location.template";

/**
 * A table with partition projection whose template is written out. Athena puts the values into the paths as they are, and
 * Trino does so for a template only; where there is none, it looks for `%3A` in place of `:`.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/partition-projection-setting-up.html
 */
export function withTemplate(table: Table): Table {
  const { Parameters = {}, PartitionKeys = [], StorageDescriptor } = table;
  const projected = Parameters["projection.enabled"]?.toLowerCase() === "true" && PartitionKeys.length > 0;
  if (!projected || Parameters[template] !== undefined || StorageDescriptor?.Location === undefined) {
    return table;
  }
  const folders = PartitionKeys.map(({ Name }) => `${Name}=\${${Name}}`).join("/");
  const written = `${StorageDescriptor.Location.replace(/\/*$/, "")}/${folders}/`;
  return { ...table, Parameters: { ...Parameters, [template]: written } };
}
