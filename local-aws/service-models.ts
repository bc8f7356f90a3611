import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readInstallation } from "./engines/installation";
import { modelPath, type StoredModel, type StoredShape } from "./protocol/model/service-model";
import { createServices } from "./services";

/** The services that check what comes in against a model. */
export const modelled = ["athena", "glue", "logs"] as const;

/** Where AWS holds to something else than what it publishes. */
const amendments: Readonly<Record<string, Readonly<Record<string, Partial<StoredShape>>>>> = {
  athena: {
    // GetQueryResults refuses more than 1,000 in words of its own, after it has looked for the query
    MaxQueryResults: { max: 100_000 },
    // counted in bytes, and refused in words of its own
    QueryString: { max: undefined },
  },
  glue: {
    // Trino leaves out the average of a column without rows
    StringColumnStatisticsData: { required: ["MaximumLength", "NumberOfNulls", "NumberOfDistinctValues"] },
    BinaryColumnStatisticsData: { required: ["MaximumLength", "NumberOfNulls"] },
  },
};

interface Reference {
  readonly shape: string;
}

interface BotocoreShape extends Omit<StoredShape, "members" | "item" | "key" | "value"> {
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly document?: boolean;
}

interface BotocoreModel {
  readonly operations: Readonly<Record<string, { readonly input?: Reference; readonly output?: Reference }>>;
  readonly shapes: Readonly<Record<string, BotocoreShape>>;
}

/** Of botocore's model of a service what its operations here take and give, as its file should hold it. */
export function makeModel(service: string): string {
  const model = readBotocore(service);
  const operations: Record<string, string> = {};
  const outputs: Record<string, string> = {};
  const shapes = new Map<string, StoredShape>();
  for (const name of operationsOf(service)) {
    const { input, output } = model.operations[name] ?? {};
    collect(model, output, shapes);
    if (input === undefined) {
      throw new Error(`botocore knows no input of ${service}:${name}.`);
    }
    collect(model, input, shapes);
    operations[name] = input.shape;
    if (output !== undefined) {
      outputs[name] = output.shape;
    }
  }
  for (const [name, changes] of Object.entries(amendments[service] ?? {})) {
    shapes.set(name, { ...(shapes.get(name) as StoredShape), ...changes });
  }
  const sorted = [...shapes].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([name, shape]) => `${JSON.stringify(name)}: ${JSON.stringify(shape)}`);
  const stored: StoredModel = { operations, outputs, shapes: {} };
  return JSON.stringify(stored, null, 1)
    .replace('"shapes": {}', `"shapes": {\n${lines.join(",\n")}\n}`)
    .concat("\n");
}

/** The operations that a service has here, by name. */
export function operationsOf(service: string): readonly string[] {
  operationsOfAll ??= readOperations();
  return operationsOfAll.get(service) ?? [];
}

let operationsOfAll: ReadonlyMap<string, readonly string[]> | undefined;

function readOperations(): ReadonlyMap<string, readonly string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "models-"));
  try {
    const { own } = createServices({ dataDir, endpoint: "http://127.0.0.1", accountId: "000000000000" });
    return new Map(own.map(({ name, operations }) => [name, operations.map((each) => each.name).sort()]));
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

function readBotocore(service: string): BotocoreModel {
  const lib = join(dirname(dirname(readInstallation().python)), "lib");
  const python = readdirSync(lib).find((name) => name.startsWith("python3")) ?? "";
  const folder = join(lib, python, "site-packages", "botocore", "data", service);
  const version = readdirSync(folder).sort().at(-1) ?? "";
  return JSON.parse(gunzipSync(readFileSync(join(folder, version, "service-2.json.gz"))).toString("utf8"));
}

function collect(model: BotocoreModel, reference: Reference | undefined, shapes: Map<string, StoredShape>): void {
  const found = model.shapes[reference?.shape ?? ""];
  if (reference === undefined || found === undefined || shapes.has(reference.shape)) {
    return;
  }
  const { type, min, max, pattern, required, enum: words, member, key, value, document } = found;
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
  });
  for (const each of [...Object.values(found.members ?? {}), member, key, value]) {
    collect(model, each, shapes);
  }
}

/** `node dist/local-aws/service-models.js --write` puts the models into their rooms. */
if (require.main === module && process.argv.includes("--write")) {
  for (const service of modelled) {
    writeFileSync(modelPath(service), makeModel(service));
  }
}
