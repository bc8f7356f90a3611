import { readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { formatDollars, s3RequestCost } from "../cost";
import { formatBytes, formatPercent, formatSeconds } from "../display/format";
import { LiveDisplay } from "../display/live-display";
import { noteExpense } from "../spending";
import { interruptible } from "../wait";
import { putRequests, uploadFile } from "./upload-file";

const filesAtOnce = 8;

/** What an upload sent. */
export interface UploadSummary {
  readonly files: number;
  readonly bytes: number;
  readonly seconds: number;
  /** The keys, in order. */
  readonly keys: readonly string[];
}

/**
 * Uploads all files of a folder, subfolders included, with a live display: files, bytes, per cent, rate.
 * The path inside the folder is appended to the prefix. Calls `s3:PutObject` for each.
 *
 * @param prefix Such as `raw/`.
 * @throws Interrupted When Interrupt in Jupyter ends it; what is sent by then stays.
 */
export async function uploadFolder(folder: string, bucket: string, prefix: string): Promise<UploadSummary> {
  const files = await filesIn(folder);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const display = new LiveDisplay();
  const begin = performance.now();
  const sent = new Map<string, number>();
  let finished = 0;
  let requests = 0;
  const seconds = () => (performance.now() - begin) / 1_000;
  const report = (state: string, outcome: "going on" | "done" | "failed") => {
    const bytes = [...sent.values()].reduce((sum, value) => sum + value, 0);
    const share = total === 0 ? 1 : bytes / total;
    display.update({
      what: `upload to s3://${bucket}/${prefix}`,
      state,
      outcome,
      share,
      facts: [
        ["files", `${finished} of ${files.length}`],
        ["bytes", `${formatBytes(bytes)} (${formatPercent(share)})`],
        ["rate", `${formatBytes(Math.round(bytes / Math.max(seconds(), 0.001)))}/s`],
        ["time", formatSeconds(seconds())],
        ["cost on AWS", formatDollars(s3RequestCost({ puts: requests }))],
      ],
    });
  };
  const keys = files.map(({ path }) => prefix + path.split(sep).join("/"));
  const queue = files.map((file, i) => ({ ...file, key: keys[i] as string })).values();
  try {
    await interruptible("the upload", "What was sent by then stays in the bucket.", async (signal) => {
      const worker = async () => {
        for (const { path, size, key } of queue) {
          signal.throwIfAborted();
          const onBytes = (bytes: number) => {
            sent.set(key, bytes);
            report("UPLOADING", "going on");
          };
          await uploadFile(join(folder, path), bucket, key, { onBytes, signal });
          sent.set(key, size);
          finished += 1;
          requests += putRequests(size);
        }
      };
      await Promise.all(Array.from({ length: filesAtOnce }, worker));
    });
  } catch (error) {
    report("STOPPED", "failed");
    throw error;
  }
  report("UPLOADED", "done");
  noteExpense(`upload ${files.length} files`, s3RequestCost({ puts: requests }));
  return { files: files.length, bytes: total, seconds: seconds(), keys };
}

async function filesIn(folder: string): Promise<{ path: string; size: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length)
        .replace(/^[\\/]+/, ""),
    )
    .sort();
  return Promise.all(paths.map(async (path) => ({ path, size: (await stat(join(folder, path))).size })));
}
