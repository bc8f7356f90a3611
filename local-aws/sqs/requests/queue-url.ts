import { AwsError } from "../../protocol/aws-error";
import { noQueue } from "../errors";

/** Where a queue is reached. @param endpoint Of the embedded AWS. */
export function queueUrl(endpoint: string, accountId: string, name: string): string {
  return `${endpoint}/${accountId}/${name}`;
}

/**
 * The queue's name in an URL, which may name any host: what a script has from AWS, or from a name of this machine, leads here.
 *
 * @throws AwsError Where it is no URL of a queue, or of another account's.
 */
export function nameInUrl(url: string, accountId: string): string {
  const [, account, name] = /^(?:https?:\/\/[^/]+)?\/(\d{12})\/([^/?#]+)$/.exec(url) ?? [];
  if (account === undefined || name === undefined) {
    throw new AwsError("InvalidAddress", `The address ${url} is not valid for this endpoint.`, 404);
  }
  if (account !== accountId) {
    throw noQueue();
  }
  return name;
}
