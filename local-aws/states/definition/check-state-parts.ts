import { choiceOperators } from "../data/choice-rules";
import { isArray, isObject, type Json, type JsonObject } from "../data/json";
import { parsePath } from "../data/json-path";
import { isReferencePath } from "../data/reference-path";
import { readResource } from "../tasks/resource";
import type { QueryLanguage, StateType } from "./asl";
import type { Diagnostics } from "./diagnostics";

/** Checks what the fields of a state have to do with each other, and the lists in them. */
export function checkStateParts(
  state: JsonObject,
  location: string,
  language: QueryLanguage,
  machineType: "STANDARD" | "EXPRESS",
  found: Diagnostics,
): void {
  const type = state.Type as StateType;
  checkEnd(state, type, location, found);
  checkHandlers(state, location, found);
  if (type === "Task") {
    checkTask(state, location, machineType, found);
  } else if (type === "Wait") {
    exactlyOne(state, ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"], location, found);
  } else if (type === "Choice") {
    checkChoices(state.Choices, location, language, found);
  } else if (type === "Parallel") {
    required(state, ["Branches"], location, found);
    if (isArray(state.Branches) && state.Branches.length === 0) {
      found.schema("Value cannot be empty", `${location}/Branches`);
    }
  } else if (type === "Map") {
    checkMap(state, location, found);
  }
}

function checkEnd(state: JsonObject, type: StateType, location: string, found: Diagnostics): void {
  if (type === "Choice" || type === "Succeed" || type === "Fail") {
    return;
  }
  if (state.Next === undefined && state.End !== true) {
    found.schema("These fields are required: [Next, End]", location);
  } else if (state.Next !== undefined && state.End === true) {
    found.schema("Cannot specify both [Next, End]", location);
  }
}

function required(state: JsonObject, names: readonly string[], location: string, found: Diagnostics): void {
  const missing = names.filter((name) => state[name] === undefined);
  if (missing.length > 0) {
    found.schema(`These fields are required: [${missing.join(", ")}]`, location);
  }
}

function exactlyOne(state: JsonObject, names: readonly string[], location: string, found: Diagnostics): void {
  if (names.filter((name) => state[name] !== undefined).length !== 1) {
    found.schema(`Exactly one of these fields is required: [${names.join(", ")}]`, location);
  }
}

function atMostOne(state: JsonObject, names: readonly string[], location: string, found: Diagnostics): void {
  if (names.filter((name) => state[name] !== undefined).length > 1) {
    found.schema(`Cannot specify more than one of [${names.join(", ")}]`, location);
  }
}

const handlerFields: Readonly<Record<"Retry" | "Catch", readonly string[]>> = {
  Retry: [
    "ErrorEquals",
    "IntervalSeconds",
    "MaxAttempts",
    "BackoffRate",
    "MaxDelaySeconds",
    "JitterStrategy",
    "Comment",
  ],
  Catch: ["ErrorEquals", "Next", "ResultPath", "Output", "Assign", "Comment"],
};

function checkHandlers(state: JsonObject, location: string, found: Diagnostics): void {
  for (const name of ["Retry", "Catch"] as const) {
    const handlers = isArray(state[name]) ? state[name] : [];
    for (const [index, handler] of handlers.entries()) {
      const at = `${location}/${name}[${index}]`;
      if (!isObject(handler)) {
        found.schema("Value is not an object", at);
        continue;
      }
      required(handler, name === "Catch" ? ["ErrorEquals", "Next"] : ["ErrorEquals"], at, found);
      for (const field of Object.keys(handler).filter((each) => !handlerFields[name].includes(each))) {
        found.schema(`The field '${field}' is not supported by Step Functions`, at);
      }
      checkErrorNames(handler.ErrorEquals, at, index === handlers.length - 1, found);
      checkRetrier(handler, at, found);
      checkResultPath(handler.ResultPath, at, found);
    }
  }
}

function checkErrorNames(names: Json | undefined, at: string, isLast: boolean, found: Diagnostics): void {
  if (names === undefined) {
    return;
  }
  if (!isArray(names) || names.length === 0 || names.some((each) => typeof each !== "string")) {
    found.schema("Value cannot be empty", `${at}/ErrorEquals`);
    return;
  }
  for (const all of ["States.ALL", "States.TaskFailed"].slice(0, 1)) {
    if (names.includes(all) && (names.length > 1 || !isLast)) {
      found.schema(`${all} must appear alone, and in the last element`, `${at}/ErrorEquals`);
    }
  }
}

function checkResultPath(path: Json | undefined, at: string, found: Diagnostics): void {
  if (path !== undefined && path !== null && !(typeof path === "string" && isReferencePath(path))) {
    found.schema("Value is not a Reference Path", `${at}/ResultPath`);
  }
}

function checkRetrier(retrier: JsonObject, at: string, found: Diagnostics): void {
  const bounds: readonly (readonly [string, (value: number) => boolean, string])[] = [
    ["IntervalSeconds", (value) => Number.isInteger(value) && value >= 1 && value <= 99_999_999, "a positive Integer"],
    ["MaxAttempts", (value) => Number.isInteger(value) && value >= 0 && value <= 99_999_999, "an Integer, at least 0"],
    ["BackoffRate", (value) => value >= 1, "a Float, at least 1.0"],
    ["MaxDelaySeconds", (value) => Number.isInteger(value) && value > 0 && value < 31_622_400, "a positive Integer"],
  ];
  for (const [name, isRight, kind] of bounds) {
    const value = retrier[name];
    if (value !== undefined && !(typeof value === "number" && isRight(value))) {
      found.schema(`Expected ${kind}`, `${at}/${name}`);
    }
  }
  if (retrier.JitterStrategy !== undefined && !["FULL", "NONE"].includes(String(retrier.JitterStrategy))) {
    found.schema("The field 'JitterStrategy' should have one of these values: [FULL, NONE]", `${at}/JitterStrategy`);
  }
}

function checkTask(state: JsonObject, location: string, type: "STANDARD" | "EXPRESS", found: Diagnostics): void {
  required(state, ["Resource"], location, found);
  atMostOne(state, ["TimeoutSeconds", "TimeoutSecondsPath"], location, found);
  atMostOne(state, ["HeartbeatSeconds", "HeartbeatSecondsPath"], location, found);
  const { Resource, Credentials, TimeoutSeconds, HeartbeatSeconds } = state;
  const at = `${location}/Resource`;
  if (isObject(Credentials) && Credentials.RoleArn === undefined && Credentials["RoleArn.$"] === undefined) {
    found.schema("The field 'RoleArn' is required but was missing", `${location}/Credentials`);
  }
  if (typeof HeartbeatSeconds === "number" && HeartbeatSeconds >= Number(TimeoutSeconds ?? 99_999_999)) {
    found.schema("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", location);
  }
  if (typeof Resource !== "string" || (Resource.startsWith("{%") && Resource.endsWith("%}"))) {
    return;
  }
  const resource = readResource(Resource);
  if (resource === undefined) {
    const message = `The resource provided ${Resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
    found.schema(message, at);
  } else if (type === "EXPRESS" && resource.kind === "activity") {
    found.schema("Express state machine does not support Activity ARN", at);
  } else if (type === "EXPRESS" && resource.kind === "service" && resource.pattern === "sync") {
    found.schema("Express state machine does not support '.sync' service integration", at);
  } else if (type === "EXPRESS" && resource.kind === "service" && resource.pattern === "token") {
    found.schema("Express state machine does not support '.waitForTaskToken' service integration ", at);
  }
}

function checkChoices(choices: Json | undefined, location: string, language: QueryLanguage, found: Diagnostics): void {
  if (!isArray(choices)) {
    found.schema("These fields are required: [Choices]", location);
    return;
  }
  if (choices.length === 0) {
    found.schema("Value cannot be empty", `${location}/Choices`);
  }
  for (const [index, rule] of choices.entries()) {
    const at = `${location}/Choices[${index}]`;
    if (!isObject(rule)) {
      found.schema("Value is not an object", at);
    } else if (language === "JSONata") {
      required(rule, ["Condition", "Next"], at, found);
    } else {
      required(rule, ["Next"], at, found);
      checkRule(rule, at, found);
    }
  }
}

function checkRule(rule: JsonObject, at: string, found: Diagnostics): void {
  for (const name of ["And", "Or"]) {
    const rules = rule[name];
    if (rules !== undefined) {
      if (!isArray(rules) || rules.length === 0) {
        found.schema("Value cannot be empty", `${at}/${name}`);
      }
      for (const [index, each] of (isArray(rules) ? rules : []).entries()) {
        checkInnerRule(each, `${at}/${name}[${index}]`, found);
      }
      return;
    }
  }
  if (rule.Not !== undefined) {
    checkInnerRule(rule.Not, `${at}/Not`, found);
    return;
  }
  required(rule, ["Variable"], at, found);
  const operators = Object.keys(rule).filter((name) => choiceOperators.has(name));
  const others = Object.keys(rule).filter(
    (name) => !choiceOperators.has(name) && !["Variable", "Next", "Comment", "Assign", "Output"].includes(name),
  );
  if (operators.length !== 1 || others.length > 0) {
    found.schema(
      others.length > 0
        ? `The field '${others[0]}' is not supported by Step Functions`
        : "Exactly one comparison operator is required",
      at,
    );
  }
  try {
    parsePath(String(rule.Variable));
  } catch {
    found.schema("Value is not a valid JSONPath", `${at}/Variable`);
  }
}

function checkInnerRule(rule: Json, at: string, found: Diagnostics): void {
  if (isObject(rule)) {
    checkRule(rule, at, found);
  } else {
    found.schema("Value is not an object", at);
  }
}

function checkMap(state: JsonObject, location: string, found: Diagnostics): void {
  exactlyOne(state, ["ItemProcessor", "Iterator"], location, found);
  atMostOne(state, ["MaxConcurrency", "MaxConcurrencyPath"], location, found);
  atMostOne(state, ["ItemSelector", "Parameters"], location, found);
  const processor = state.ItemProcessor ?? state.Iterator;
  const config = isObject(processor) ? processor.ProcessorConfig : undefined;
  const isDistributed = isObject(config) && config.Mode === "DISTRIBUTED";
  if (isDistributed && config.ExecutionType === undefined) {
    found.schema("These fields are required: [ExecutionType]", `${location}/ItemProcessor/ProcessorConfig`);
  }
  const ofDistributed = ["ItemReader", "ItemBatcher", "ResultWriter", "Label", "ToleratedFailureCount"].concat([
    "ToleratedFailurePercentage",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentagePath",
  ]);
  for (const name of ofDistributed.filter((each) => !isDistributed && state[each] !== undefined)) {
    found.schema(`The field '${name}' is only supported by Map states in Distributed mode`, location);
  }
  for (const name of ["ItemReader", "ResultWriter"] as const) {
    const access = state[name];
    const resource = isObject(access) ? access.Resource : undefined;
    if (
      name === "ItemReader" ? isObject(access) && typeof resource !== "string" : typeof (resource ?? "") !== "string"
    ) {
      found.schema("These fields are required: [Resource]", `${location}/${name}`);
    }
  }
  const label = state.Label;
  if (typeof label === "string" && (label.length > 40 || !/^[^\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]+$/u.test(label))) {
    found.schema("Label cannot be empty, exceed 40 characters or contain invalid characters", `${location}/Label`);
  }
}
