import { AwsError } from "../protocol/aws-error";
import { keyOfToken, nextToken } from "../protocol/next-token";

/** One page of a list in the order of its keys. @throws AwsError InvalidNextToken */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
  most: number,
): { readonly page: readonly Item[]; readonly next: string | undefined } {
  const last = token === undefined ? undefined : keyOfToken(token);
  if (token !== undefined && last === undefined) {
    throw new AwsError("InvalidNextToken", "The specified token is not valid.");
  }
  const rest = last === undefined ? items : items.slice(items.findIndex((item) => keyOf(item) === last) + 1);
  const page = rest.slice(0, most);
  const end = page.at(-1);
  return { page, next: end !== undefined && most < rest.length ? nextToken(keyOf(end)) : undefined };
}
