import { existsSync } from "node:fs";
import { join } from "node:path";
import { formatDollars } from "../../helpers/cost";
import { marks } from "../../helpers/display/marks";
import { root } from "../../processes/project";
import type { Progress } from "./student/progress";
import { taskName, type Workshop } from "./workshop";

/** The pages that are made from the workshops' manifests, by their path in the project. */
export function pages(workshops: readonly Workshop[], readme: string): ReadonlyMap<string, string> {
  return new Map([
    ["README.md", withTable(readme, workshopTable(workshops, "notebooks/"))],
    ["notebooks/README.md", notebooksPage(workshops)],
    ...workshops.map((workshop): [string, string] => [
      `notebooks/${workshop.names.slug}/README.md`,
      workshopPage(workshop),
    ]),
  ]);
}

/** The page that JupyterLab opens on: all workshops, and where one stands. Its links lead to the student's own copies. */
export function startPage(workshops: readonly Workshop[], progress: Progress): string {
  return [
    "# Glue Quality Lab",
    "",
    "Choose a workshop. Begin with its first notebook; its page says what it is about and what lies where.",
    "",
    ...workshops.flatMap((workshop) => [...standing(workshop, progress), ""]),
    "✓ right, ✗ wrong, ○ not attempted yet, as the last `npm run check` said. This page is made anew by `npm start` and by each check.",
    "",
  ].join("\n");
}

function standing(workshop: Workshop, progress: Progress): string[] {
  const { slug, title } = workshop.names;
  const states = workshop.steps.map(({ tasks }) =>
    tasks.map(({ id }) => progress[taskName(workshop, id)]?.state ?? "open"),
  );
  const right = states.flat().filter((state) => state === "right").length;
  return [
    `## [${title}](notebooks/${slug}/README.md)`,
    "",
    workshop.story,
    "",
    `${duration(workshop)} · ${price(workshop)} on AWS, nothing here · **begin: [${workshop.lessons[0]?.notebook}](notebooks/${slug}/${workshop.lessons[0]?.notebook}.ipynb)**`,
    "",
    `**${right} of ${states.flat().length} tasks of the exercises are right.**`,
    "",
    "| step | notebook | exercise | tasks |",
    "| --- | --- | --- | --- |",
    ...workshop.lessons.map(({ notebook, title: name }) => {
      const index = workshop.steps.findIndex(({ lesson }) => lesson === notebook);
      const step = workshop.steps[index];
      const exercise = step === undefined ? "" : `[${step.name}](exercises/${slug}/${step.name}.ipynb)`;
      const own = (states[index] ?? []).map((state) => marks[state]).join(" ");
      return `| ${Number(notebook.slice(0, 2))} | [${name}](notebooks/${slug}/${notebook}.ipynb) | ${exercise} | ${own} |`;
    }),
  ];
}

/** A row a workshop. */
function workshopTable(workshops: readonly Workshop[], from: string): string {
  return [
    "| workshop | what it answers | teaches | time | price on AWS |",
    "| --- | --- | --- | --- | --- |",
    ...workshops.map(
      (workshop) =>
        `| [${workshop.names.slug}](${from}${workshop.names.slug}/README.md) | ${workshop.story} | ${workshop.services.join(", ")} | ${duration(workshop)} | ${price(workshop)} |`,
    ),
  ].join("\n");
}

function notebooksPage(workshops: readonly Workshop[]): string {
  return [
    made,
    "# The workshops",
    "",
    "A folder a workshop, a notebook a step. `npm start` opens your own copies of them, in `work/`.",
    "",
    workshopTable(workshops, ""),
    "",
  ].join("\n");
}

/** A workshop's one door. */
function workshopPage(workshop: Workshop): string {
  const { names, story, picture, lessons, steps, services } = workshop;
  const { slug } = names;
  const up = "../../";
  const rooms = [
    ["exercises", "one a step: what the student completes"],
    ["solutions", "the same completed, with a common wrong way for each task"],
    ["glue-scripts", "the PySpark jobs and what else goes to AWS as a file"],
    ["datasets", "the data, where they come from and their licence"],
    ["checks", "what the lesson and each exercise must show, worked out by a path of its own"],
  ].filter(([room = ""]) => existsSync(join(root, room, slug)));
  return [
    made,
    `# ${names.title}`,
    "",
    story,
    "",
    `![${picture.alternative}](${up}${picture.file})`,
    "",
    `${duration(workshop)} · ${price(workshop)} on AWS, nothing on a laptop · ${services.join(" · ")}`,
    "",
    "| step | notebook | minutes | what happens | exercise |",
    "| --- | --- | --- | --- | --- |",
    ...lessons.map(({ notebook, title, minutes, about }) => {
      const step = steps.find(({ lesson }) => lesson === notebook);
      const exercise = step === undefined ? "" : `[${step.name}](${up}exercises/${slug}/${step.name}.ipynb)`;
      return `| ${Number(notebook.slice(0, 2))} | [${title}](${notebook}.ipynb) | ${minutes} | ${about} | ${exercise} |`;
    }),
    "",
    "| folder | holds |",
    "| --- | --- |",
    ...rooms.map(([room, holds]) => `| [${room}/${slug}/](${up}${room}/${slug}) | ${holds} |`),
    "",
    `In S3 the bucket \`${names.bucket}\` (on AWS the account's number follows), in Glue the database \`${names.database}\`; the exercises have \`${names.bucket}-exercises\` and \`${names.exercisesDatabase}\`.`,
    "",
    `\`npm run lesson -- ${slug}\` runs all of it; \`npm run check -- ${slug}\` checks your exercises; \`npm run reset -- ${slug}/3\` takes exercise 3 back to its start.`,
    "",
  ].join("\n");
}

const made = "<!-- Made by `npm run exercises` from the workshops' manifests. -->";
const [begin, end] = ["<!-- workshops -->", "<!-- /workshops -->"];

/** Puts the table between its two marks. */
function withTable(readme: string, table: string): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`README.md has no place for the table of workshops: ${begin} … ${end}`);
  }
  return `${before}${begin}\n${table}\n${end}${after}`;
}

function duration({ lessons }: Workshop): string {
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}

function price({ names }: Workshop): string {
  // two dollar signs in a paragraph would be a formula in JupyterLab
  return `about \\${formatDollars(names.dollars)}`;
}
