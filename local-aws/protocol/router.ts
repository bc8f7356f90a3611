import type { IncomingMessage } from "node:http";

const targetPrefixes: Readonly<Record<string, string>> = {
  AWSGlue: "glue",
  AmazonAthena: "athena",
  Logs_20140328: "logs",
};

/** The credential scope of a request: who it is for, and in which region. */
export interface Scope {
  readonly service: string;
  readonly region: string;
}

/**
 * Finds the service of a request: from the SigV4 credential scope (header or presigned query), else from
 * `X-Amz-Target`, else it is S3, which also takes unsigned requests.
 */
export function findScope(request: IncomingMessage): Scope {
  const query = new URLSearchParams((request.url ?? "").split("?")[1] ?? "");
  const credential =
    /Credential=([^,\s]+)/.exec(request.headers.authorization ?? "")?.[1] ?? query.get("X-Amz-Credential") ?? "";
  const [, , region, service] = credential.split("/");
  if (region && service) {
    return { service, region };
  }
  const target = String(request.headers["x-amz-target"] ?? "").split(".")[0] ?? "";
  return { service: targetPrefixes[target] ?? (target || "s3"), region: "us-east-1" };
}
