import { readFileSync } from "node:fs";
import { join } from "node:path";
import { icebergBytesToFetch, installIceberg } from "./maven.mjs";
import { icebergJars, root } from "./paths.mjs";

const locks = ["trino/trino-iceberg.lock.json", "spark/spark-iceberg.lock.json"];

/**
 * Apache Iceberg for Trino and Spark, for the `setup.mjs` of a workshop that uses it.
 *
 * @type {import("./set-up.mjs").Step}
 */
export const icebergStep = {
  name: "iceberg",
  title: "Apache Iceberg for Trino and Spark",
  toFetch: icebergBytesToFetch,
  run: installIceberg,
  inputs: () => locks.map((lock) => readFileSync(join(root, "local-aws", "engines", lock))),
  output: icebergJars,
};
