import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { chromium } from "playwright-core";
import { startLocalAws } from "../../../local-aws/server";
import { jupyterEnvironment, root, venvProgram } from "../../../processes/project";
import { chromiumArgs, findChromium } from "../../../tests/chromium";
import { OddClone } from "../../../tests/odd-clone";
import { workshop } from "../workshop";
import { type AcceptanceCriteria, type Diagnosis, diagnose, readRawFiles } from "./judged-parts";
import { ngRatios, pareto, pChart } from "./ng-ratios";

// The whole lesson as `npm run lesson` runs it in an odd place, its numbers against the independent path, and what a
// student sees of it in JupyterLab in a real browser.

const dataDir = mkdtempSync(join(tmpdir(), "quality-lab-lesson-test-"));
/** In the project, so that notebooks find the helpers from there. */
const workFolder = join(root, "out", "browser");
const processed = join(dataDir, "s3", "glue-quality-lab", "processed");
const tolerance = 1e-9;
let clone: OddClone;
let diagnosis: Diagnosis;

before(() => {
  clone = new OddClone();
  const criteria = JSON.parse(readFileSync(join(root, "glue-scripts", "quality", "acceptance_criteria.json"), "utf8"));
  diagnosis = diagnose(readRawFiles(join(root, "datasets", "quality", "raw")), criteria as AcceptanceCriteria);
});

after(() => {
  rmSync(dataDir, { recursive: true, force: true });
  clone.remove();
});

test("a clone in an odd place sets up from a filled cache alone, and tells no raw notes of Java", () => {
  const said = clone.npm("setup");
  assert.match(said, /Everything is set up/);
  assert.doesNotMatch(said, /OpenJDK|\[warning\]|Picked up|class archive could not/i);
  clone.startFromArchives();
});

test("the lesson runs there, with Spark, Trino and the notebooks' kernel", () => {
  const said = clone.npm("lesson", "--", "--data", dataDir);
  assert.equal(said.match(/^✓ /gm)?.length, workshop.lessons.length - 1, said);
});

async function readParquet(folder: string, columns: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  const files = join(processed, folder, "*.parquet");
  const reader = await connection.runAndReadAll(`SELECT ${columns} FROM read_parquet('${files}')`);
  return reader.getRowObjectsJson() as Record<string, unknown>[];
}

function close(seen: unknown, expected: number, what: string): void {
  assert.ok(Math.abs(Number(seen) - expected) <= tolerance, `${what}: ${seen}, expected ${expected}`);
}

test("the report has every judged part, row by row, with the NG ratio of its line and day", async () => {
  const rows = await readParquet("report_20250712.parquet", "* REPLACE (inspection_date::varchar AS inspection_date)");
  const byPart = new Map(rows.map((row) => [row.part_id, row]));
  const points = new Map(pChart(diagnosis.judged).map((point) => [`${point.line} ${point.inspectionDate}`, point]));
  assert.equal(rows.length, diagnosis.judged.length);
  for (const part of diagnosis.judged) {
    const row = byPart.get(part.partId) ?? {};
    const point = points.get(`${part.line} ${part.inspectionDate}`);
    assert.deepEqual(
      [row.line, row.inspection_date, row.steel_type, row.fault_type, row.judgement, row.ng_reason, row.severity],
      [part.line, part.inspectionDate, part.steelType, part.faultType, part.judgement, part.ngReason, part.severity],
      part.partId,
    );
    assert.equal(Number(row.roi_area), part.roi.width * part.roi.height, part.partId);
    close(row.line_date_ng_ratio, point?.p ?? Number.NaN, part.partId);
    close(row.luminosity_index_norm, part.normalised.get("luminosity_index") ?? Number.NaN, part.partId);
  }
});

test("NG ratios and Wilson intervals equal the independent ones", async () => {
  const rows = await readParquet("evaluation/ng_ratio", "*");
  const seen = new Map(rows.map((row) => [`${row.dimension} ${row.value_1} ${row.value_2 ?? null}`, row]));
  const expected = ngRatios(diagnosis.judged);
  assert.equal(rows.length, expected.length);
  for (const ratio of expected) {
    const name = `${ratio.dimension} ${ratio.value1} ${ratio.value2}`;
    const row = seen.get(name);
    assert.deepEqual([Number(row?.parts), Number(row?.ng)], [ratio.parts, ratio.ng], name);
    close(row?.ng_ratio, ratio.ngRatio, name);
    close(row?.wilson_low, ratio.wilsonLow, name);
    close(row?.wilson_high, ratio.wilsonHigh, name);
  }
});

test("the p-chart has points outside its limits on line L3 in the last three days, and nowhere else", async () => {
  const rows = await readParquet("evaluation/p_chart", "*");
  const seen = new Map(rows.map((row) => [`${row.line} ${row.inspection_date}`, row]));
  for (const point of pChart(diagnosis.judged)) {
    const row = seen.get(`${point.line} ${point.inspectionDate}`);
    close(row?.ucl, point.ucl, point.line);
    close(row?.lcl, point.lcl, point.line);
    assert.equal(row?.out_of_control, point.outOfControl);
  }
  const outside = rows.filter((row) => row.out_of_control).map((row) => `${row.line} ${row.inspection_date}`);
  assert.deepEqual(outside.sort(), ["L3 2025-07-10", "L3 2025-07-11", "L3 2025-07-12"]);
});

test("the Pareto table equals the independent one", async () => {
  const rows = await readParquet("evaluation/pareto", "* EXCLUDE (rank), rank::int AS rank");
  for (const expected of pareto(diagnosis.judged)) {
    const row = rows.find(({ rank }) => rank === expected.rank);
    assert.deepEqual([row?.fault_type, Number(row?.ng)], [expected.faultType, expected.ng]);
    close(row?.cumulative_share, expected.cumulativeShare, expected.faultType);
  }
});

