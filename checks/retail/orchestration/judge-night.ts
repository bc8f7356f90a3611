import { type Finding, open, right, type WrongFinding, wrong } from "../../engine/verdict";
import { type Delivery, type KioskStep, kioskJobs, kioskSteps } from "./kiosk";
import { type Gold, goldOf, type Night, type StepRun, type Words } from "./night";

const stepsAfter = (step: KioskStep): readonly KioskStep[] => kioskSteps.slice(kioskSteps.indexOf(step) + 1);
const list = (names: readonly string[]): string => names.join(", ");
const runsOf = ({ runs }: Night, step: KioskStep): StepRun[] => runs.filter((run) => run.step === step);
const ranText = ({ runs }: Night): string => list(runs.map(({ step, state }) => `${kioskJobs[step]} ${state}`));

/** A day that goes well: each job once, one after the other but for the two of silver, and the right gold. */
export function judgeGoodDay(
  night: Night,
  delivery: Delivery,
  words: Words,
  /** Undefined where that cannot be seen from the times, as the day was tried out in one process. */
  isSideBySide?: boolean,
): Finding {
  const { day, runs, otherDays } = night;
  if (runs.length === 0 && otherDays.length > 0) {
    return wrong(
      `The jobs ran for ${otherDays[0]}, and not for the day that was asked for: it comes from ${words.input}.`,
      {
        expected: `--day ${day}`,
        seen: `--day ${otherDays[0]}`,
      },
    );
  }
  if (night.isGreen !== true) {
    return wrong(`A day that goes well does not end well: ${night.reason}`, {
      expected: words.green,
      seen: night.isGreen === undefined ? "still going on" : words.red,
    });
  }
  const missing = kioskSteps.filter((step) => runsOf(night, step).length === 0);
  if (missing.length > 0) {
    return wrong(`Not every job was run for the day: ${list(missing.map((step) => kioskJobs[step]))} is missing.`, {
      expected: list(Object.values(kioskJobs)),
      seen: ranText(night),
    });
  }
  const order = wrongOrder(night, words);
  if (order !== undefined) {
    return order;
  }
  const [sales, orders] = (["sales", "orders"] as const).map((step) => runsOf(night, step)[0] as StepRun);
  const overlap = isSideBySide ?? ((sales?.from ?? 0) < (orders?.to ?? 0) && (orders?.from ?? 0) < (sales?.to ?? 0));
  if (!overlap) {
    return wrong("The two jobs of silver wait for each other, though neither needs the other.", {
      praise: "Every job is run, in a right order.",
      expected: `${kioskJobs.sales} and ${kioskJobs.orders} at the same time`,
      seen: "one after the other",
    });
  }
  return (
    wrongGold(night, goldOf(delivery)) ??
    right(`${day}: raw, then both of silver at the same time, then gold; every figure is right.`)
  );
}

/** @returns What began before that on which it depends had ended. */
function wrongOrder(night: Night, { waiting }: Words): WrongFinding | undefined {
  const needs: readonly (readonly [KioskStep, KioskStep])[] = [
    ["sales", "raw"],
    ["orders", "raw"],
    ["gold", "sales"],
    ["gold", "orders"],
  ];
  for (const [later, earlier] of needs) {
    const end = Math.max(...runsOf(night, earlier).map(({ to }) => to));
    const begin = Math.min(...runsOf(night, later).map(({ from }) => from));
    if (begin < end) {
      return wrong(`${kioskJobs[later]} began before ${kioskJobs[earlier]} had ended: ${waiting}`, {
        expected: `${kioskJobs[earlier]}, and when it has ended ${kioskJobs[later]}`,
        seen: `${((end - begin) / 1000).toFixed(1)} s too early`,
      });
    }
  }
  return undefined;
}

const text = (gold: Gold | undefined): string =>
  gold === undefined ? "none" : `receipts ${gold.receipts}, sales ${gold.sales}, ordered ${gold.ordered}`;

function wrongGold({ gold, day }: Night, wanted: Gold): WrongFinding | undefined {
  const isRight = gold !== undefined && text(gold) === text(wanted);
  return isRight ? undefined : wrong(`Gold of ${day} is not right.`, { expected: text(wanted), seen: text(gold) });
}

/** A day that comes twice: it counts once. */
export function judgeTwice(nights: readonly Night[], delivery: Delivery, words: Words): Finding {
  const wanted = goldOf(delivery);
  const last = nights.at(-1);
  const red = nights.find(({ isGreen }) => isGreen !== true);
  if (last === undefined || red !== undefined) {
    return wrong(`The same day a second time does not end well: ${red?.reason}`, {
      expected: words.green,
      seen: words.red,
    });
  }
  if (last.gold?.receipts === 2 * wanted.receipts) {
    return wrong("A day that comes twice counts twice: raw was added to the day instead of replacing it.", {
      praise: "Both times it ended well.",
      expected: text(wanted),
      seen: text(last.gold),
    });
  }
  return wrongGold(last, wanted) ?? right(`${last.day} came ${nights.length} times and counts once.`);
}

