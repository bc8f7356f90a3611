import { randomUUID } from "node:crypto";
import type { CreateFunctionRequest, UpdateFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import { invalidParameter } from "../errors";
import type { LayerStore } from "../layers/layer-store";
import { isRuntime, type RuntimeName, runtimeNames } from "../running/runtimes";
import { reservedVariables } from "../running/variables";
import type { FunctionVersion } from "./function-record";

/** What CreateFunction and UpdateFunctionConfiguration both take. */
type Settings = Pick<
  Partial<CreateFunctionRequest> & UpdateFunctionConfigurationRequest,
  | "Runtime"
  | "Role"
  | "Handler"
  | "Description"
  | "Timeout"
  | "MemorySize"
  | "VpcConfig"
  | "Environment"
  | "DeadLetterConfig"
  | "TracingConfig"
  | "Layers"
  | "EphemeralStorage"
  | "SnapStart"
  | "LoggingConfig"
>;

type Kept = Omit<
  FunctionVersion,
  "version" | "codeSha256" | "codeSize" | "architectures" | "lastModified" | "revisionId"
>;

const mostVariableBytes = 4096;
const mostLayers = 5;

/**
 * The settings of a function after a request.
 *
 * @param before Those before it; undefined for a new function.
 * @throws AwsError Where they cannot be.
 */
export function settingsOf(name: string, input: Settings, layers: LayerStore, before?: Kept): Kept {
  const { SubnetIds = [], SecurityGroupIds = [], Ipv6AllowedForDualStack = false } = input.VpcConfig ?? {};
  if (SubnetIds.length > 0 || SecurityGroupIds.length > 0 || Ipv6AllowedForDualStack) {
    throw invalidParameter("The embedded AWS has no VPCs: leave VpcConfig out.");
  }
  if (input.SnapStart?.ApplyOn === "PublishedVersions") {
    throw invalidParameter("The embedded AWS has no SnapStart: leave SnapStart out.");
  }
  const environment =
    input.Environment === undefined ? before?.environment : checkVariables(input.Environment.Variables);
  const deadLetterTarget =
    input.DeadLetterConfig === undefined ? before?.deadLetterTarget : checkDeadLetter(input.DeadLetterConfig.TargetArn);
  const { LogFormat, ApplicationLogLevel, SystemLogLevel, LogGroup } = input.LoggingConfig ?? {};
  if (LogFormat === "JSON" || ApplicationLogLevel !== undefined || SystemLogLevel !== undefined) {
    throw invalidParameter(
      "The embedded AWS writes the logs of functions as text only: LoggingConfig may have LogFormat Text and no levels.",
    );
  }
  return {
    runtime: checkRuntime(input.Runtime ?? before?.runtime),
    role: input.Role ?? before?.role ?? "",
    handler: checkHandler(input.Handler ?? before?.handler),
    description: input.Description ?? before?.description ?? "",
    timeout: input.Timeout ?? before?.timeout ?? 3,
    memorySize: input.MemorySize ?? before?.memorySize ?? 128,
    ephemeralStorage: input.EphemeralStorage?.Size ?? before?.ephemeralStorage ?? 512,
    layers: input.Layers === undefined ? (before?.layers ?? []) : checkLayers(input.Layers, layers),
    tracingMode: input.TracingConfig?.Mode ?? before?.tracingMode ?? "PassThrough",
    logGroup: LogGroup ?? before?.logGroup ?? `/aws/lambda/${name}`,
    ...(environment === undefined ? {} : { environment }),
    ...(deadLetterTarget === undefined ? {} : { deadLetterTarget }),
  };
}

/** What is new in every version of `$LATEST`. */
export function newRevision(): Pick<FunctionVersion, "lastModified" | "revisionId"> {
  return { lastModified: awsTime(), revisionId: randomUUID() };
}

/** The present time as Lambda writes it. */
export const awsTime = (): string => new Date().toISOString().replace("Z", "+0000");

function checkRuntime(runtime: string | undefined): RuntimeName {
  if (runtime === undefined) {
    throw invalidParameter(
      "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
    );
  }
  if (!isRuntime(runtime)) {
    throw invalidParameter(
      `The embedded AWS does not run the runtime ${runtime}: it has ${runtimeNames.slice(0, -1).join(", ")} and ${runtimeNames.at(-1)}.`,
    );
  }
  return runtime;
}

function checkHandler(handler: string | undefined): string {
  if (handler === undefined || handler === "") {
    throw invalidParameter(
      "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
    );
  }
  return handler;
}

function checkVariables(
  variables: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> | undefined {
  const reserved = Object.keys(variables).filter((name) => reservedVariables.includes(name));
  if (reserved.length > 0) {
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  }
  if (Buffer.byteLength(JSON.stringify(variables)) > mostVariableBytes) {
    throw invalidParameter(
      "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.",
    );
  }
  return Object.keys(variables).length === 0 ? undefined : variables;
}

function checkDeadLetter(arn: string | undefined): string | undefined {
  if (arn === undefined || arn === "") {
    return undefined;
  }
  if (!/^arn:[^:]+:(?:sqs|sns):/.test(arn)) {
    throw invalidParameter(`The provided target ${arn} is neither a queue of SQS nor a topic of SNS.`);
  }
  return arn;
}

function checkLayers(arns: readonly string[], layers: LayerStore): readonly string[] {
  if (arns.length > mostLayers) {
    throw invalidParameter("You cannot reference more than 5 layers.");
  }
  const names = arns.map((arn) => {
    layers.check(arn);
    return arn.replace(/:\d+$/, "");
  });
  if (new Set(names).size < names.length) {
    throw invalidParameter(
      "Two different versions of the same layer are not allowed to be referenced in the same function.",
    );
  }
  return arns;
}
