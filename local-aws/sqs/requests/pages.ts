import { keyOfToken, nextToken } from "../../protocol/next-token";
import { invalidParameter } from "../errors";
import type { QueueRecord } from "../queue/queue-record";

const most = 1_000;

/** A page of queues that are sorted by name. @throws AwsError Where it cannot be one. */
export function pageOf(
  queues: readonly QueueRecord[],
  token: string | undefined,
  size: number | undefined,
): { readonly page: readonly QueueRecord[]; readonly NextToken?: string } {
  if (size !== undefined && (size < 1 || size > most)) {
    throw invalidParameter("MaxResults must be an integer between 1 and 1000.");
  }
  const after = token === undefined ? "" : keyOfToken(token);
  if (after === undefined) {
    throw invalidParameter("Invalid or expired next token.");
  }
  const rest = queues.filter(({ name }) => name > after);
  const page = rest.slice(0, size ?? most);
  // without MaxResults AWS gives no token
  const last = size !== undefined && rest.length > page.length ? page.at(-1) : undefined;
  return { page, ...(last && { NextToken: nextToken(last.name) }) };
}
