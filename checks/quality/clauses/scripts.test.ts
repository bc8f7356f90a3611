import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root, venvProgram } from "../../../scripts/environment";
import type { Edit } from "./made-up";
import { step3 } from "./step-3";
import { step4 } from "./step-4";
import { step5 } from "./step-5";

// The wrong scripts of the clauses: each is the solution's with other code, which stands in it, and Python takes it.

const compile = `
import json, sys
for name, text in json.load(sys.stdin):
    try:
        compile(text, name, "exec")
    except SyntaxError as error:
        print(name, error)
`;

interface WithScript {
  readonly clause: string;
  readonly wrong: { readonly script?: readonly Edit[] };
}

for (const [file, clauses] of [
  ["03_preprocessing.py", step3.clauses],
  ["04_judgement.py", step4.clauses],
  ["05_evaluation.py", step5.clauses],
] as const) {
  test(`${file}: each wrong script differs from the solution, and can be run`, () => {
    const solution = readFileSync(join(root, "solutions", "quality", file), "utf8");
    const scripts = (clauses as readonly WithScript[]).flatMap(({ clause, wrong }) =>
      wrong.script === undefined ? [] : [[clause, edited(solution, wrong.script)] as const],
    );
    assert.ok(scripts.length > 5);
    const { stdout, stderr } = spawnSync(venvProgram("python"), ["-c", compile], {
      input: JSON.stringify(scripts),
      encoding: "utf8",
    });
    assert.equal(stdout + stderr, "");
  });
}

function edited(solution: string, edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `${from} does not stand in the solution`);
    assert.notEqual(from, to);
    return text.replace(from, () => to);
  }, solution);
}
