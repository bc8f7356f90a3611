import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { labJar } from "../local-aws/engines/installation";
import { root, venvProgram } from "../processes/project";

test("lab.jar is what its sources give, byte for byte", () => {
  const folder = mkdtempSync(join(tmpdir(), "quality-lab-jar-"));
  try {
    const rebuilt = join(folder, "lab.jar");
    const script = join(root, "local-aws", "engines", "java", "build.py");
    execFileSync(venvProgram("python"), [script, rebuilt], { stdio: "inherit" });
    assert.ok(
      readFileSync(rebuilt).equals(readFileSync(labJar)),
      "run local-aws/engines/java/build.py and commit lab.jar",
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
