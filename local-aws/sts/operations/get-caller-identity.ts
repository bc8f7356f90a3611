import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from "@aws-sdk/client-sts";
import type { RequestContext } from "../../protocol/service";

/**
 * Who am I? The account is the one that no AWS account has, so nobody takes it for theirs.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function getCallerIdentity(
  _context: unknown,
  _input: GetCallerIdentityRequest,
  { accountId }: RequestContext,
): GetCallerIdentityResponse {
  return { Arn: `arn:aws:iam::${accountId}:user/local`, UserId: "AIDALOCAL", Account: accountId };
}
