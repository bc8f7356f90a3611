import type { Integration } from "../../integration/integration";
import { validation } from "../errors";
import { isJson } from "../json-text";
import type { RuleTarget } from "../rules";
import { parseEventPath } from "./event-path";
import { isOwnName, namesIn } from "./target-input";

/**
 * @throws AwsError ValidationException where EventBridge takes no such target, or nothing here gets what it would be sent.
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html
 */
export function checkTarget(target: RuleTarget, { targets }: Pick<Integration, "targets">): void {
  const { Id, Arn, RoleArn, Input, InputPath, InputTransformer, SqsParameters, DeadLetterConfig } = target;
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+/.test(Arn)) {
    throw validation(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  if (!targets.has(Arn)) {
    throw validation(`The embedded AWS has no target for ${Arn}; local-aws/README.md lists those that it has.`);
  }
  if (RoleArn === undefined && /^arn:[^:]+:states:/.test(Arn)) {
    throw validation(`RoleArn is required for target ${Arn}.`);
  }
  if ([Input, InputPath, InputTransformer].filter((one) => one !== undefined).length > 1) {
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  }
  if (Input !== undefined && !isJson(Input)) {
    throw validation(`JSON syntax error in input for target ${Id}.`);
  }
  if (InputPath !== undefined && parseEventPath(InputPath) === undefined) {
    throw validation(`Invalid InputPath for target ${Id}.`);
  }
  if (InputTransformer !== undefined) {
    checkTransformer(Id, InputTransformer);
  }
  const isFifo = Arn.endsWith(".fifo");
  if (isFifo && SqsParameters?.MessageGroupId === undefined) {
    throw validation(`Parameter(s) SqsParameters must be specified for target: ${Id}.`);
  }
  if (!isFifo && SqsParameters !== undefined) {
    throw validation(`Parameter(s) SqsParameters cannot be specified for target: ${Id}.`);
  }
  const deadLetterArn = DeadLetterConfig?.Arn;
  if (deadLetterArn !== undefined && (!/^arn:[^:]+:sqs:/.test(deadLetterArn) || deadLetterArn.endsWith(".fifo"))) {
    throw validation(
      `Parameter DeadLetterConfig.Arn is not valid. Reason: It must be the ARN of a standard SQS queue.`,
    );
  }
}

function checkTransformer(id: string, transformer: NonNullable<RuleTarget["InputTransformer"]>): void {
  const paths = Object.entries(transformer.InputPathsMap ?? {});
  for (const [name, path] of paths) {
    if (name.toLowerCase().startsWith("aws")) {
      throw validation(`InputPathsMap for target ${id} contains the reserved key ${name}.`);
    }
    if (parseEventPath(path) === undefined) {
      throw validation(`Invalid InputPathsMap for target ${id}.`);
    }
  }
  const known = new Set(paths.map(([name]) => name));
  const unknown = namesIn(transformer.InputTemplate).find((name) => !known.has(name) && !isOwnName(name));
  if (unknown !== undefined) {
    throw validation(`InputTemplate for target ${id} contains invalid placeholder ${unknown}.`);
  }
}
