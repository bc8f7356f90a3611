import type { QueryLanguage, StateType } from "./asl";

/** What a field holds. */
export type FieldKind =
  | "text"
  | "path"
  | "path or null"
  | "reference path"
  | "reference path or null"
  | "template"
  | "any"
  | "boolean"
  | "count"
  | "positive count"
  | "percentage"
  | "timestamp"
  | "object"
  | "list";

type Fields = Readonly<Record<string, FieldKind>>;

const ofAll: Fields = { Type: "text", Comment: "text", QueryLanguage: "text", Assign: "template" };
const next: Fields = { Next: "text", End: "boolean" };
const handled: Fields = { Retry: "list", Catch: "list" };
const paths: Fields = { InputPath: "path or null", OutputPath: "path or null" };
const results: Fields = { ResultSelector: "template", ResultPath: "reference path or null" };

const shared: Readonly<Record<StateType, Fields>> = {
  Task: {
    ...{ ...next, ...handled, Resource: "text", Credentials: "object" },
    ...{ TimeoutSeconds: "positive count", HeartbeatSeconds: "positive count" },
  },
  Pass: next,
  Wait: { ...next, Seconds: "count", Timestamp: "timestamp" },
  Choice: { Choices: "list", Default: "text" },
  Succeed: {},
  Fail: { Error: "text", Cause: "text" },
  Parallel: { ...next, ...handled, Branches: "list" },
  Map: {
    ...{ ...next, ...handled, ItemProcessor: "object", Iterator: "object", ItemSelector: "template", Label: "text" },
    ...{ ItemReader: "object", ItemBatcher: "object", ResultWriter: "object", MaxConcurrency: "count" },
    ...{ ToleratedFailureCount: "count", ToleratedFailurePercentage: "percentage" },
  },
};

const ofJsonPath: Readonly<Record<StateType, Fields>> = {
  Task: { ...paths, ...results, Parameters: "template", TimeoutSecondsPath: "path", HeartbeatSecondsPath: "path" },
  Pass: { ...paths, Result: "any", ResultPath: "reference path or null", Parameters: "template" },
  Wait: { ...paths, SecondsPath: "path", TimestampPath: "path" },
  Choice: paths,
  Succeed: paths,
  Fail: { ErrorPath: "path", CausePath: "path" },
  Parallel: { ...paths, ...results, Parameters: "template" },
  Map: {
    ...{ ...paths, ...results, ItemsPath: "path", Parameters: "template", MaxConcurrencyPath: "path" },
    ...{ ToleratedFailureCountPath: "path", ToleratedFailurePercentagePath: "path" },
  },
};

const output: Fields = { Output: "any" };

const ofJsonata: Readonly<Record<StateType, Fields>> = {
  Task: { ...output, Arguments: "any" },
  Pass: output,
  Wait: output,
  Choice: output,
  Succeed: output,
  Fail: {},
  Parallel: { ...output, Arguments: "any" },
  Map: { ...output, Items: "any" },
};

/** The fields that a state may have, with what they hold. */
export function fieldsOf(type: StateType, language: QueryLanguage): Fields {
  const own = language === "JSONata" ? ofJsonata[type] : ofJsonPath[type];
  const { Assign, ...rest } = ofAll;
  return {
    ...rest,
    ...(type !== "Fail" && type !== "Succeed" && { Assign: Assign as FieldKind }),
    ...shared[type],
    ...own,
  };
}

/** Whether a state of another language could have a field. */
export function isOfOtherLanguage(name: string, type: StateType, language: QueryLanguage): boolean {
  return Object.hasOwn(language === "JSONata" ? ofJsonPath[type] : ofJsonata[type], name);
}
