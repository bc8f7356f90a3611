import type { RemovePermissionRequest } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { parseFunctionName } from "../functions/function-name";
import { checkRevision, policyOf, withoutStatement } from "../functions/permissions";
import type { LambdaContext } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html */
export function removePermission(
  { functions }: LambdaContext,
  input: RemovePermissionRequest,
  { region }: RequestContext,
): void {
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? "", input.Qualifier);
  const { record } = functions.resolve(name, qualifier, region, 1);
  checkRevision(policyOf(record, qualifier), input.RevisionId);
  functions.put(withoutStatement(record, qualifier ?? "", input.StatementId ?? ""));
}
