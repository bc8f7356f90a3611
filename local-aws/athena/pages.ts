import { AwsError } from "../protocol/aws-error";

interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly NextToken: string | undefined;
}

/** The page of a list that a request asks for, 50 long where it does not say. The token is the place to go on from. */
export function pageOf<Item>(all: readonly Item[], { NextToken, MaxResults = 50 }: PageRequest): Page<Item> {
  const start = tokenOffset(NextToken);
  const end = start + MaxResults;
  return { items: all.slice(start, end), NextToken: end < all.length ? String(end) : undefined };
}

/** @throws AwsError InvalidRequestException where the token is none of ours. */
export function tokenOffset(token: string | undefined): number {
  if (token === undefined) {
    return 0;
  }
  if (!/^\d+$/.test(token)) {
    throw new AwsError("InvalidRequestException", "Invalid NextToken.", 400, { AthenaErrorCode: "INVALID_INPUT" });
  }
  return Number(token);
}
