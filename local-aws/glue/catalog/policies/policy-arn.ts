import type { RequestContext } from "../../../protocol/service";
import { invalidInput } from "../../errors";

/** Where a policy stands: Glue takes one at the catalog only. @throws AwsError InvalidInputException for another ARN. */
export function policyArn(arn: string | undefined, { region, accountId }: RequestContext): string {
  const catalog = `arn:aws:glue:${region}:${accountId}:catalog`;
  if (arn !== undefined && arn !== catalog) {
    throw invalidInput(`A resource policy stands at ${catalog}, not at ${arn}.`);
  }
  return catalog;
}
