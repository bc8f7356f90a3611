import type { WorkshopNames } from "../../helpers/workshop";
import type { ClauseText } from "./clauses/clause";
import type { Context, ContextOptions } from "./context";
import type { Lab } from "./lab/lab";
import type { StepJob } from "./step-job";
import type { Task } from "./verdict";

/** One notebook of the lesson. */
export interface Lesson {
  /** The notebook's name without its ending, such as `03-job-1-preprocessing`. */
  readonly notebook: string;
  readonly title: string;
  /** For the whole notebook. */
  readonly minutes: number;
  /** What happens in it, for a table. */
  readonly about: string;
}

/** A step that has an exercise. */
export interface Step<Checked extends Context = Context> {
  readonly number: number;
  /** The name of the exercise's notebook without its ending, such as `03-preprocessing`. */
  readonly name: string;
  /** The name of the lesson's notebook that it follows. */
  readonly lesson: string;
  /** The exercise's Glue script, where it has one. */
  readonly script?: string;
  readonly job?: StepJob;
  readonly tasks: readonly Task<Checked>[];
  /** Puts the right result of this step into the lab, so that the next can be begun; none where none follows. */
  put?(context: Checked): Promise<void>;
}

/** A workshop: all that commands, checks, tables and tests need to know of it. */
export interface Workshop<Checked extends Context = Context> {
  /** Its names in AWS, its title and its price. */
  readonly names: WorkshopNames;
  /** The question that it answers, in a sentence or two. */
  readonly story: string;
  /** What its answer looks like: a file of the project, and the same in words. */
  readonly picture: { readonly file: string; readonly alternative: string };
  /** The AWS services that it teaches. */
  readonly services: readonly string[];
  /** Its notebooks in their order; the last one cleans up. */
  readonly lessons: readonly Lesson[];
  readonly steps: readonly Step<Checked>[];
  /** The crawlers that the exercises make; its jobs are those of the steps. */
  readonly crawlers: readonly string[];
  /** The Athena workgroups that the exercises make. */
  readonly workGroups: readonly string[];
  /** The data that the exercises get, by their path below `exercises/<slug>/`. */
  exerciseData(): ReadonlyMap<string, string>;
  /** How the tests judge the mistakes of {@link clauses}, where not all are judged alike: Markdown. */
  readonly aboutClauses?: string;
  /** What each task asks, and how a mistake shows: made into `checks/<slug>/CLAUSES.md`. */
  clauses(): Promise<readonly ClauseText[]>;
  /** What the checks of one call share. */
  context(lab: Lab, options?: ContextOptions): Checked;
}

/** The files of a step that a student edits. */
export function filesOf({ name, script }: Pick<Step, "name" | "script">): string[] {
  return [`${name}.ipynb`, ...(script === undefined ? [] : [script])];
}

/** A task's id among all workshops, such as `quality/3.2`. */
export function taskName({ names }: Pick<Workshop, "names">, id: string): string {
  return `${names.slug}/${id}`;
}
