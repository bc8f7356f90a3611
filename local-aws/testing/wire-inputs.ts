import { cbor } from "@smithy/core/cbor";
import { type ServiceModel, type Shape, serviceModel } from "../protocol/model/service-model";
import type { Service } from "../protocol/service";
import { signedFor, type WireRequest } from "./odd-requests";

/** How a request of an operation goes over the wire, whatever its input is. */
export type Encoder = (service: string, model: ServiceModel, operation: string, input: unknown) => WireRequest;

const query = ["monitoring", "rds", "ses", "sns", "sqs", "sts"];
const cborNames: Readonly<Record<string, string>> = { monitoring: "GraniteServiceVersion20100801" };

/** In each protocol that a service speaks. */
export function encodersOf({
  name,
  targetPrefix,
}: Pick<Service, "name" | "targetPrefix">): { readonly protocol: string; readonly encode: Encoder }[] {
  const json = targetPrefix ?? "";
  const encoders = [
    { protocol: "JSON 1.0", encode: inJson(json, "1.0"), isSpoken: json !== "" },
    { protocol: "JSON 1.1", encode: inJson(json, "1.1"), isSpoken: json !== "" },
    { protocol: "query", encode: inQuery, isSpoken: query.includes(name) },
    { protocol: "CBOR", encode: inCbor(cborNames[name] ?? ""), isSpoken: cborNames[name] !== undefined },
    { protocol: "REST-JSON", encode: inRestJson, isSpoken: Object.keys(serviceModel(name).http).length > 0 },
  ].filter(({ isSpoken }) => isSpoken);
  if (encoders.length === 0) {
    throw new Error(`No protocol of ${name} is known here.`);
  }
  return encoders;
}

/** @param targetPrefix What stands before the dot in `X-Amz-Target`. */
function inJson(targetPrefix: string, version: "1.0" | "1.1"): Encoder {
  return (service, _model, operation, input) => ({
    method: "POST",
    url: "/",
    headers: {
      ...signedFor(service),
      "x-amz-target": `${targetPrefix}.${operation}`,
      "content-type": `application/x-amz-json-${version}`,
    },
    body: JSON.stringify(input) ?? "",
  });
}

const inQuery: Encoder = (service, model, operation, input) => {
  const form = new URLSearchParams({ Action: operation });
  flatten(model.input(operation), input, "", form);
  return {
    method: "POST",
    url: "/",
    headers: { ...signedFor(service), "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: form.toString(),
  };
};

/** @param serviceName In the path. */
function inCbor(serviceName: string): Encoder {
  return (service, _model, operation, input) => ({
    method: "POST",
    url: `/service/${serviceName}/operation/${operation}`,
    headers: { ...signedFor(service), "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" },
    body: Buffer.from(cbor.serialize(input)),
  });
}

const inRestJson: Encoder = (service, model, operation, input) => {
  const { method, requestUri } = model.http[operation] as { method: string; requestUri: string };
  const { bindings, payload } = model.input(operation);
  const members = typeof input === "object" && input !== null ? { ...(input as Record<string, unknown>) } : {};
  const headers: Record<string, string> = { ...signedFor(service), "content-type": "application/json" };
  let url = requestUri;
  const query = new URLSearchParams();
  for (const [name, { location, locationName = name }] of Object.entries(bindings)) {
    const value = members[name];
    delete members[name];
    if (location === "uri") {
      url = url.replace(new RegExp(`\\{${locationName}\\+?\\}`), () => encoded(value));
    } else if (location === "querystring" && value !== undefined) {
      query.append(locationName, shown(value));
    } else if (location === "header" && value !== undefined) {
      headers[locationName.toLowerCase()] = shown(value)
        .replace(/[^\x20-\x7e]/g, "?")
        .slice(0, 2_000);
    }
  }
  const body = payload === undefined ? members : members[payload];
  const parameters = query.toString();
  return {
    method,
    url: `${url}${parameters === "" ? "" : `${url.includes("?") ? "&" : "?"}${parameters}`}`.slice(0, 8_000),
    headers,
    body: JSON.stringify(body) ?? "",
  };
};

function shown(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Half a pair of surrogates cannot be encoded. */
function encoded(value: unknown): string {
  return encodeURIComponent(Buffer.from(shown(value)).toString());
}

/** What does not fit its shape goes as text. */
function flatten(shape: Shape | undefined, value: unknown, name: string, form: URLSearchParams): void {
  const at = (part: string): string => (name === "" ? part : `${name}.${part}`);
  if (shape?.type === "list" && Array.isArray(value)) {
    const around = shape.flattened ? name : at(shape.itemName ?? "member");
    for (const [index, each] of value.slice(0, 200).entries()) {
      flatten(shape.item, each, `${around}.${index + 1}`, form);
    }
  } else if (shape?.type === "map" && isObject(value)) {
    const around = shape.flattened ? name : at("entry");
    for (const [index, [key, each]] of Object.entries(value).entries()) {
      form.append(`${around}.${index + 1}.${shape.keyName ?? "key"}`, key);
      flatten(shape.value, each, `${around}.${index + 1}.${shape.valueName ?? "value"}`, form);
    }
  } else if (shape?.type === "structure" && isObject(value)) {
    for (const [member, each] of Object.entries(value)) {
      const inside = shape.members.get(member);
      const own = shape.bindings[member]?.locationName ?? member;
      flatten(inside, each, at(inside?.flattened && inside.type === "list" ? (inside.itemName ?? own) : own), form);
    }
  } else {
    form.append(name === "" ? "odd" : name, shown(value));
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
