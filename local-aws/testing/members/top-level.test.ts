import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { projectRoot } from "../../engines/installation";
import * as constraints from "../../protocol/model/constraints";
import * as door from "../../protocol/model/read-input";
import { type Shape, serviceModel } from "../../protocol/model/service-model";
import { type LocalAws, startLocalAws } from "../../server";
import { modelled, operationsOf, ownServices } from "../../service-models";
import { send } from "../odd-requests";
import { random } from "../random";
import { sample } from "../sample-input";
import { encodersOf } from "../wire-inputs";
import { passedOver } from "./passed-over";

/** Each starts a Python. */
const slow = ["CreateDataQualityRuleset", "UpdateDataQualityRuleset"];
const rounds = 25;
const encoders = new Map(
  ownServices()
    .filter(({ name }) => name !== "s3")
    .map((service) => [service.name, encodersOf(service)[0]?.encode] as const),
);
let dataDir: string;
let aws: LocalAws;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "members-"));
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The input's own members, each noted when an operation reads it, or takes all of them. */
function noting(input: object, note: (member: string) => void): object {
  return new Proxy(input, {
    get(target, name) {
      note(String(name));
      return Reflect.get(target, name);
    },
    ownKeys(target) {
      for (const name of Reflect.ownKeys(target)) {
        note(String(name));
      }
      return Reflect.ownKeys(target);
    },
  });
}

test("every member of an input is read by its operation, or stands in the list of those that are not", async (context) => {
  context.mock.method(console, "error", () => {});
  const read = new Set<string>();
  const raw = new WeakMap<object, object>();
  const { readInput } = door;
  context.mock.method(door, "readInput", (shape: Shape, json: unknown) => {
    const input = readInput(shape, json);
    const noted = noting(input, (member) => read.add(`${shape.name}.${member}`));
    raw.set(noted, input);
    return noted;
  });
  // The check of the model reads all members; that does not count.
  const { violationsOf } = constraints;
  context.mock.method(constraints, "violationsOf", (shape: Shape, input: object) =>
    violationsOf(shape, raw.get(input)),
  );
  /** Without what the model would refuse, so that the sample gets past it. */
  const taken = (shape: Shape, given: object): object => {
    const broken = violationsOf(shape, readInput(shape, given)).map(({ path }) => path.split(".")[0]?.toLowerCase());
    const kept = Object.entries(given).filter(([name]) => !broken.includes(name.toLowerCase()));
    return kept.length < Object.keys(given).length ? taken(shape, Object.fromEntries(kept)) : given;
  };
  const unread: string[] = [];
  const DatabaseName = "fuzz_a";
  const TableInput = { Name: "fuzz_a", StorageDescriptor: { Columns: [{ Name: "fuzz_a", Type: "int" }] } };
  for (let round = 0; round < rounds; round++) {
    // what samples name, and some of them take away
    await call("glue", "CreateDatabase", { DatabaseInput: { Name: DatabaseName } });
    await call("glue", "CreateTable", { DatabaseName, TableInput });
    for (const service of modelled) {
      for (const [index, operation] of operationsOf(service).entries()) {
        if (round < 2 || !slow.includes(operation)) {
          const shape = serviceModel(service).input(operation);
          const input = sample(shape, random(1, round * 1000 + index), round % 2 === 0) as object;
          await call(service, operation, taken(shape, input));
        }
      }
    }
  }
  for (const service of modelled) {
    for (const operation of operationsOf(service)) {
      const shape = serviceModel(service).input(operation);
      const names = [...shape.members.keys()].filter((name) => !read.has(`${shape.name}.${name}`));
      const source = sourceOf(service, operation);
      const unnamed = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(source));
      unread.push(...unnamed.map((name) => `${service}:${operation}.${name}`));
    }
  }
  assert.deepEqual(unread.sort(), Object.keys(passedOver).sort());
});

/** The operation's file and what it takes from its room: samples that are refused early do not show what else it reads. */
function sourceOf(service: string, operation: string): string {
  const room = join(projectRoot, "local-aws", service);
  const name = `${operation.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase()}.ts`;
  const file = readdirSync(room, { recursive: true, encoding: "utf8" }).find((each) => basename(each) === name);
  assert.ok(file, operation);
  const path = join(room, file);
  const own = readFileSync(path, "utf8");
  const imported = importsOf(path).map(({ file: each }) => each);
  const parts = imported.filter((each) => each.endsWith("-context.ts")).flatMap((context) => partsUsed(own, context));
  const others = [...imported, ...parts].filter((each) => each.startsWith(room) && existsSync(each));
  return [own, ...others.map((each) => readFileSync(each, "utf8"))].join("\n");
}

/** The files of those parts of what operations work on that an operation names. */
function partsUsed(operation: string, context: string): string[] {
  const parts = [...readFileSync(context, "utf8").matchAll(/readonly (\w+): (\w+);/g)];
  const used = new Set(parts.flatMap(([, name, type]) => (new RegExp(`\\b${name}\\b`).test(operation) ? [type] : [])));
  return importsOf(context).flatMap(({ names, file }) => (names.some((name) => used.has(name)) ? [file] : []));
}

function importsOf(path: string): { readonly names: readonly string[]; readonly file: string }[] {
  return [...readFileSync(path, "utf8").matchAll(/import (?:type )?\{([^}]*)\} from "(\.[^"]+)"/g)].map(
    ([, names = "", from = ""]) => ({
      names: names.split(",").map((name) => name.replace("type ", "").trim()),
      file: join(dirname(path), `${from}.ts`),
    }),
  );
}

async function call(service: string, operation: string, input: unknown): Promise<void> {
  const encode = encoders.get(service);
  assert.ok(encode, service);
  await send(Number(new URL(aws.url).port), encode(service, serviceModel(service), operation, input), 30_000);
}
