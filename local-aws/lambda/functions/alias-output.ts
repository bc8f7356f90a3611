import type { AliasConfiguration } from "@aws-sdk/client-lambda";
import { invalidParameter } from "../errors";
import type { Alias, FunctionRecord } from "./function-record";
import { type FunctionStore, latest } from "./function-store";

/** An alias as AWS shows it. */
export function aliasConfiguration(functions: FunctionStore, record: FunctionRecord, alias: Alias): AliasConfiguration {
  return {
    AliasArn: functions.arn(record, alias.name),
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: alias.description,
    ...(alias.weights === undefined ? {} : { RoutingConfig: { AdditionalVersionWeights: { ...alias.weights } } }),
    RevisionId: alias.revisionId,
  };
}

/**
 * Checks the weights of an alias.
 *
 * @param weights The shares of other versions, from 0 to 1.
 * @returns Undefined where there are none.
 * @throws AwsError Where they cannot be.
 */
export function checkWeights(
  functions: FunctionStore,
  record: FunctionRecord,
  version: string,
  weights: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> | undefined {
  functions.version(record, version);
  const others = Object.entries(weights);
  if (others.length > 1) {
    throw invalidParameter("An alias routes to its version and one other at most.");
  }
  for (const [other] of others) {
    if (other === version) {
      throw invalidParameter(
        `Invalid function version ${other}. Function version ${other} is already included in routing configuration.`,
      );
    }
    if (other === latest || version === latest) {
      throw invalidParameter("$LATEST is not supported for an alias pointing to more than 1 version");
    }
    functions.version(record, other);
  }
  return others.length === 0 ? undefined : weights;
}
