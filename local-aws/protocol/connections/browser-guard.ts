import type { IncomingMessage, ServerResponse } from "node:http";
import { isIP } from "node:net";

/**
 * Why a request that a web page in a browser may have caused is refused, or undefined where it is fine. A page of
 * another site can send requests to this machine, and a host name that its owner points at 127.0.0.1 even makes the
 * answers readable (DNS rebinding). So the `Host` must be one of this machine, and an `Origin` too.
 *
 * @param ownHost The host name or address that the endpoint was told to listen on.
 */
export function browserRefusal(request: IncomingMessage, ownHost: string): string | undefined {
  const { host, origin } = request.headers;
  if (host !== undefined && !isOwn(hostNameOf(host), ownHost)) {
    return `The host ${host} is not this machine. Use http://127.0.0.1 or http://localhost.`;
  }
  if (origin !== undefined && !isOwn(originHost(origin), ownHost)) {
    return `Requests from the web page ${origin} are not taken, only from this machine's own pages.`;
  }
  return undefined;
}

/**
 * Tells browsers that what comes back is no page of the endpoint's own origin, which may call everything: a stored page
 * or picture shows without its scripts, and nothing is taken for a page that does not say so. An answer that repeats
 * what it was sent is no way around.
 */
export function forbidScripts(response: ServerResponse): void {
  response.setHeader("content-security-policy", "sandbox");
  response.setHeader("x-content-type-options", "nosniff");
}

function hostNameOf(host: string): string {
  return (/^\[(.+)\](?::\d+)?$/.exec(host)?.[1] ?? host.replace(/:\d+$/, "")).toLowerCase();
}

function originHost(origin: string): string {
  try {
    return hostNameOf(new URL(origin).host);
  } catch {
    return "";
  }
}

/** Loopback names, buckets as host names (`<bucket>.localhost`), and where the endpoint listens. */
function isOwn(name: string, ownHost: string): boolean {
  if (name === "localhost" || name.endsWith(".localhost") || name === ownHost.toLowerCase()) {
    return true;
  }
  if (isIP(name) === 0) {
    return false;
  }
  const listensEverywhere = ownHost === "0.0.0.0" || ownHost === "::";
  return name === "::1" || name.startsWith("127.") || listensEverywhere;
}
