import { evaluate, valueIn } from "../evaluate";
import { StateFailure } from "../failure";
import { failureIn, type Visit } from "../visit";

/** The failure that a Fail state asks for. */
export async function failOf(visit: Visit): Promise<StateFailure> {
  return new StateFailure(await textOf(visit, "Error"), await textOf(visit, "Cause"));
}

async function textOf(visit: Visit, field: "Error" | "Cause"): Promise<string | undefined> {
  const { state, language, scope } = visit;
  const plain = state[field];
  const path = state[`${field}Path`];
  if (path === undefined && (plain === undefined || language === "JSONPath")) {
    return plain;
  }
  const value =
    path === undefined
      ? await evaluate(visit, plain as string, field)
      : valueIn(visit, path, `${field}Path`, scope.checkpoint.input);
  if (typeof value !== "string") {
    throw failureIn(visit, "States.Runtime", `The value of the field '${field}' must be a string.`);
  }
  return value;
}
