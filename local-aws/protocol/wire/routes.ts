import type { IncomingMessage } from "node:http";
import { AwsError } from "../aws-error";
import type { ServiceModel } from "../model/service-model";

/** The operation that a method and a path stand for. */
export interface FoundRoute {
  readonly operation: string;
  /** What stands in the path where the operation's URI has a label, by that. */
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

interface Route {
  readonly operation: string;
  readonly method: string;
  /** What lies between the slashes, such as `{Name}`; `{Key+}` stands for all that follows. */
  readonly segments: readonly string[];
  /** What the query has to have. */
  readonly constants: readonly (readonly [name: string, value: string])[];
}

const routesOf = new WeakMap<ServiceModel, readonly Route[]>();

/** @throws AwsError UnknownOperationException where there is none */
export function findRoute({ method = "", url = "/" }: IncomingMessage, model: ServiceModel): FoundRoute {
  const mark = url.indexOf("?");
  const path = (mark === -1 ? url : url.slice(0, mark)).split("/").filter((segment) => segment !== "");
  const query = new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1));
  for (const route of routes(model)) {
    const labels = route.method === method ? labelsOf(route, path, query) : undefined;
    if (labels !== undefined) {
      return { operation: route.operation, labels, query };
    }
  }
  throw new AwsError(
    "UnknownOperationException",
    `The embedded AWS has no operation ${method} /${path.join("/")}. local-aws/README.md lists what it supports.`,
    404,
  );
}

/** Those that say more come first. */
function routes(model: ServiceModel): readonly Route[] {
  let found = routesOf.get(model);
  if (found === undefined) {
    found = Object.entries(model.http)
      .map(([operation, { method, requestUri }]) => {
        const [path = "", constants = ""] = requestUri.split("?");
        const segments = path.split("/").filter((segment) => segment !== "");
        return { operation, method, segments, constants: [...new URLSearchParams(constants)] };
      })
      .sort((a, b) => said(b) - said(a));
    routesOf.set(model, found);
  }
  return found;
}

function said({ segments, constants }: Route): number {
  return segments.filter((segment) => !isLabel(segment)).length + constants.length;
}

function labelsOf(route: Route, path: readonly string[], query: URLSearchParams): Record<string, string> | undefined {
  const { segments, constants } = route;
  const isGreedy = segments.at(-1)?.endsWith("+}") === true;
  const fits = isGreedy ? path.length >= segments.length : path.length === segments.length;
  if (!fits || constants.some(([name, value]) => !query.getAll(name).includes(value))) {
    return undefined;
  }
  const labels: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if (isLabel(segment)) {
      const rest = segment.endsWith("+}") ? path.slice(index).join("/") : (path[index] as string);
      labels[segment.replace(/^\{|\+?\}$/g, "")] = decoded(rest);
    } else if (segment !== path[index]) {
      return undefined;
    }
  }
  return labels;
}

const isLabel = (segment: string): boolean => segment.startsWith("{");

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError("SerializationException", "The path is wrongly encoded.");
  }
}
