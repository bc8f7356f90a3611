import type { Readable } from "node:stream";

/** CloudWatch Logs takes events of up to 256 KB. */
const longestLine = 60_000;

/** Passes a stream on in whole lines, as they come; an unfinished line when the stream ends. */
export function forwardLines(stream: Readable, forward: (lines: string[]) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    while (rest.length > longestLine) {
      lines.push(rest.slice(0, longestLine));
      rest = rest.slice(longestLine);
    }
    if (lines.length > 0) {
      forward(lines);
    }
  });
  stream.on("end", () => {
    if (rest !== "") {
      forward([rest]);
    }
  });
}
