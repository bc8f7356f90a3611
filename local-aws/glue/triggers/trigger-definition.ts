import type { Action, Condition, CreateTriggerRequest, Predicate, Trigger, TriggerUpdate } from "@aws-sdk/client-glue";
import type { Checked } from "../../protocol/operation";
import { invalidInput, notFound, oneOf, required } from "../errors";
import type { GlueContext } from "../glue-context";
import { parseGlueCron } from "../schedule/glue-cron";

/** What a trigger can start. */
export type Targets = Pick<GlueContext, "jobs" | "crawlers">;

const jobStates = ["SUCCEEDED", "STOPPED", "TIMEOUT", "FAILED"];
const crawlStates = ["SUCCEEDED", "CANCELLED", "FAILED"];
const mostCrawlers = 2;

/**
 * The trigger that a CreateTrigger makes.
 *
 * @throws AwsError InvalidInputException, EntityNotFoundException
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateTrigger.html
 */
export function newTrigger(input: Checked<CreateTriggerRequest>, targets: Targets): Trigger {
  const type = input.Type;
  if (type === "EVENT" && input.WorkflowName === undefined) {
    throw invalidInput("An EVENT trigger must be in a workflow (WorkflowName).");
  }
  if ((type === "ON_DEMAND" || type === "EVENT") && input.StartOnCreation) {
    throw invalidInput(`StartOnCreation is not supported for ${type} triggers.`);
  }
  const trigger: Trigger = {
    Name: input.Name,
    ...(input.WorkflowName !== undefined && { WorkflowName: input.WorkflowName }),
    Type: type,
    State: input.StartOnCreation ? "ACTIVATED" : "CREATED",
    Description: input.Description,
    Schedule: input.Schedule,
    Actions: input.Actions,
    Predicate: input.Predicate,
    ...(input.EventBatchingCondition !== undefined && { EventBatchingCondition: input.EventBatchingCondition }),
  };
  return checked(trigger, targets);
}

/** A trigger with the members that an UpdateTrigger gives; all others stay. @throws AwsError InvalidInputException */
export function updatedTrigger(trigger: Trigger, update: TriggerUpdate, targets: Targets): Trigger {
  const { Description, Schedule, Actions, Predicate, EventBatchingCondition } = update;
  const given = Object.entries({ Description, Schedule, Actions, Predicate, EventBatchingCondition }).filter(
    ([, value]) => value !== undefined,
  );
  return checked({ ...trigger, ...Object.fromEntries(given) }, targets);
}

function checked(trigger: Trigger, targets: Targets): Trigger {
  const { Type, Schedule, Predicate: predicate, Actions: actions = [] } = trigger;
  if (Type === "SCHEDULED") {
    parseGlueCron(required("schedule", Schedule));
  } else if (Schedule) {
    throw invalidInput(`A Schedule is for SCHEDULED triggers only, not for ${Type}.`);
  }
  if (Type !== "EVENT" && trigger.EventBatchingCondition !== undefined) {
    throw invalidInput(`An EventBatchingCondition is for EVENT triggers only, not for ${Type}.`);
  }
  if (Type === "CONDITIONAL") {
    trigger = { ...trigger, Predicate: checkPredicate(required("predicate", predicate), targets) };
  } else if (predicate?.Conditions?.length) {
    throw invalidInput(`A Predicate is for CONDITIONAL triggers only, not for ${Type}.`);
  }
  checkActions(actions, predicate, targets);
  return trigger;
}

function checkActions(actions: readonly Action[], predicate: Predicate | undefined, targets: Targets): void {
  if (actions.length === 0) {
    throw invalidInput("A trigger must have at least one action.");
  }
  for (const action of actions) {
    checkTarget(action, "An action", targets);
    if (action.JobName !== undefined && predicate?.Conditions?.some(({ JobName }) => JobName === action.JobName)) {
      throw invalidInput("Job cannot be a Predicate and Action for Conditional Trigger.");
    }
  }
  if (actions.filter((action) => action.CrawlerName !== undefined).length > mostCrawlers) {
    throw invalidInput(`A trigger can start at most ${mostCrawlers} crawlers.`);
  }
}

function checkPredicate(predicate: Predicate, targets: Targets): Predicate {
  const conditions = predicate.Conditions ?? [];
  if (conditions.length === 0) {
    throw invalidInput("The predicate of a CONDITIONAL trigger must have at least one condition.");
  }
  if (conditions.length > 1 || predicate.Logical !== undefined) {
    required("predicate.logical", predicate.Logical);
  }
  return { ...predicate, Conditions: conditions.map((condition) => checkCondition(condition, targets)) };
}

function checkCondition(condition: Condition, targets: Targets): Condition {
  const LogicalOperator = condition.LogicalOperator ?? "EQUALS";
  checkTarget(condition, "A condition", targets);
  if (condition.JobName !== undefined) {
    oneOf("state", required("state", condition.State), jobStates);
  } else {
    oneOf("crawlState", required("crawlState", condition.CrawlState), crawlStates);
  }
  return { ...condition, LogicalOperator };
}

function checkTarget({ JobName, CrawlerName }: Action, what: string, targets: Targets): void {
  if ((JobName === undefined) === (CrawlerName === undefined)) {
    throw invalidInput(`${what} must name either a job (JobName) or a crawler (CrawlerName).`);
  }
  if (JobName !== undefined && !targets.jobs.has(JobName)) {
    throw notFound(`Job ${JobName} not found.`);
  }
  if (CrawlerName !== undefined && !targets.crawlers.has(CrawlerName)) {
    throw notFound(`Crawler ${CrawlerName} not found.`);
  }
}
