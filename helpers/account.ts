import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { stsClient } from "./clients";
import { target } from "./environment";

/**
 * The region that the calls go to, as the SDK finds it: `AWS_REGION`, or the profile's.
 *
 * @throws Error "Region is missing" where neither is set; {@link explainError} knows it.
 */
export function region(): Promise<string> {
  return stsClient().config.region();
}

let account: { readonly endpoint: string | undefined; readonly id: string } | undefined;

/**
 * The number of the account that the calls go to. Calls `sts:GetCallerIdentity` once.
 *
 * @returns Twelve digits; the embedded AWS says `000000000000`.
 * @throws NoAwsChosen Where no embedded AWS runs and real AWS is not asked for.
 */
export async function accountId(): Promise<string> {
  const { endpoint } = await target();
  if (account === undefined || account.endpoint !== endpoint) {
    const { Account: id } = await stsClient().send(new GetCallerIdentityCommand({}));
    account = { endpoint, id: id ?? "" };
  }
  return account.id;
}
