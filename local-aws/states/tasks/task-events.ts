import type { Json } from "../data/json";
import { whole } from "../running/execution";
import type { StateFailure } from "../running/failure";
import type { Visit } from "../running/visit";
import type { Resource } from "./resource";

/** What a task tells as it goes: its events are those of a Lambda function, of an activity, or of a service. */
export interface TaskEvents {
  scheduled(parameters: Json, seconds: TaskSeconds): void;
  started(workerName?: string): void;
  submitted(output: Json): void;
  succeeded(output: Json): void;
  failed(failure: StateFailure, beforeSubmission?: boolean): void;
  timedOut(failure: StateFailure): void;
}

export interface TaskSeconds {
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
}

export function taskEvents(visit: Visit, resource: Resource): TaskEvents {
  return resource.kind === "service"
    ? serviceEvents(visit, resource)
    : resource.kind === "lambda"
      ? lambdaEvents(visit, resource.arn)
      : activityEvents(visit, resource.arn);
}

function serviceEvents({ scope, execution }: Visit, resource: Resource & { readonly kind: "service" }): TaskEvents {
  const suffix = { request: "", sync: resource.version === 2 ? ".sync:2" : ".sync", token: ".waitForTaskToken" };
  const of = {
    resourceType: `${resource.isSdk ? "aws-sdk:" : ""}${resource.service}`,
    resource: `${resource.action}${suffix[resource.pattern]}`,
  };
  const region = execution.record.arn.split(":")[3] ?? "";
  return {
    scheduled: (parameters, seconds) =>
      execution.tellOf(scope, "TaskScheduled", {
        taskScheduledEventDetails: { ...of, region, parameters: JSON.stringify(parameters), ...seconds },
      }),
    started: () => execution.tellOf(scope, "TaskStarted", { taskStartedEventDetails: of }),
    submitted: (output) =>
      execution.tellOf(scope, "TaskSubmitted", {
        taskSubmittedEventDetails: { ...of, output: JSON.stringify(output), outputDetails: whole },
      }),
    succeeded: (output) =>
      execution.tellOf(scope, "TaskSucceeded", {
        taskSucceededEventDetails: { ...of, output: JSON.stringify(output), outputDetails: whole },
      }),
    failed: ({ error, cause }, beforeSubmission = false) =>
      beforeSubmission && resource.pattern === "sync"
        ? execution.tellOf(scope, "TaskSubmitFailed", { taskSubmitFailedEventDetails: { ...of, error, cause } })
        : execution.tellOf(scope, "TaskFailed", { taskFailedEventDetails: { ...of, error, cause } }),
    timedOut: ({ error, cause }) =>
      execution.tellOf(scope, "TaskTimedOut", { taskTimedOutEventDetails: { ...of, error, cause } }),
  };
}

function lambdaEvents({ scope, execution }: Visit, resource: string): TaskEvents {
  return {
    scheduled: (parameters, { timeoutInSeconds }) =>
      execution.tellOf(scope, "LambdaFunctionScheduled", {
        lambdaFunctionScheduledEventDetails: {
          resource,
          input: JSON.stringify(parameters),
          inputDetails: whole,
          ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
        },
      }),
    started: () => execution.tellOf(scope, "LambdaFunctionStarted", {}),
    submitted: () => {},
    succeeded: (output) =>
      execution.tellOf(scope, "LambdaFunctionSucceeded", {
        lambdaFunctionSucceededEventDetails: { output: JSON.stringify(output), outputDetails: whole },
      }),
    failed: ({ error, cause }) =>
      execution.tellOf(scope, "LambdaFunctionFailed", { lambdaFunctionFailedEventDetails: { error, cause } }),
    timedOut: ({ error, cause }) =>
      execution.tellOf(scope, "LambdaFunctionTimedOut", { lambdaFunctionTimedOutEventDetails: { error, cause } }),
  };
}

function activityEvents({ scope, execution }: Visit, resource: string): TaskEvents {
  return {
    scheduled: (parameters, seconds) =>
      execution.tellOf(scope, "ActivityScheduled", {
        activityScheduledEventDetails: {
          resource,
          input: JSON.stringify(parameters),
          inputDetails: whole,
          ...seconds,
        },
      }),
    started: (workerName) =>
      execution.tellOf(scope, "ActivityStarted", { activityStartedEventDetails: { workerName } }),
    submitted: () => {},
    succeeded: (output) =>
      execution.tellOf(scope, "ActivitySucceeded", {
        activitySucceededEventDetails: { output: JSON.stringify(output), outputDetails: whole },
      }),
    failed: ({ error, cause }) =>
      execution.tellOf(scope, "ActivityFailed", { activityFailedEventDetails: { error, cause } }),
    timedOut: ({ error, cause }) =>
      execution.tellOf(scope, "ActivityTimedOut", { activityTimedOutEventDetails: { error, cause } }),
  };
}
