import { isObject, type Json, memberOf } from "../data/json";
import { StateFailure } from "../running/failure";
import type { Visit } from "../running/visit";
import type { Resource } from "./resource";
import { callService } from "./service-call";

const invoke: Resource & { readonly kind: "service" } = {
  ...{ kind: "service", isSdk: false, service: "lambda", action: "invoke", pattern: "request", version: 1 },
};

/** Invokes a function by its ARN. @returns What it gives. @throws StateFailure */
export async function invokeFunction(visit: Visit, arn: string, payload: Json): Promise<Json> {
  const answer = await invokeLambda(visit, { FunctionName: arn, Payload: payload });
  return memberOf(answer, "Payload") ?? null;
}

/**
 * Invokes a function as `lambda:invoke` does: its payload and its answer are JSON.
 *
 * @throws StateFailure Of the name of the error that the function raised.
 */
export async function invokeLambda(visit: Visit, parameters: Json): Promise<Json> {
  const payload = memberOf(parameters, "Payload");
  const asked = isObject(parameters) ? parameters : {};
  const answer = await callService(visit, invoke, {
    ...asked,
    ...(payload !== undefined && { Payload: typeof payload === "string" ? payload : JSON.stringify(payload) }),
  });
  const text = memberOf(answer, "Payload");
  const given = typeof text === "string" ? parsed(text) : null;
  if (memberOf(answer, "FunctionError") !== undefined) {
    const errorType = memberOf(given, "errorType");
    throw new StateFailure(typeof errorType === "string" ? errorType : "Lambda.Unknown", String(text));
  }
  return { ...(isObject(answer) ? answer : {}), Payload: given };
}

function parsed(text: string): Json {
  if (text === "") {
    return null;
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
