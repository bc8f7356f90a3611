import { readdirSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { describe } from "node:test";

/**
 * Runs all test files of a room in this process, one after the other, so that they can share an engine. A room within the
 * room that is run by itself is left out.
 */
export function runRoom(folder: string): void {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const inner = names.filter((name) => basename(name) === "all-tests.js" && dirname(name) !== ".").map(dirname);
  for (const name of names) {
    if (name.endsWith(".test.js") && !inner.some((one) => name.startsWith(`${one}${sep}`))) {
      describe(name, () => {
        require(join(folder, name));
      });
    }
  }
}
