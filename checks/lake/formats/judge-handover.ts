import { gunzipSync } from "node:zlib";
import { close, compareKeys, wrongKeys } from "../../engine/compare";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import type { Cut } from "../shop/cuts";

/** An object of the handover, with its content. */
export interface SeenObject {
  readonly key: string;
  readonly bytes: Buffer;
}

const gzipMark = Buffer.from([0x1f, 0x8b]);
const wanted = ["cut_id", "mill", "failure"] as const;

/** Judges the files that go to whoever reads line by line: the failed cuts as JSON lines, gzip. */
export function judgeHandover(cuts: readonly Cut[], objects: readonly SeenObject[]): Finding {
  if (objects.length === 0) {
    return open("Nothing lies below handover/ yet.");
  }
  const plain = objects.find(({ bytes }) => !bytes.subarray(0, 2).equals(gzipMark));
  if (plain !== undefined) {
    return wrong(`${plain.key} is not gzip.`, {
      expected: "compression = 'GZIP': files that begin with the bytes 1f 8b",
      seen: `a file that begins with ${plain.bytes.subarray(0, 2).toString("hex")}`,
    });
  }
  const lines = objects.flatMap(({ bytes }) => gunzipSync(bytes).toString("utf8").split("\n").filter(Boolean));
  const rows: Record<string, unknown>[] = [];
  for (const line of lines) {
    try {
      rows.push(JSON.parse(line) as Record<string, unknown>);
    } catch {
      return wrong("A line is no JSON object.", {
        praise: "The files are gzip.",
        expected: '{"cut_id":…,"mill":…,"failure":…}',
        seen: line,
      });
    }
  }
  const failed = cuts.filter(({ failure }) => failure !== null);
  if (rows.length === cuts.length && failed.length < cuts.length) {
    return wrong("All cuts are handed over: only those that failed are asked for. Is an empty text NULL?", {
      expected: `${failed.length} lines`,
      seen: `${rows.length} lines`,
    });
  }
  const ids = rows.map(({ cut_id: id }) => String(id));
  const differing = wrongKeys(
    "failed cuts",
    compareKeys(
      failed.map((cut) => String(cut.cut_id)),
      ids,
    ),
    failed.length,
    ids.length,
  );
  if (differing !== undefined) {
    const isTwice = ids.length === 2 * failed.length;
    return isTwice
      ? wrong("Each failed cut is there twice: UNLOAD does not replace what an earlier run has written.", {
          expected: `${failed.length} lines`,
          seen: `${ids.length} lines`,
        })
      : differing;
  }
  for (const cut of failed) {
    const row = rows[ids.indexOf(String(cut.cut_id))] ?? {};
    const name = wanted.find((name) =>
      typeof cut[name] === "number" ? !close(row[name], cut[name], 0) : row[name] !== cut[name],
    );
    if (name !== undefined) {
      return wrong(`${name} of cut ${cut.cut_id} is ${name in row ? "another" : "missing"}.`, {
        praise: "The right cuts, as JSON lines in gzip.",
        expected: `${name} ${cut[name]}`,
        seen: JSON.stringify(row),
      });
    }
  }
  return right(`${failed.length} failed cuts in ${objects.length} files.`);
}
