import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { labJar, sparkOnJava25 } from "../local-aws/engines/installation";
import { root, venvProgram } from "../processes/project";

test("the jars are what their sources give, byte for byte", () => {
  const folder = mkdtempSync(join(tmpdir(), "quality-lab-jar-"));
  try {
    const script = join(root, "local-aws", "engines", "java", "build.py");
    execFileSync(venvProgram("python"), [script, folder], { stdio: "inherit" });
    for (const jar of [labJar, sparkOnJava25]) {
      assert.ok(
        readFileSync(join(folder, basename(jar))).equals(readFileSync(jar)),
        `run local-aws/engines/java/build.py and commit ${basename(jar)}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
