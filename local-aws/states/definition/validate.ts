import { isArray, isObject, type Json, type JsonObject, parseJson } from "../data/json";
import { type Definition, type QueryLanguage, type StateType, stateTypes } from "./asl";
import { checkFields } from "./check-fields";
import { checkStateParts } from "./check-state-parts";
import { type Diagnostic, Diagnostics } from "./diagnostics";

/** What AWS takes: 1 MB. */
const longestDefinition = 1_048_576;
const longestName = 80;

export type MachineType = "STANDARD" | "EXPRESS";

/** A definition that can run, or what is wrong with it. */
export type Validated = { readonly definition: Definition } | { readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads a definition in the Amazon States Language, and checks it as AWS does when a state machine is made.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export function validateDefinition(text: string, type: MachineType): Validated {
  const found = new Diagnostics();
  const definition = parse(text, found);
  if (definition !== undefined) {
    const { QueryLanguage = "JSONPath" } = definition;
    checkLanguage(QueryLanguage, "JSONPath", "/QueryLanguage", found);
    new StatesCheck(found, type).check(definition, "", (QueryLanguage as QueryLanguage) ?? "JSONPath");
    checkKnown(definition, ["Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage"], "/", found);
  }
  return found.found.length === 0 && definition !== undefined
    ? { definition: definition as unknown as Definition }
    : { diagnostics: found.found };
}

function parse(text: string, found: Diagnostics): JsonObject | undefined {
  if (Buffer.byteLength(text) > longestDefinition) {
    found.add("INVALID_JSON_DESCRIPTION", `The definition is longer than ${longestDefinition} bytes.`, "");
    return undefined;
  }
  let parsed: Json;
  try {
    parsed = parseJson(text);
  } catch (error) {
    found.add("INVALID_JSON_DESCRIPTION", (error as Error).message, "");
    return undefined;
  }
  if (!isObject(parsed)) {
    found.add("INVALID_JSON_DESCRIPTION", "Definition must be a valid JSON object", "");
    return undefined;
  }
  return parsed;
}

function checkKnown(object: JsonObject, names: readonly string[], location: string, found: Diagnostics): void {
  for (const name of Object.keys(object).filter((each) => !names.includes(each))) {
    found.schema(`The field '${name}' is not supported by Step Functions`, location);
  }
}

function checkLanguage(language: Json, above: QueryLanguage, location: string, found: Diagnostics): void {
  if (language !== "JSONPath" && language !== "JSONata") {
    found.schema("The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata]", location);
  } else if (language === "JSONPath" && above === "JSONata") {
    found.schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", location);
  }
}

/** Checks states and those inside them: names are unique in the whole state machine. */
class StatesCheck {
  private readonly names = new Set<string>();

  constructor(
    private readonly found: Diagnostics,
    private readonly type: MachineType,
  ) {}

  /** @param location Of what has the states; empty for the whole. */
  check(machine: JsonObject, location: string, language: QueryLanguage): void {
    const missing = ["StartAt", "States"].filter((name) => machine[name] === undefined);
    if (missing.length > 0) {
      this.found.schema(`These fields are required: [${missing.reverse().join(", ")}]`, location || "/");
      return;
    }
    const { StartAt, States } = machine;
    if (!isObject(States) || Object.keys(States).length === 0) {
      this.found.schema(isObject(States) ? "Value cannot be empty" : "Value is not an object", `${location}/States`);
      return;
    }
    if (typeof StartAt !== "string" || !Object.hasOwn(States, StartAt)) {
      this.found.add("MISSING_TRANSITION_TARGET", `Missing 'StartAt' target: ${StartAt}`, `${location}/StartAt`);
    }
    for (const [name, state] of Object.entries(States)) {
      this.checkState(name, state, `${location}/States/${name}`, language, States);
    }
    this.checkReach(StartAt, States, location);
  }

  private checkState(name: string, state: Json, location: string, above: QueryLanguage, siblings: JsonObject): void {
    if (this.names.has(name)) {
      this.found.add("DUPLICATE_STATE_NAME", `Duplicate State name: ${name}`, location);
    }
    this.names.add(name);
    if (name.length > longestName) {
      this.found.add("STATE_NAME_TOO_LONG", `State name exceeds ${longestName} characters: ${name}`, location);
    }
    if (!isObject(state)) {
      this.found.schema("Value is not an object", location);
      return;
    }
    if (!stateTypes.includes(state.Type as StateType)) {
      const message =
        state.Type === undefined
          ? "These fields are required: [Type]"
          : `The field 'Type' should have one of these values: [${stateTypes.join(", ")}]`;
      this.found.schema(message, state.Type === undefined ? location : `${location}/Type`);
      return;
    }
    const language = (state.QueryLanguage ?? above) as QueryLanguage;
    checkLanguage(language, above, `${location}/QueryLanguage`, this.found);
    checkFields(state, location, language, this.found);
    checkStateParts(state, location, language, this.type, this.found);
    for (const { target, at } of targetsOf(state)) {
      if (typeof target === "string" && !Object.hasOwn(siblings, target)) {
        this.found.add("MISSING_TRANSITION_TARGET", `Missing 'Next' target: ${target}`, `${location}${at}`);
      }
    }
    this.checkInner(state, location, language);
  }

  private checkInner(state: JsonObject, location: string, language: QueryLanguage): void {
    const branches = isArray(state.Branches) ? state.Branches : [];
    for (const [index, branch] of branches.entries()) {
      if (isObject(branch)) {
        this.check(branch, `${location}/Branches[${index}]`, language);
      } else {
        this.found.schema("Value is not an object", `${location}/Branches[${index}]`);
      }
    }
    for (const name of ["ItemProcessor", "Iterator"]) {
      const processor = state[name];
      if (isObject(processor)) {
        this.check(processor, `${location}/${name}`, language);
      }
    }
  }

  private checkReach(start: Json | undefined, states: JsonObject, location: string): void {
    const reached = new Set<string>();
    const open: (Json | undefined)[] = [start];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const state = typeof name === "string" && !reached.has(name) ? states[name] : undefined;
      if (isObject(state)) {
        reached.add(name as string);
        open.push(...targetsOf(state).map(({ target }) => target));
      }
    }
    for (const name of Object.keys(states).filter((each) => !reached.has(each))) {
      this.found.add("MISSING_TRANSITION_TARGET", `State "${name}" is not reachable.`, `${location}/States/${name}`);
    }
  }
}

/** Where a state leads, and where it says so. */
function targetsOf(state: JsonObject): { readonly target: Json; readonly at: string }[] {
  const inList = (name: string) =>
    (isArray(state[name]) ? state[name] : []).flatMap((each, index) =>
      isObject(each) && each.Next !== undefined ? [{ target: each.Next, at: `/${name}[${index}]/Next` }] : [],
    );
  const own = ["Next", "Default"].flatMap((name) =>
    state[name] === undefined ? [] : [{ target: state[name], at: `/${name}` }],
  );
  return [...own, ...inList("Choices"), ...inList("Catch")];
}
