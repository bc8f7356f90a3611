import type { IncomingMessage } from "node:http";
import type { Service } from "./service";

/** The credential scope of a request: who it is for, and in which region. */
export interface Scope {
  readonly service: string;
  readonly region: string;
}

/**
 * Finds out whom a request is for: from the SigV4 credential scope (header or presigned query), else from
 * `X-Amz-Target`, else it is for the service whose link it is, or that also takes unsigned requests.
 *
 * @param services Those that a request can name otherwise than in its credential scope.
 */
export function findScope(
  request: IncomingMessage,
  services: readonly Pick<Service, "name" | "targetPrefix" | "takesUnsigned" | "isLink">[],
): Scope {
  const query = new URLSearchParams((request.url ?? "").split("?")[1] ?? "");
  const credential =
    /Credential=([^,\s]+)/.exec(request.headers.authorization ?? "")?.[1] ?? query.get("X-Amz-Credential") ?? "";
  const [, , region, service] = credential.split("/");
  if (region && service) {
    return { service, region };
  }
  const target = String(request.headers["x-amz-target"] ?? "").split(".")[0] ?? "";
  const named =
    target === ""
      ? (services.find(({ isLink }) => isLink?.(request)) ?? services.find(({ takesUnsigned }) => takesUnsigned))
      : services.find(({ targetPrefix }) => targetPrefix === target);
  return { service: named?.name ?? target, region: "us-east-1" };
}
