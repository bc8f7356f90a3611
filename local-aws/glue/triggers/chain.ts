import type { Condition, Predicate, Trigger } from "@aws-sdk/client-glue";
import type { StoredTrigger } from "./triggers";

/** How a job run or a crawl that a trigger started is, or why it could not be started (ERROR). */
export type ActionState = "RUNNING" | "SUCCEEDED" | "STOPPED" | "FAILED" | "TIMEOUT" | "CANCELLED" | "ERROR";

/** A job run or a crawl that a trigger started. */
export interface ChainAction {
  readonly trigger: string;
  readonly kind: "JOB" | "CRAWLER";
  readonly name: string;
  /** Ids of the job run and its retries, or of the crawl; none where it could not be started. */
  readonly ids: string[];
  readonly StartedOn: Date;
  state: ActionState;
  message?: string;
}

/**
 * What one firing of a trigger on demand or on schedule brings about: the actions, and the conditional triggers that
 * their ends fire. A conditional trigger fires once in a chain. A workflow run is a chain that is kept.
 */
export interface Chain {
  readonly actions: ChainAction[];
  /** Names of the triggers that have fired. */
  readonly fired: string[];
  readonly workflow?: { readonly name: string; readonly runId: string };
  /** The activated conditional triggers that may fire in it. */
  conditional(): StoredTrigger[];
  /** Where no further trigger may fire. */
  isStopping(): boolean;
  /** Called when something has changed; all actions have ended when none is RUNNING. */
  changed(): void;
}

/** Whether what a conditional trigger waits for has come in a chain. */
export function isMet(predicate: Predicate, actions: readonly ChainAction[]): boolean {
  const conditions = predicate.Conditions ?? [];
  const met = (condition: Condition): boolean => {
    const last = actions.findLast((action) => isAbout(condition, action));
    return last?.state === (condition.State ?? condition.CrawlState);
  };
  return predicate.Logical === "ANY" ? conditions.some(met) : conditions.every(met);
}

/** Whether a condition, or a trigger's action, names the job or crawler. */
export function isAbout(
  it: Pick<Condition, "JobName" | "CrawlerName">,
  of: Pick<ChainAction, "kind" | "name">,
): boolean {
  return of.kind === "JOB" ? it.JobName === of.name : it.CrawlerName === of.name;
}

/** Whether a trigger waits for the job or crawler. */
export function watches(trigger: Trigger, action: Pick<ChainAction, "kind" | "name">): boolean {
  return trigger.Predicate?.Conditions?.some((condition) => isAbout(condition, action)) ?? false;
}

export const isActivatedConditional = ({ trigger }: StoredTrigger): boolean =>
  trigger.Type === "CONDITIONAL" && trigger.State === "ACTIVATED";
