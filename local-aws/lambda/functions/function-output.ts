import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { LambdaContext } from "../lambda-context";
import type { FunctionRecord, FunctionVersion } from "./function-record";
import { latest } from "./function-store";

/** What a function's state says: the request that made or changed it still says that this goes on, as on AWS. */
export type Moment = "created" | "updated" | "later";

const states: Readonly<Record<Moment, Partial<FunctionConfiguration>>> = {
  created: { State: "Pending", StateReason: "The function is being created.", StateReasonCode: "Creating" },
  updated: {
    State: "Active",
    LastUpdateStatus: "InProgress",
    LastUpdateStatusReason: "The function is being updated.",
  },
  later: { State: "Active", LastUpdateStatus: "Successful" },
};

/** A version as AWS shows it. */
export function configurationOf(
  { functions, layers }: Pick<LambdaContext, "functions" | "layers">,
  record: FunctionRecord,
  version: FunctionVersion,
  moment: Moment = "later",
  qualifier = version.version === latest ? undefined : version.version,
): FunctionConfiguration {
  const { environment, deadLetterTarget } = version;
  return {
    FunctionName: record.name,
    FunctionArn: functions.arn(record, qualifier),
    Runtime: version.runtime,
    Role: version.role,
    Handler: version.handler,
    CodeSize: version.codeSize,
    Description: version.description,
    Timeout: version.timeout,
    MemorySize: version.memorySize,
    LastModified: version.lastModified,
    CodeSha256: Buffer.from(version.codeSha256, "hex").toString("base64"),
    Version: version.version,
    ...(deadLetterTarget === undefined ? {} : { DeadLetterConfig: { TargetArn: deadLetterTarget } }),
    ...(environment === undefined ? {} : { Environment: { Variables: { ...environment } } }),
    TracingConfig: { Mode: version.tracingMode },
    RevisionId: version.revisionId,
    ...(version.layers.length === 0
      ? {}
      : { Layers: version.layers.map((Arn) => ({ Arn, CodeSize: layers.ofFunction(Arn)?.codeSize ?? 0 })) }),
    PackageType: "Zip",
    Architectures: [...version.architectures],
    EphemeralStorage: { Size: version.ephemeralStorage },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    LoggingConfig: { LogFormat: "Text", LogGroup: version.logGroup },
    ...states[moment],
  };
}
