import { MissingChoicePath, ruleHolds } from "../../data/choice-rules";
import type { Json } from "../../data/json";
import { evaluate, fill } from "../evaluate";
import { jsonataOutcome, type Outcome, outcomeOf } from "../state-io";
import { failureIn, pathScope, type Visit } from "../visit";

/** Where a Choice state leads. @throws StateFailure States.NoChoiceMatched */
export async function choose(visit: Visit, input: Json): Promise<Outcome> {
  const { state, language } = visit;
  for (const [index, rule] of (state.Choices ?? []).entries()) {
    if (language === "JSONata") {
      if (await conditionHolds(visit, rule.Condition as Json, `Choices[${index}]/Condition`)) {
        const { Output = state.Output, Assign } = rule as { readonly Output?: Json; readonly Assign?: never };
        return jsonataOutcome(visit, { Output, Assign }, {}, input, rule.Next);
      }
    } else if (holds(visit, rule, input)) {
      const outcome = await outcomeOf({ ...visit, state: { ...state, Assign: undefined } as never }, input, rule.Next);
      const { Assign } = rule as { readonly Assign?: Json };
      return {
        ...outcome,
        ...(Assign !== undefined && { assigned: fill(visit, Assign, pathScope(visit, input)) as never }),
      };
    }
  }
  if (state.Default === undefined) {
    throw failureIn(
      visit,
      "States.NoChoiceMatched",
      "Failed to transition out of the state. The choice state has no match.",
    );
  }
  return outcomeOf(visit, input, state.Default);
}

async function conditionHolds(visit: Visit, condition: Json, field: string): Promise<boolean> {
  const value = await evaluate(visit, condition, field);
  if (typeof value !== "boolean") {
    const text = `The JSONata expression '${String(condition).slice(2, -2).trim()}' specified for the field '${field}' returned an unexpected result type. Expected 'boolean', but was '${kindOf(value)}' for value: ${JSON.stringify(value)}`;
    throw failureIn(visit, "States.QueryEvaluationError", text, field);
  }
  return value;
}

function holds(visit: Visit, rule: Parameters<typeof ruleHolds>[0], input: Json): boolean {
  try {
    return ruleHolds(rule, pathScope(visit, input));
  } catch (error) {
    if (error instanceof MissingChoicePath) {
      const text = `Invalid path '${error.path}': The choice state's condition path references an invalid value.`;
      throw failureIn(visit, "States.Runtime", text);
    }
    throw error;
  }
}

/** A value's type in AWS's words. */
export function kindOf(value: Json): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
