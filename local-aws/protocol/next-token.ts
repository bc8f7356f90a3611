/** The token of a list's next page: it tells the last key of the page before. */
export function nextToken(key: string): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** The key that a token tells; undefined where it is none of {@link nextToken}. */
export function keyOfToken(token: string): string | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    return typeof key === "string" ? key : undefined;
  } catch {
    return undefined;
  }
}
