import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { unfinishedOutput } from "../../../engines/spark/spark";

/** Removes what a killed Spark left of output that it had not committed, with folders that have become empty. */
export function removeUnfinishedOutput(dataDir: string, workDir: string): void {
  const record = unfinishedOutput(workDir);
  const lines = existsSync(record) ? readFileSync(record, "utf8").split("\n") : [];
  const open = new Set<string>();
  for (const line of lines) {
    if (line.startsWith("+")) {
      open.add(line.slice(1));
    } else {
      open.delete(line.slice(1));
    }
  }
  const root = resolve(dataDir, "s3");
  for (const folder of [...open].map((path) => resolve(path))) {
    // the script could have written the record, too
    if (folder.startsWith(root + sep) && /^(_temporary|\.spark-staging-.*|\.hive-staging_.*)$/.test(basename(folder))) {
      rmSync(folder, { recursive: true, force: true });
      removeEmpty(dirname(folder), root);
    }
  }
}

/** Below their bucket: empty folders are nothing that S3 would show. */
function removeEmpty(folder: string, root: string): void {
  for (let at = folder; dirname(dirname(at)).startsWith(root) && existsSync(at); at = dirname(at)) {
    if (readdirSync(at).length > 0) {
      return;
    }
    rmdirSync(at);
  }
}

/** The same for every run that was active when the embedded AWS died. @param folder Holds the runs' own folders. */
export function removeAllUnfinishedOutput(dataDir: string, folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    removeUnfinishedOutput(dataDir, join(folder, name));
  }
}
