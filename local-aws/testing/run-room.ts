import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe } from "node:test";

/** Runs all test files of a room in this process, one after the other, so that they can share an engine. */
export function runRoom(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (name.endsWith(".test.js")) {
      describe(name, () => {
        require(join(folder, name));
      });
    }
  }
}
