import type { FunctionEventInvokeConfig, PutFunctionEventInvokeConfigRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { notFound } from "../errors";
import { parseFunctionName } from "../functions/function-name";
import type { EventInvokeConfig, FunctionRecord } from "../functions/function-record";
import { type FunctionStore, latest } from "../functions/function-store";
import { checkDestinations } from "./destinations";

/** The function and the qualifier that a request about event invoke settings names. */
export function configOwner(
  functions: FunctionStore,
  input: { readonly FunctionName?: string | undefined; readonly Qualifier?: string | undefined },
  { region }: RequestContext,
): { readonly record: FunctionRecord; readonly qualifier: string } {
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? "", input.Qualifier);
  const { record } = functions.resolve(name, qualifier, region, 1);
  return { record, qualifier: qualifier ?? latest };
}

/** The settings of a qualifier. @throws AwsError Where it has none. */
export function existingConfig(functions: FunctionStore, record: FunctionRecord, qualifier: string): EventInvokeConfig {
  const config = record.eventInvokeConfigs[qualifier];
  if (config === undefined) {
    throw notFound(`The function ${functions.arn(record, qualifier)} doesn't have an EventInvokeConfig`);
  }
  return config;
}

/** Keeps settings: those of a request, over those before. */
export function putConfig(
  functions: FunctionStore,
  record: FunctionRecord,
  qualifier: string,
  input: PutFunctionEventInvokeConfigRequest,
  before?: EventInvokeConfig,
): FunctionEventInvokeConfig {
  const retries = input.MaximumRetryAttempts ?? before?.maximumRetryAttempts;
  const age = input.MaximumEventAgeInSeconds ?? before?.maximumEventAgeInSeconds;
  const config: EventInvokeConfig = {
    ...(retries === undefined ? {} : { maximumRetryAttempts: retries }),
    ...(age === undefined ? {} : { maximumEventAgeInSeconds: age }),
    destinations:
      input.DestinationConfig === undefined ? (before?.destinations ?? {}) : checkDestinations(input.DestinationConfig),
    lastModified: new Date().toISOString(),
  };
  functions.put({ ...record, eventInvokeConfigs: { ...record.eventInvokeConfigs, [qualifier]: config } });
  return configOutput(functions, record, qualifier, config);
}

/** Settings as AWS shows them. */
export function configOutput(
  functions: FunctionStore,
  record: FunctionRecord,
  qualifier: string,
  config: EventInvokeConfig,
): FunctionEventInvokeConfig {
  const { maximumRetryAttempts: retries, maximumEventAgeInSeconds: age } = config;
  return {
    LastModified: new Date(config.lastModified),
    FunctionArn: functions.arn(record, qualifier),
    ...(retries === undefined ? {} : { MaximumRetryAttempts: retries }),
    ...(age === undefined ? {} : { MaximumEventAgeInSeconds: age }),
    DestinationConfig: { OnSuccess: {}, OnFailure: {}, ...config.destinations },
  };
}
