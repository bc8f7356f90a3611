import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";
import { join } from "node:path";
import { steps } from "../../checks/exercises/check-steps";
import type { WrongFinding } from "../../checks/exercises/verdict";
import { root } from "../environment";
import { canShutIn } from "./sandbox";
import { checkWork, type Outcome } from "./work";

interface Student {
  readonly name: string;
  readonly outcome: Outcome;
}

/** Spark and Trino of one student. */
const bytesAStudent = 2.5e9;
const marks = { right: "✓", wrong: "✗", open: "○" } as const;
const tasks = steps.flatMap((step) => step.tasks.map(({ id, title }) => ({ id, title })));

/**
 * `npm run check -- --class FOLDER`: checks each subfolder as one student's work (with the notebooks in it, or in its
 * `exercises/`), and writes `out/class/overview.csv` and `overview.html`.
 *
 * @param isTrusted Runs their code without shutting it in, where this machine cannot.
 * @returns Whether every student's work could be run.
 */
export async function checkClass(folder: string, isTrusted: boolean): Promise<boolean> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) {
    throw new Error(`There is no student's folder in ${folder}. Each student's work belongs in a folder of its own.`);
  }
  const out = join(root, "out", "class");
  mkdirSync(out, { recursive: true });
  const isShutIn = canShutIn(out);
  if (!isShutIn && !isTrusted) {
    throw new Error(
      "This machine cannot shut the students' code in (Linux with user namespaces can). Run it in a virtual machine or a container that you can throw away, or add --trust if you have read every file.",
    );
  }
  const students: Student[] = [];
  const queue = names.values();
  const worker = async (): Promise<void> => {
    for (const name of queue) {
      const inner = join(folder, name, "exercises");
      const work = existsSync(inner) ? inner : join(folder, name);
      const outcome = await checkWork({ folder: work, chained: false, isShutIn });
      students.push({ name, outcome });
      const right = outcome.results.filter(({ finding }) => finding.state === "right").length;
      console.log(
        `${name.padEnd(24)} ${right} of ${tasks.length} right${stoppedText(outcome)}${outcome.failure ? `; ${outcome.failure}` : ""}`,
      );
    }
  };
  const atOnce = Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / bytesAStudent)));
  await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, worker));
  students.sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(join(out, "overview.csv"), csv(students));
  writeFileSync(join(out, "overview.html"), html(students));
  console.log("The overview: out/class/overview.html, out/class/overview.csv");
  return students.every(({ outcome }) => outcome.failure === undefined);
}

function stoppedText({ stopped }: Outcome): string {
  return stopped.length === 0 ? "" : `; stopped in exercise ${stopped.join(", ")}`;
}

/** A row a student and task. */
function csv(students: readonly Student[]): string {
  // a cell that begins like a formula would be one in a spreadsheet
  const cell = (text: string): string => `"${text.replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""')}"`;
  const rows = students.flatMap(({ name, outcome }) =>
    tasks.map(({ id }) => {
      const finding = outcome.results.find(({ task }) => task === id)?.finding;
      const [state] = markOf(outcome, id);
      return [name, id, state || "not run", finding?.message ?? outcome.failure ?? ""].map(cell).join(",");
    }),
  );
  return `${["student,task,state,message", ...rows].join("\n")}\n`;
}

function html(students: readonly Student[]): string {
  const head = tasks.map(({ id, title }) => `<th title="${escaped(title)}">${id}</th>`).join("");
  const rows = students.map(({ name, outcome }, index) => {
    const cells = tasks.map(({ id }) => {
      const [state, mark] = markOf(outcome, id);
      return `<td class="${state}">${mark}</td>`;
    });
    const right = outcome.results.filter(({ finding }) => finding.state === "right").length;
    const link = `<a href="#s${index}">${escaped(name)}</a>`;
    return `<tr><th scope="row">${link}</th><td>${right}</td>${cells.join("")}</tr>`;
  });
  const counts = tasks.map(({ id }) => {
    const right = students.filter(({ outcome }) =>
      outcome.results.some(({ task, finding }) => task === id && finding.state === "right"),
    );
    return `<td>${right.length}</td>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Exercises</title>
<style>body{font:15px sans-serif;margin:2em}td,th{padding:.25em .5em;text-align:center}th[scope]{text-align:left}
.right{background:#cfe8ff}.wrong{background:#ffd9b3}.stopped{background:#e3d0e8}.open{color:#666}
dt{margin-top:.6em;font-weight:bold}dd{margin-left:1.5em;white-space:pre-wrap}</style>
<h1>Exercises of ${students.length} students</h1><p>✓ right, ✗ wrong, ■ stopped, ○ not attempted yet, – not run. The messages stand below, student by student.</p>
<table><tr><th>student</th><th>right</th>${head}</tr>${rows.join("\n")}<tr><th scope="row">right, of ${students.length}</th><td></td>${counts.join("")}</tr></table>
${students.map(messagesOf).join("\n")}</html>
`;
}

/** What a student is told, of each task that was attempted and is not right. */
function messagesOf({ name, outcome }: Student, index: number): string {
  const told = outcome.results.filter(({ finding }) => finding.state === "wrong");
  const lines = told.map(({ task, title, finding }) => {
    const [, mark] = markOf(outcome, task);
    const { message, expected, seen } = finding as WrongFinding;
    const more = [expected && `Expected: ${expected}`, seen && `Seen: ${seen}`].filter(Boolean).join("\n");
    return `<dt>${mark} ${task} ${escaped(title)}</dt><dd>${escaped([message, more].filter(Boolean).join("\n"))}</dd>`;
  });
  const failure = outcome.failure === undefined ? "" : `<p><b>Not all was run:</b> ${escaped(outcome.failure)}</p>`;
  const none = lines.length === 0 && failure === "" ? "<p>Nothing is wrong.</p>" : "";
  return `<h2 id="s${index}">${escaped(name)}</h2>${failure}${none}<dl>${lines.join("")}</dl>`;
}

/** The state of a student's task and its mark. */
function markOf(outcome: Outcome, task: string): readonly [state: string, mark: string] {
  const state = outcome.results.find((result) => result.task === task)?.finding.state;
  if (state === undefined) {
    return ["", "–"];
  }
  const isStopped = state === "wrong" && outcome.stopped.includes(Number(task[0]));
  return isStopped ? ["stopped", "■"] : [state, marks[state]];
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
