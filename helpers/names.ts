import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { stsClient } from "./clients";
import { target } from "./environment";

/** The Glue database of the lesson. */
export const database = "quality_lab";

/** The IAM role that crawlers and jobs run as. */
export const roleName = process.env.LAB_ROLE ?? "quality-lab-glue-role";

/** The Athena workgroup of the lesson; `primary` is used where it does not exist. */
export const workGroup = process.env.LAB_WORKGROUP ?? "quality-lab";

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

/**
 * The bucket of the lesson: `LAB_BUCKET`, else `glue-quality-lab` on the embedded AWS, and on AWS, where a bucket's name
 * must be unique in the world, `glue-quality-lab-<account>`.
 *
 * @throws NoAwsChosen Where no embedded AWS runs and real AWS is not asked for.
 */
export async function bucketName(): Promise<string> {
  if (process.env.LAB_BUCKET) {
    return process.env.LAB_BUCKET;
  }
  return (await target()).kind === "embedded" ? "glue-quality-lab" : `glue-quality-lab-${await accountId()}`;
}
