import type { IcebergTarget, TableInput } from "@aws-sdk/client-glue";
import { glueTable } from "../../catalog/iceberg/glue-columns";
import { IcebergTables } from "../../catalog/iceberg/iceberg-tables";
import type { CrawlEnvironment } from "../crawl-environment";
import { globPattern } from "../files/glob";
import { parseIncludePath } from "./s3-target";

/** Folders below a path that a crawler looks into, where the target does not say. */
const defaultDepth = 10;

/** An Iceberg table that a crawler found. */
export interface FoundIcebergTable {
  /** Its folder's name. */
  readonly name: string;
  readonly input: TableInput;
}

/**
 * Looks for Iceberg tables below the paths of a target: folders that hold `metadata/….metadata.json`. The newest metadata
 * file tells the table; data files are not read.
 *
 * @see https://docs.aws.amazon.com/glue/latest/dg/crawler-data-stores.html
 */
export async function findIcebergTables(
  { Paths = [], Exclusions = [], MaximumTraversalDepth = defaultDepth }: IcebergTarget,
  { catalog, objects, log }: CrawlEnvironment,
  crawler: string,
): Promise<FoundIcebergTable[]> {
  const tables = new IcebergTables(catalog, objects);
  const exclusions = Exclusions.map(globPattern);
  const found: FoundIcebergTable[] = [];
  for (const path of Paths) {
    const { bucket, prefix } = parseIncludePath(path);
    const listed = (await objects.list(bucket, prefix)).map(({ key }) => key);
    const keys = listed.filter((key) => !exclusions.some((pattern) => pattern.test(key.slice(prefix.length))));
    for (const [folder, key] of newestMetadata(keys)) {
      const file = `s3://${bucket}/${key}`;
      if (folder.slice(prefix.length).split("/").length > MaximumTraversalDepth) {
        log(`WARN : ${file} lies deeper than ${MaximumTraversalDepth} folders; it is left out`);
        continue;
      }
      const table = glueTable(tables.read(file), file, undefined);
      const name = folder.split("/").at(-1) || bucket;
      const Parameters = { ...table.Parameters, UPDATED_BY_CRAWLER: crawler };
      found.push({ name, input: { ...table, Parameters, Name: name } });
    }
  }
  return found;
}

/** The newest metadata file of each folder that has some: of the highest version, which its name begins with. */
function newestMetadata(keys: readonly string[]): Map<string, string> {
  const newest = new Map<string, { readonly key: string; readonly version: number }>();
  for (const key of keys) {
    const [, folder, version] = /^(.*?)\/?metadata\/v?(\d+)[^/]*\.metadata\.json$/s.exec(key) ?? [];
    if (folder !== undefined && Number(version) >= (newest.get(folder)?.version ?? 0)) {
      newest.set(folder, { key, version: Number(version) });
    }
  }
  return new Map([...newest].map(([folder, { key }]) => [folder, key]));
}
