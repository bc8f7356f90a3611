import { pageOf as pageOfSorted } from "../../protocol/page-of";
import { invalidParameter } from "../errors";
import type { QueueRecord } from "../queue/queue-record";

const most = 1_000;

/** A page of queues that are sorted by name. @throws AwsError Where it cannot be one. */
export function pageOf(
  queues: readonly QueueRecord[],
  token: string | undefined,
  size: number | undefined,
): { readonly items: readonly QueueRecord[]; readonly NextToken?: string } {
  if (size !== undefined && (size < 1 || size > most)) {
    throw invalidParameter("MaxResults must be an integer between 1 and 1000.");
  }
  const invalid = () => invalidParameter("Invalid or expired next token.");
  const { items, NextToken } = pageOfSorted(queues, ({ name }) => name, { token, limit: size ?? most }, invalid);
  // without MaxResults AWS gives no token
  return size === undefined || NextToken === undefined ? { items } : { items, NextToken };
}
