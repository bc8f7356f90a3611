import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../../processes/project";
import { workshop } from "../workshop";

test("the whole lesson runs, with a tenth of its readings: every checkpoint is right, nothing is left", () => {
  const lesson = join(root, "dist", "scripts", "lesson.js");
  const env = { ...process.env, LAB_ROWS: "100000" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [lesson, "lake"], { env, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
  assert.equal(stdout.match(/^✓ /gm)?.length, workshop.lessons.length, stdout);
});