test("every notebook was written as .ipynb and .html, with no cell that failed", () => {
  for (const { notebook } of workshop.lessons.slice(0, -1)) {
    for (const ending of [".ipynb", ".html"]) {
      assert.ok(existsSync(join(clone.folder, "out", "lesson", "quality", notebook + ending)), notebook + ending);
    }
  }
});

test("JupyterLab opens on the page of all workshops; there a notebook runs and its charts are drawn; then Ctrl-C leaves nothing behind", async (t) => {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    assert.notEqual(process.env.CI, "true", "Chromium is not installed.");
    t.skip("no Chromium on this machine");
    return;
  }
  rmSync(workFolder, { recursive: true, force: true });
  const lab = startLab();
  try {
    await seeCharts(executablePath, await lab.url);
  } finally {
    lab.child.kill("SIGINT");
    await lab.ended;
  }
  assert.deepEqual(processesOf(dataDir), []);
});

test("the clean-up notebook leaves nothing", async () => {
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, athenaStarts: "when asked" });
  const notebook = join(root, "notebooks", "quality", `${workshop.lessons.at(-1)?.notebook}.ipynb`);
  const child = spawn(
    venvProgram("python"),
    [join(root, "scripts", "execute_notebook.py"), notebook, join(root, "out", "lesson", "quality")],
    { stdio: "inherit", env: { ...jupyterEnvironment(), ...aws.variables } },
  );
  const code = await new Promise((done) => child.once("exit", done));
  await aws.close();
  assert.equal(code, 0);
  assert.deepEqual(readdirSync(join(dataDir, "s3", "glue-quality-lab")), []);
});

test("moved, the clone says so, puts its kernel and its archives right and checks a solution", () => {
  const before = clone.move();
  const said = clone.npm("check", "--", "1", "--solutions");
  assert.match(said, /moved|another folder/);
  clone.startFromArchives();
  assert.match(said, /3 right, 0 wrong, 0 not attempted yet/);
  const kernels = join(clone.folder, ".venv", "share", "jupyter", "kernels");
  const kernel = readFileSync(join(kernels, "tslab", "kernel.json"), "utf8");
  assert.ok(kernel.includes(clone.folder) && !kernel.includes(before), kernel);
  const program = readFileSync(join(clone.folder, ".venv", "bin", "jupyter"), "utf8");
  assert.ok(program.includes(clone.folder) && !program.includes(before), program);
});

interface Lab {
  readonly child: ChildProcess;
  readonly url: Promise<string>;
  readonly ended: Promise<unknown>;
}

/** `npm start`, without a browser of its own, on the data that the lesson left. */
function startLab(): Lab {
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(
    process.execPath,
    [join(root, "dist", "scripts", "start.js"), "--no-browser", `--port=${port}`, "--IdentityProvider.token=test"],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, LAB_DATA: dataDir, LAB_WORK: workFolder, LAB_PORT: String(port + 1) },
    },
  );
  const ended = new Promise((done) => child.once("exit", done));
  const url = new Promise<string>((found, fail) => {
    let output = "";
    const read = (text: Buffer) => {
      output += text;
      const match = /http:\/\/127\.0\.0\.1:\d+(?=\/lab)/.exec(output) ?? /http:\/\/localhost:\d+(?=\/lab)/.exec(output);
      if (match) {
        found(match[0]);
      }
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    void ended.then(() => fail(new Error(`JupyterLab ended: ${output}`)));
  });
  return { child, url, ended };
}

async function seeCharts(executablePath: string, url: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
    await page.goto(`${url}/?token=test`);
    const tasks = workshop.steps.flatMap((step) => step.tasks).length;
    await page.getByText(`0 of ${tasks} tasks of the exercises are right.`).waitFor({ timeout: 90_000 });
    await page.getByRole("link", { name: "Glue quality lab: from raw inspections to NG charts" }).click();
    const picture = page.locator(".jp-MarkdownViewer img");
    await picture.waitFor({ timeout: 30_000 });
    await page.waitForFunction('document.querySelector(".jp-MarkdownViewer img").naturalWidth > 0');
    await page.goto(`${url}/lab/tree/notebooks/quality/05-job-3-evaluation.ipynb`);
    await page.getByText("TypeScript | Idle").waitFor({ timeout: 90_000 });
    await page.getByRole("menuitem", { name: "Run", exact: true }).click();
    await page.locator(".lm-Menu-itemLabel", { hasText: /^Run All Cells$/ }).click();
    const fileNames = page.locator(".jp-DirListing-itemText");
    await fileNames.first().waitFor();
    assert.equal(await fileNames.filter({ hasText: /^\d\d-.*\.ipynb$/ }).count(), workshop.lessons.length);
    const cut = await fileNames.evaluateAll(
      (names) => names.filter((name) => name.scrollWidth > name.clientWidth).length,
    );
    assert.equal(cut, 0, "names of notebooks are cut in the side bar");
    const drawn = page.locator(".vega-embed canvas, .vega-embed svg.marks");
    await drawn.first().waitFor({ timeout: 240_000 });
    await page.getByText("Line L3: 3 of 14 days lie above the control limits").first().waitFor({ timeout: 120_000 });
    assert.ok((await drawn.count()) >= 1);
    const box = await drawn.first().boundingBox();
    assert.ok(box !== null && box.width > 200 && box.height > 100, "the chart has a size");
    await drawn.first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(workFolder, "charts.png") });
  } finally {
    await browser.close();
  }
}

/** The processes that carry a text in their command line, this one's own tools left out. */
function processesOf(text: string): string[] {
  const lines = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(text) && !line.includes("lesson.test"));
}
