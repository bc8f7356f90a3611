import { execFile } from "node:child_process";
import { join } from "node:path";
import { escapeHtml } from "./display/html";
import { show } from "./display/kernel";
import { marks } from "./display/marks";
import { connect, labFolder } from "./environment";
import { surroundings } from "./workshop";

interface CheckedTask {
  readonly task: string;
  readonly title: string;
  readonly hint: string;
  readonly finding: {
    readonly state: keyof typeof marks;
    readonly message: string;
    readonly praise?: string;
    readonly expected?: string;
    readonly seen?: string;
  };
}

type Report = { readonly summary: string; readonly tasks: readonly CheckedTask[] } | { readonly setup: string };

/**
 * Runs the check of one exercise, `npm run check -- <exercise>`, on the notebook's own folder, and shows its answer as a
 * table.
 *
 * @param exercise The workshop and the step, such as `quality/3`.
 */
export async function showCheck(exercise: string): Promise<void> {
  connect();
  const report = await runScript<Report>("check.js", [exercise, "--json", "--folder", process.cwd()]);
  if ("setup" in report) {
    show({ "text/html": `<b>The set-up does not work</b><br>${escapeHtml(report.setup)}`, "text/plain": report.setup });
    return;
  }
  const rows = report.tasks.map(
    ({ task, title, finding, hint }) =>
      `<tr><td>${marks[finding.state]}</td><td>${task}</td><td style="text-align:left">${escapeHtml(title)}<br><small>${details(
        finding,
        hint,
      )
        .map(([name, text]) => (name === "" ? escapeHtml(text) : `<b>${name}:</b> ${escapeHtml(text)}`))
        .join("<br>")}</small></td></tr>`,
  );
  const lines = report.tasks.flatMap(({ task, title, finding, hint }) => [
    `${marks[finding.state]} ${task} ${title}`,
    ...details(finding, hint).map(([name, text]) => `    ${name === "" ? text : `${name}: ${text}`}`),
  ]);
  show({
    "text/html": `<table>${rows.join("")}</table><b>${escapeHtml(report.summary)}</b>`,
    "text/plain": [...lines, report.summary].join("\n"),
  });
}

function details(finding: CheckedTask["finding"], hint: string): [string, string][] {
  const all: [string, string | undefined][] = [
    ["", finding.message],
    ["Right already", finding.praise],
    ["Expected", finding.expected],
    ["Seen", finding.seen],
    ["Hint", finding.state === "wrong" ? hint : undefined],
  ];
  return all.filter((entry): entry is [string, string] => entry[1] !== undefined);
}

interface StepProgress {
  readonly workshop: string;
  readonly step: number;
  readonly name: string;
  readonly states: readonly (keyof typeof marks)[];
}

/** Shows how far this workshop's exercises are done, as the last checks said: `npm run progress` as a picture. */
export async function showProgress(): Promise<void> {
  const all = await runScript<readonly StepProgress[]>("progress.js", ["--json"]);
  const progress = all.filter(({ workshop }) => workshop === surroundings().workshop);
  const states = progress.flatMap((step) => step.states);
  const right = states.filter((state) => state === "right").length;
  const sentence = `${right} of ${states.length} tasks of the exercises are right.`;
  const rows = progress.map(
    ({ step, name, states: own }) =>
      `<tr><td>${step}</td><td style="text-align:left">${escapeHtml(name)}</td><td style="font-size:140%">${own.map((state) => marks[state]).join(" ")}</td></tr>`,
  );
  show({
    "text/html": `<table>${rows.join("")}</table><progress value="${right}" max="${states.length}"></progress> ${sentence}`,
    "text/plain": [
      ...progress.map(
        ({ step, name, states: own }) => `${step} ${name}: ${own.map((state) => marks[state]).join(" ")}`,
      ),
      sentence,
    ].join("\n"),
  });
}

/** Runs one of the kit's own scripts and reads the JSON that it prints. */
function runScript<Value>(script: string, args: readonly string[]): Promise<Value> {
  return new Promise((done, fail) => {
    const file = join(labFolder, "dist", "scripts", script);
    execFile(process.execPath, [file, ...args], { maxBuffer: 10_000_000 }, (error, stdout, stderr) => {
      try {
        done(JSON.parse(stdout) as Value);
      } catch {
        fail(new Error(`dist/scripts/${script} gave no answer: ${stderr || error?.message}. Run \`npm run setup\`.`));
      }
    });
  });
}
