import { taskName, type Workshop } from "./workshop";

/** The steps of one workshop that are asked for; all where `steps` is undefined. */
export interface Selection {
  readonly workshop: Workshop;
  readonly steps: readonly number[] | undefined;
}

/** What a word such as `3`, `3.1`, `quality`, `quality/3` or `quality/3.1` means. */
interface Asked {
  readonly workshop: Workshop;
  readonly step?: number;
  /** The task's name, where it is one. */
  readonly task?: string;
}

/**
 * What the words of a command line ask for.
 *
 * @param workshops All workshops; a number alone means the first one.
 * @param words None means everything.
 * @throws Error Where a word means nothing.
 */
export function selectionOf(workshops: readonly [Workshop, ...Workshop[]], words: readonly string[]): Selection[] {
  const asked = words.map((word) => askedBy(workshops, word));
  return workshops
    .filter((workshop) => asked.length === 0 || asked.some((one) => one.workshop === workshop))
    .map((workshop) => {
      const ofWorkshop = asked.filter((one) => one.workshop === workshop);
      const isWhole = ofWorkshop.some(({ step }) => step === undefined);
      const steps = isWhole || ofWorkshop.length === 0 ? undefined : ofWorkshop.map(({ step }) => step as number);
      return { workshop, steps: steps && [...new Set(steps)] };
    });
}

/** Is a task among those that the words ask for? */
export function isAsked(
  workshops: readonly [Workshop, ...Workshop[]],
  words: readonly string[],
  { task }: { readonly task: string },
): boolean {
  const isMeant = ({ workshop, step, task: one }: Asked): boolean => {
    const name = workshop.names.slug + (step === undefined ? "/" : `/${step}.`);
    return one === undefined ? task.startsWith(name) : task === one;
  };
  return words.length === 0 || words.some((word) => isMeant(askedBy(workshops, word)));
}

/**
 * What one word asks for.
 *
 * @throws Error Where it means nothing: it says what there is.
 */
export function askedBy(workshops: readonly [Workshop, ...Workshop[]], word: string): Asked {
  const [slug = "", rest] = /^\d/.test(word) ? [workshops[0].names.slug, word] : word.split(/\/(.*)/s);
  const workshop = workshops.find(({ names }) => names.slug === slug);
  if (workshop === undefined) {
    const known = workshops.map(({ names }) => names.slug).join(", ");
    throw new Error(`There is no workshop ${slug || word}. There are: ${known}.`);
  }
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
