import { taskName, type Workshop } from "./workshop";

/** The steps of one workshop that are asked for; all where `steps` is undefined. */
export interface Selection {
  readonly workshop: Workshop;
  readonly steps: readonly number[] | undefined;
}

/** What a word such as `3`, `3.1`, `quality`, `quality/3` or `quality/3.1` means. */
export interface Asked {
  readonly workshop: Workshop;
  readonly step?: number;
  /** The task's name, where it is one. */
  readonly task?: string;
}

/**
 * The steps that are asked for, workshop by workshop.
 *
 * @param asked None means everything.
 */
export function selectionOf(workshops: readonly Workshop[], asked: readonly Asked[]): Selection[] {
  return workshops
    .filter((workshop) => asked.length === 0 || asked.some((one) => one.workshop === workshop))
    .map((workshop) => {
      const ofWorkshop = asked.filter((one) => one.workshop === workshop);
      const isWhole = ofWorkshop.some(({ step }) => step === undefined);
      const steps = isWhole || ofWorkshop.length === 0 ? undefined : ofWorkshop.map(({ step }) => step as number);
      return { workshop, steps: steps && [...new Set(steps)] };
    });
}

/** Is a task among what is asked for? */
export function isAsked(asked: readonly Asked[], { task }: { readonly task: string }): boolean {
  const isMeant = ({ workshop, step, task: one }: Asked): boolean => {
    const name = workshop.names.slug + (step === undefined ? "/" : `/${step}.`);
    return one === undefined ? task.startsWith(name) : task === one;
  };
  return asked.length === 0 || asked.some(isMeant);
}

/**
 * The workshop of a slug.
 *
 * @throws Error Where there is none: it says which there are.
 */
export function workshopOf(workshops: readonly Workshop[], slug: string): Workshop {
  const found = workshops.find(({ names }) => names.slug === slug);
  if (found === undefined) {
    throw new Error(`There is no workshop ${slug}. There are: ${workshops.map(({ names }) => names.slug).join(", ")}.`);
  }
  return found;
}

/**
 * What one word asks for.
 *
 * @param workshops All workshops; a number alone means the first one.
 * @throws Error Where it means nothing: it says what there is.
 */
export function askedBy(workshops: readonly [Workshop, ...Workshop[]], word: string): Asked {
  const [slug = "", rest] = /^\d/.test(word) ? [workshops[0].names.slug, word] : word.split(/\/(.*)/s);
  const workshop = workshopOf(workshops, slug || word);
  if (rest === undefined || rest === "") {
    return { workshop };
  }
  const step = workshop.steps.find(
    ({ number, tasks }) => rest === String(number) || tasks.some(({ id }) => id === rest),
  );
  if (step === undefined) {
    const ofStep = workshop.steps.find(({ number }) => rest.startsWith(`${number}.`));
    const tasks = ofStep ? ` Step ${ofStep.number} has ${ofStep.tasks.map(({ id }) => id).join(", ")}.` : "";
    throw new Error(`There is no exercise ${word}.${tasks}`);
  }
  return { workshop, step: step.number, ...(rest.includes(".") ? { task: taskName(workshop, rest) } : {}) };
}