/** How often a job may be begun for one night. */
export const mostTries = 3;

/** A day on which raw fails once: it is tried again, and all goes well. */
export function judgeRetried(night: Night, delivery: Delivery, words: Words): Finding {
  const tries = runsOf(night, "raw");
  if (tries.length <= 1) {
    return wrong(`${kioskJobs.raw} failed once, and was not tried again.`, {
      expected: `2 tries, then ${words.green}`,
      seen: `${tries.length} try, then ${night.isGreen === true ? words.green : words.red}`,
    });
  }
  if (night.isGreen !== true) {
    return wrong(`${kioskJobs.raw} went well at the second try, and the night did not end well: ${night.reason}`, {
      expected: words.green,
      seen: words.red,
    });
  }
  if (night.gold?.receipts === 2 * goldOf(delivery).receipts) {
    return wrong(
      "The day counts twice: the first try had written before it failed, and the second one added to that.",
      {
        praise: "It is tried again.",
        expected: text(goldOf(delivery)),
        seen: text(night.gold),
      },
    );
  }
  return (
    wrongGold(night, goldOf(delivery)) ??
    right(`${kioskJobs.raw} failed once, was tried again and went well; the day counts once.`)
  );
}

/** A step that fails whatever is tried: how often it was. */
export function judgeTries(night: Night, step: KioskStep, { tries }: Words): WrongFinding | undefined {
  const count = runsOf(night, step).length;
  return count <= mostTries
    ? undefined
    : wrong(`${kioskJobs[step]}, which cannot succeed, was begun too often: ${tries}`, {
        expected: `at most ${mostTries} times`,
        seen: night.isGreen === undefined ? `${count} times, and going on` : `${count} times`,
      });
}

/** Nights in which a step fails for good: red, mailed once with day and reason, and nothing after the step was begun. */
export function judgeFailed(nights: readonly (readonly [KioskStep, Night])[], words: Words): Finding {
  for (const [step, night] of nights) {
    const finding = failedAt(step, night, words);
    if (finding !== undefined) {
      return finding;
    }
  }
  const steps = list(nights.map(([step]) => step));
  return right(`A night that fails (${steps}) ends as ${words.red}, is mailed with its day, and goes no further.`);
}

function failedAt(step: KioskStep, night: Night, words: Words): WrongFinding | undefined {
  const job = kioskJobs[step];
  if (runsOf(night, step).length === 0) {
    return wrong(`${job} was not begun for ${night.day}: ${night.reason}`, {
      expected: `${job} FAILED`,
      seen: ranText(night),
    });
  }
  const begun = stepsAfter(step).filter((after) => runsOf(night, after).length > 0);
  if (begun.length > 0) {
    return wrong(`${job} failed, and ${kioskJobs[begun[0] ?? "gold"]} was begun all the same.`, {
      expected: `nothing after ${job}`,
      seen: ranText(night),
    });
  }
  const tooOften = judgeTries(night, step, words);
  if (tooOften !== undefined) {
    return tooOften;
  }
  const { mails } = night;
  if (mails.length === 0) {
    return wrong(`${job} failed, and nobody was told: no message came to the topic.`, {
      expected: "one message",
      seen: `none, and ${night.isGreen === true ? words.green : words.red}`,
    });
  }
  if (night.isGreen !== false) {
    return wrong(
      `${job} failed, and ${words.run} is green all the same: whoever looks at the list sees a good night.`,
      {
        praise: "A message was sent.",
        expected: words.red,
        seen: words.green,
      },
    );
  }
  if (!mails.some(({ subject, text: body }) => `${subject} ${body}`.includes(night.day))) {
    return wrong("The message does not say which day failed.", {
      praise: `${words.red}, and a message was sent.`,
      expected: `${night.day} in its subject or text`,
      seen: `${mails[0]?.subject}: ${mails[0]?.text}`,
    });
  }
  return mails.length === 1
    ? undefined
    : wrong(`One night that fails sends ${mails.length} messages: soon nobody reads them.`, {
        praise: "They say the day.",
        expected: "one message",
        seen: list(mails.map(({ subject }) => subject)),
      });
}

/** Said where nothing was made yet. */
export const notYet = (what: string): Finding => open(`There is no ${what} yet.`);
