import type { LoggingConfiguration, StateMachineType, TracingConfiguration } from "@aws-sdk/client-sfn";
import { AwsError } from "../protocol/aws-error";
import { type Json, parseJson } from "./data/json";
import type { Definition } from "./definition/asl";
import { invalidDefinitionText } from "./definition/diagnostics";
import { validateDefinition } from "./definition/validate";
import { logGroupOf } from "./running/log-events";

/** The log groups that there are. */
export interface LogGroups {
  hasGroup(name: string): boolean;
}

export const noLogging: LoggingConfiguration = { level: "OFF", includeExecutionData: false };
export const noTracing: TracingConfiguration = { enabled: false };

/** @throws AwsError InvalidDefinition */
export function parseDefinition(text: string, type: StateMachineType): Definition {
  const validated = validateDefinition(text, type);
  if ("diagnostics" in validated) {
    throw new AwsError("InvalidDefinition", invalidDefinitionText(validated.diagnostics));
  }
  return validated.definition;
}

/** @throws AwsError InvalidLoggingConfiguration */
export function checkLogging(configuration: LoggingConfiguration | undefined, logs: LogGroups): LoggingConfiguration {
  const { level = "OFF", includeExecutionData = false, destinations } = configuration ?? {};
  const refuse = (text: string) =>
    new AwsError("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${text}`);
  if (level !== "OFF" && destinations?.length !== 1) {
    throw refuse("Must specify exactly one Log Destination.");
  }
  const group = logGroupOf(configuration ?? {});
  if (destinations?.length && (group === undefined || !logs.hasGroup(group))) {
    throw refuse("Log Destination not found.");
  }
  return { level, includeExecutionData, ...(destinations?.length && { destinations }) };
}

/** AWS's bound. */
const longestInput = 262_144;

/** @throws AwsError InvalidExecutionInput, where a text is no JSON */
export function parseInput(text = "{}"): Json {
  const refuse = (why: string) =>
    new AwsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${why}'`);
  if (Buffer.byteLength(text) > longestInput) {
    throw refuse(`Input exceeds the maximum length of ${longestInput} bytes.`);
  }
  if (text.trim() === "") {
    throw refuse("Invalid execution input.");
  }
  try {
    return parseJson(text);
  } catch {
    const [word = ""] = /^\s*[A-Za-z_$][\w$]*/.exec(text) ?? [];
    throw refuse(
      word !== ""
        ? `Unrecognized token '${word.trim()}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`
        : "Invalid execution input.",
    );
  }
}
