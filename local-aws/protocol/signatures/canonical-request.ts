import type { IncomingMessage } from "node:http";

/** What of a request goes into its signature beside the payload. */
export interface SignedParts {
  /** Whether the path is signed as it is encoded once, or encoded again. */
  readonly encodesPathOnce: boolean;
  /** Lower-case names, in the order of their sender. */
  readonly signedHeaders: readonly string[];
  /** The SHA-256 of the body in hex, or what stands for it. */
  readonly payloadHash: string;
}

/**
 * The canonical request of Signature Version 4: each character is one byte (header values may hold UTF-8).
 *
 * @throws `URIError` where the path or the query is wrongly encoded.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalRequest(request: IncomingMessage, parts: SignedParts): string {
  const url = (request.url ?? "/").replace(/^https?:\/\/[^/]*/, "") || "/";
  const mark = url.indexOf("?");
  const path = mark === -1 ? url : url.slice(0, mark);
  return [
    request.method,
    parts.encodesPathOnce ? encodePath(decodeURIComponent(path)) : encodePath(normalized(path)),
    mark === -1 ? "" : canonicalQuery(url.slice(mark + 1)),
    ...canonicalHeaders(request, parts.signedHeaders),
    "",
    parts.signedHeaders.join(";"),
    parts.payloadHash,
  ].join("\n");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function encodePath(path: string): string {
  return path.split("/").map(encode).join("/");
}

/** Without empty, `.` and `..` parts. */
function normalized(path: string): string {
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      kept.pop();
    } else if (part !== "" && part !== ".") {
      kept.push(part);
    }
  }
  return `/${kept.join("/")}${kept.length > 0 && path.endsWith("/") ? "/" : ""}`;
}

function canonicalQuery(query: string): string {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const name = equals === -1 ? pair : pair.slice(0, equals);
      const value = equals === -1 ? "" : pair.slice(equals + 1);
      return [name, value].map((text) => encode(decodeURIComponent(text.replaceAll("+", " "))));
    })
    .filter(([name]) => name !== "X-Amz-Signature")
    .sort(([name = "", value = ""], [otherName = "", otherValue = ""]) =>
      name === otherName ? compare(value, otherValue) : compare(name, otherName),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function canonicalHeaders(request: IncomingMessage, names: readonly string[]): string[] {
  const values = new Map<string, string[]>();
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = (request.rawHeaders[index] ?? "").toLowerCase();
    const value = (request.rawHeaders[index + 1] ?? "").trim().replace(/ +/g, " ");
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return names.map((name) => `${name}:${(values.get(name) ?? []).join(",")}`);
}
