import { readdirSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { run } from "node:test";
import { spec, tap } from "node:test/reporters";

// Runs all test files of Node's runner, the longest first. `node --test` would sort them by path, and end with a long
// one that runs alone.

const dist = join(__dirname, "..");
const longestFile = 30 * 60 * 1_000;

/** The longest, longest first; the rooms whose files are all run by one are among them. */
const longest = [
  join("checks", "quality", "lesson", "all-tests.js"),
  join("checks", "quality", "all-tests.js"),
  join("checks", "lake", "all-tests.js"),
  join("checks", "retail", "all-tests.js"),
];

/** Of a room all whose files are run by one, that one. */
function testFiles(): string[] {
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).sort();
  const rooms = files.filter((name) => basename(name) === "all-tests.js");
  const isInRoom = (name: string) => rooms.some((room) => name.startsWith(`${dirname(room)}${sep}`));
  const others = files.filter((name) => name.endsWith(".test.js") && !isInRoom(name));
  const all = new Set([...longest, ...rooms, ...others]);
  return [...all].map((name) => join(dist, name));
}

// more at a time than two cores can compute, as much of it is waiting; none may hang
const results = run({ files: testFiles(), concurrency: 3, timeout: longestFile, forceExit: true });
results.on("test:fail", ({ todo }) => {
  if (todo === undefined) {
    process.exitCode = 1;
  }
});
results.compose(process.stdout.isTTY ? new spec() : tap).pipe(process.stdout);
