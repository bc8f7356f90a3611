import type { PublishStateMachineVersionInput, PublishStateMachineVersionOutput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../arns";
import { machineNotFound } from "../errors";
import type { StatesContext } from "../states-context";
import { withVersion } from "../stores/machines";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_PublishStateMachineVersion.html */
export function publishStateMachineVersion(
  { machines }: StatesContext,
  { stateMachineArn, revisionId, description }: Checked<PublishStateMachineVersionInput>,
): PublishStateMachineVersionOutput {
  checkArn(stateMachineArn, "stateMachine");
  const known = machines.find(stateMachineArn);
  if (known === undefined) {
    throw machineNotFound(stateMachineArn);
  }
  if (revisionId !== undefined && revisionId !== (known.revisionId ?? "INITIAL")) {
    const message = `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${known.revisionId ?? "INITIAL"}.`;
    throw new AwsError("ConflictException", message);
  }
  const [newest] = known.versions;
  if (newest !== undefined && newest.revisionId === known.revisionId) {
    // there is a version of this revision: publishing it again gives that
    return {
      creationDate: new Date(newest.creationDate),
      stateMachineVersionArn: `${known.arn}:${newest.number}`,
    };
  }
  const { machine, arn } = withVersion(known, description);
  machines.put(machine);
  return { creationDate: new Date(machine.versions[0]?.creationDate ?? 0), stateMachineVersionArn: arn };
}
