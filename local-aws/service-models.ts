import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readInstallation } from "./engines/installation";
import {
  type ErrorBinding,
  type HttpBinding,
  type MemberBinding,
  modelPath,
  type StoredModel,
  type StoredShape,
} from "./protocol/model/service-model";
import type { Service } from "./protocol/service";
import { amended } from "./service-model-amendments";
import { createServices } from "./services";

/** The services that check what comes in against a model. */
export const modelled = [
  "athena",
  "events",
  "glue",
  "lambda",
  "logs",
  "monitoring",
  "rds",
  "scheduler",
  "secretsmanager",
  "ses",
  "sns",
  "sqs",
  "ssm",
  "states",
  "sts",
] as const;

/** How botocore calls a service, where that is not its name in a credential scope. */
const botocoreNames: Readonly<Record<string, string>> = {
  monitoring: "cloudwatch",
  states: "stepfunctions",
};

interface Reference extends MemberBinding {
  readonly shape: string;
}

interface BotocoreShape extends Omit<StoredShape, "members" | "item" | "key" | "value"> {
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly document?: boolean;
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number };
}

interface BotocoreOperation {
  readonly input?: Reference;
  readonly output?: Reference;
  readonly errors?: readonly Reference[];
  readonly http: HttpBinding;
}

interface BotocoreModel {
  readonly metadata: { readonly protocol: string };
  readonly operations: Readonly<Record<string, BotocoreOperation>>;
  readonly shapes: Readonly<Record<string, BotocoreShape>>;
}

/** Of botocore's model of a service what its operations here take and give, as its file should hold it. */
export function makeModel(service: string): string {
  const { shapes, ...rest } = modelOf(service, operationsOf(service));
  const lines = Object.entries(shapes).map(([name, shape]) => `${JSON.stringify(name)}: ${JSON.stringify(shape)}`);
  return JSON.stringify({ ...rest, shapes: {} }, null, 1)
    .replace('"shapes": {}', `"shapes": {\n${lines.join(",\n")}\n}`)
    .concat("\n");
}

/**
 * Of botocore's model of a service what some operations take and give.
 *
 * @param names AWS's names of the operations; all that there are where it is not given.
 */
export function modelOf(service: string, names?: readonly string[]): StoredModel {
  const model = readBotocore(service);
  const operations: Record<string, string> = {};
  const outputs: Record<string, string> = {};
  const http: Record<string, HttpBinding> = {};
  const errors: Record<string, ErrorBinding> = {};
  const shapes = new Map<string, StoredShape>([["NoInput", { type: "structure" }]]);
  for (const name of names ?? Object.keys(model.operations)) {
    const operation = model.operations[name];
    if (operation === undefined) {
      throw new Error(`botocore knows no ${service}:${name}.`);
    }
    const { input, output } = operation;
    collect(model, output, shapes);
    collect(model, input, shapes);
    operations[name] = input?.shape ?? "NoInput";
    if (output !== undefined) {
      outputs[name] = output.shape;
    }
    if (model.metadata.protocol === "rest-json") {
      const { method, requestUri, responseCode } = operation.http;
      http[name] = { method, requestUri, ...(responseCode !== undefined && { responseCode }) };
    }
    for (const { shape } of operation.errors ?? []) {
      collectError(model, shape, errors);
    }
  }
  if (!Object.values(operations).includes("NoInput")) {
    shapes.delete("NoInput");
  }
  const sorted = <Value>(values: Iterable<readonly [string, Value]>): Record<string, Value> =>
    Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
  return amended(service, {
    operations,
    outputs,
    ...(Object.keys(http).length > 0 && { http }),
    ...(Object.keys(errors).length > 0 && { errors: sorted(Object.entries(errors)) }),
    shapes: sorted(shapes),
  });
}

function collectError({ shapes }: BotocoreModel, name: string, errors: Record<string, ErrorBinding>): void {
  const { code, httpStatusCode: status = 400 } = shapes[name]?.error ?? {};
  if ((code ?? name) !== name || status !== 400) {
    errors[name] = { ...(code !== undefined && code !== name && { code }), status };
  }
}

/** The operations that a service has here, by name. */
export function operationsOf(service: string): readonly string[] {
  operationsOfAll ??= readOperations();
  return operationsOfAll.get(service) ?? [];
}

let operationsOfAll: ReadonlyMap<string, readonly string[]> | undefined;

function readOperations(): ReadonlyMap<string, readonly string[]> {
  return new Map(ownServices().map(({ name, operations }) => [name, operations.map((each) => each.name).sort()]));
}

/** All services that are our own, for what can be told of them; they have no data. */
export function ownServices(): readonly Service[] {
  const dataDir = mkdtempSync(join(tmpdir(), "models-"));
  try {
    return createServices({ dataDir, endpoint: "http://127.0.0.1", accountId: "000000000000" }).own;
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

function readBotocore(service: string): BotocoreModel {
  const lib = join(dirname(dirname(readInstallation().python)), "lib");
  const python = readdirSync(lib).find((name) => name.startsWith("python3")) ?? "";
  const folder = join(lib, python, "site-packages", "botocore", "data", botocoreNames[service] ?? service);
  const version = readdirSync(folder).sort().at(-1) ?? "";
  return JSON.parse(gunzipSync(readFileSync(join(folder, version, "service-2.json.gz"))).toString("utf8"));
}

function collect(model: BotocoreModel, reference: Reference | undefined, shapes: Map<string, StoredShape>): void {
  const found = model.shapes[reference?.shape ?? ""];
  if (reference === undefined || found === undefined || shapes.has(reference.shape)) {
    return;
  }
  const { type, min, max, pattern, required, enum: words, member, key, value, document, payload, flattened } = found;
  const members = Object.entries(found.members ?? {}).map(([name, { shape }]) => [name, shape] as const);
  shapes.set(reference.shape, {
    type: document ? "document" : type,
    ...(members.length > 0 && !document && { members: Object.fromEntries(members) }),
    ...(required !== undefined && required.length > 0 && { required }),
    ...(member && { item: member.shape }),
    ...(key && { key: key.shape }),
    ...(value && { value: value.shape }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(pattern !== undefined && { pattern }),
    ...(words !== undefined && { enum: words }),
    ...(payload !== undefined && { payload }),
    ...(flattened && { flattened }),
    ...(member?.locationName !== undefined && { itemName: member.locationName }),
    ...(key?.locationName !== undefined && { keyName: key.locationName }),
    ...(value?.locationName !== undefined && { valueName: value.locationName }),
    ...bindingsOf(found),
  });
  for (const each of [...Object.values(found.members ?? {}), member, key, value]) {
    collect(model, each, shapes);
  }
}

/** Of the members that do not lie in the body by their own names. */
function bindingsOf({ members = {} }: BotocoreShape): Pick<StoredShape, "bindings"> {
  const bindings = Object.entries(members).flatMap(([name, { location, locationName }]) =>
    location === undefined && (locationName ?? name) === name
      ? []
      : [[name, { ...(location && { location }), ...(locationName !== name && { locationName }) }] as const],
  );
  return bindings.length === 0 ? {} : { bindings: Object.fromEntries(bindings) };
}

/** `node dist/local-aws/service-models.js --write` puts the models into their rooms. */
if (require.main === module && process.argv.includes("--write")) {
  for (const service of modelled) {
    writeFileSync(modelPath(service), makeModel(service));
  }
}
