import type { AddPermissionRequest, AddPermissionResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { parseFunctionName } from "../functions/function-name";
import { checkRevision, policyOf, statementOf, withStatement } from "../functions/permissions";
import type { LambdaContext } from "../lambda-context";

/** The policy is kept and not looked at: nobody is refused. @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export function addPermission(
  { functions }: LambdaContext,
  input: AddPermissionRequest,
  { region }: RequestContext,
): AddPermissionResponse {
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? "", input.Qualifier);
  const { record, arn } = functions.resolve(name, qualifier, region, 1);
  checkRevision(policyOf(record, qualifier), input.RevisionId);
  const statement = statementOf(input, arn);
  functions.put(withStatement(record, qualifier ?? "", statement));
  return { Statement: JSON.stringify(statement) };
}
