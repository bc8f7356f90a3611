import { keyOfToken, nextToken } from "../protocol/next-token";
import { invalidNextToken } from "./errors";

/**
 * One page of a list; its token tells where the next one begins.
 *
 * @param size How many make a page.
 * @throws AwsError InvalidNextToken
 */
export function pageOf<Item>(
  items: readonly Item[],
  token: string | undefined,
  size: number,
): { page: Item[]; next: string | undefined } {
  const start = startOf(token);
  const end = start + size;
  return { page: items.slice(start, end), next: end < items.length ? nextToken(String(end)) : undefined };
}

/** Where the page of a token begins. @throws AwsError InvalidNextToken */
export function startOf(token: string | undefined): number {
  if (token === undefined) {
    return 0;
  }
  const key = keyOfToken(token) ?? "";
  if (!/^\d{1,9}$/.test(key)) {
    throw invalidNextToken();
  }
  return Number(key);
}
