import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A shape of AWS's model: a type of JSON value and what is asked of it. Members, items, keys and values are shapes too. */
export interface Shape {
  readonly name: string;
  readonly type:
    | "structure"
    | "list"
    | "map"
    | "string"
    | "blob"
    | "integer"
    | "long"
    | "double"
    | "float"
    | "boolean"
    | "timestamp"
    /** Any JSON. */
    | "document";
  /** Of a structure, in AWS's order. */
  readonly members: ReadonlyMap<string, Shape>;
  readonly required: ReadonlySet<string>;
  /** Of a list. */
  readonly item?: Shape;
  /** Of a map. */
  readonly key?: Shape;
  readonly value?: Shape;
  /** Of a number its bounds, of all else those of its length. */
  readonly min?: number;
  readonly max?: number;
  /** A regular expression of Java that the whole text has to match. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
  /** Of a structure, which member is the body, where one is. */
  readonly payload?: string;
  /** Of a structure, the members that do not go by their own name or lie outside the body. */
  readonly bindings: Readonly<Record<string, MemberBinding>>;
  /** Of a list or map: in XML and in a query, it has no element around its items. */
  readonly flattened?: boolean;
  /** How a list's items, or a map's keys and values, are called in XML and in a query, where AWS does not call them as usual. */
  readonly itemName?: string;
  readonly keyName?: string;
  readonly valueName?: string;
}

/** Where a member is on the wire, and by what name. */
export interface MemberBinding {
  /** The body where it is not given. */
  readonly location?: "uri" | "querystring" | "header" | "headers" | "statusCode";
  readonly locationName?: string;
}

/** The way of an operation with URIs of its own. */
export interface HttpBinding {
  readonly method: string;
  /** Such as `/schedules/{Name}`. */
  readonly requestUri: string;
  /** 200 where it is not given. */
  readonly responseCode?: number;
}

/** How an exception goes over the wire. */
export interface ErrorBinding {
  /** In the query protocol, where it is not the exception's name. */
  readonly code?: string;
  /** The HTTP status. */
  readonly status: number;
}

/** What a service takes and gives, operation by operation. */
export interface ServiceModel {
  readonly operationNames: readonly string[];
  /** @throws Where the model does not know the operation. */
  input(operation: string): Shape;
  /** Undefined where the operation answers nothing. */
  output(operation: string): Shape | undefined;
  /** A shape by AWS's name, such as `Table`. @throws Where there is none. */
  shape(name: string): Shape;
  shapes(): Iterable<Shape>;
  /** By operation; none where all have one URI. */
  readonly http: Readonly<Record<string, HttpBinding>>;
  /** By the exception's name; none where all are usual. */
  readonly errors: Readonly<Record<string, ErrorBinding>>;
}

/** As a model lies in its file: shapes name each other. */
export interface StoredModel {
  /** Inputs by operation. */
  readonly operations: Readonly<Record<string, string>>;
  /** Outputs by operation; none where an operation answers nothing. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly http?: Readonly<Record<string, HttpBinding>>;
  readonly errors?: Readonly<Record<string, ErrorBinding>>;
  readonly shapes: Readonly<Record<string, StoredShape>>;
}

export interface StoredShape {
  readonly type: Shape["type"];
  readonly members?: Readonly<Record<string, string>>;
  readonly required?: readonly string[];
  readonly item?: string;
  readonly key?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly payload?: string;
  readonly bindings?: Readonly<Record<string, MemberBinding>>;
  readonly flattened?: boolean;
  readonly itemName?: string;
  readonly keyName?: string;
  readonly valueName?: string;
}

/** Where the model of a service lies, such as that of `glue`; `service-models.ts` makes it. */
export function modelPath(service: string): string {
  return join(__dirname, "..", "..", "..", "..", "local-aws", service, "model.json");
}

const loaded = new Map<string, ServiceModel>();

/** The model of a service, read when it is first asked for. */
export function serviceModel(service: string): ServiceModel {
  let model = loaded.get(service);
  if (model === undefined) {
    model = linkModel(JSON.parse(readFileSync(modelPath(service), "utf8")) as StoredModel);
    loaded.set(service, model);
  }
  return model;
}

type Writable<Type> = { -readonly [Member in keyof Type]: Type[Member] };

/** Makes names references. Shapes may hold themselves. */
export function linkModel({ operations, outputs, http = {}, errors = {}, shapes }: StoredModel): ServiceModel {
  const linked = new Map<string, Writable<Shape>>();
  for (const [name, stored] of Object.entries(shapes)) {
    const { members: _, required = [], item: __, key: ___, value: ____, bindings = {}, ...rest } = stored;
    linked.set(name, { name, members: new Map(), required: new Set(required), bindings, ...rest });
  }
  const shape = (name: string): Shape => {
    const found = linked.get(name);
    if (found === undefined) {
      throw new Error(`The model has no ${name}.`);
    }
    return found;
  };
  for (const [name, { members = {}, item, key, value }] of Object.entries(shapes)) {
    const target = linked.get(name) as Writable<Shape>;
    target.members = new Map(Object.entries(members).map(([member, of]) => [member, shape(of)]));
    if (item !== undefined) {
      target.item = shape(item);
    }
    if (key !== undefined && value !== undefined) {
      target.key = shape(key);
      target.value = shape(value);
    }
  }
  return {
    operationNames: Object.keys(operations),
    input: (operation) => shape(operations[operation] ?? `input of ${operation}`),
    output: (operation) => linked.get(outputs[operation] ?? ""),
    shape,
    shapes: () => linked.values(),
    http,
    errors,
  };
}
