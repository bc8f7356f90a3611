import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { resultsFolder } from "../../glue/data-quality/results";
import { serviceModel } from "../../protocol/model/service-model";
import { type LocalAws, startLocalAws } from "../../server";
import { modelled, operationsOf } from "../../service-models";
import { jsonTargets } from "../json-targets";
import { type Base, baseInputs, common, type Step } from "./base-inputs";
import { containers, depthOf, isWithin, nestedMembers, type Path, valueAt } from "./nested-members";
import { nestedPassedOver, passedOver, refusedInOtherWords } from "./passed-over";
import { Prober } from "./prober";
import { serviceInputs, servicesCommon } from "./service-inputs";

let dataDir: string;
let aws: LocalAws;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "nested-members-"));
  // as a script leaves it
  mkdirSync(resultsFolder(dataDir), { recursive: true });
  for (const source of ["GlueTable", "DataQualityGlueTable"]) {
    const DataSource = { [source]: { DatabaseName: "members", TableName: "t" } };
    const result = { ResultId: source, DataSource, StartedOn: new Date(), JobName: "j", JobRunId: "r" };
    writeFileSync(join(resultsFolder(dataDir), `${source}.json`), JSON.stringify(result));
  }
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  await fetch(`${aws.url}/members`, { method: "PUT" });
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

type Bases = Readonly<Record<string, Base | readonly Base[]>>;

/**
 * Every member inside another is obeyed, kept and read back, or refused by its name, or is in the list of those that are
 * not.
 */
async function probeAll(
  context: TestContext,
  services: readonly string[],
  bases: Bases,
  first: readonly Step[],
): Promise<void> {
  const prober = new Prober(aws.url);
  await prober.prepare(first);
  const counts = new Map<string, number>();
  const ignored: string[] = [];
  const oddlyRefused: string[] = [];
  for (const service of services) {
    for (const name of operationsOf(service)) {
      const operation = `${service}:${name}`;
      const members = nestedMembers(serviceModel(service).input(name)).filter(
        ({ path }) => passedOver[`${operation}.${path[0]}`] === undefined,
      );
      const own = [bases[operation] ?? []].flat();
      assert.ok(members.length === 0 || own.length > 0, `${operation} has members inside others, and no base`);
      const refused: Path[] = [];
      for (const container of containers(members)) {
        if (
          !refused.some((path) => isWithin(container, path)) &&
          !own.some((base) => valueAt(base.input("ID"), container) !== undefined)
        ) {
          if (await prober.isRefusedWhole(operation, own, container)) {
            refused.push(container);
          }
        }
      }
      for (const member of members) {
        const shown = `${operation}.${member.path.join(".")}`;
        const { verdict, oddRefusal } = refused.some((path) => isWithin(member.path, path))
          ? { verdict: "refused" as const, oddRefusal: undefined }
          : await prober.probe(operation, own, member);
        if (verdict === "ignored") {
          ignored.push(shown);
        }
        if (oddRefusal !== undefined && !refusedInOtherWords.includes(shown)) {
          oddlyRefused.push(`${shown}: ${oddRefusal}`);
        }
        const kind = `${service}, depth ${depthOf(member.path)}: ${verdict}`;
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
    }
  }
  context.diagnostic(
    [...counts]
      .map(([kind, count]) => `${kind} ${count}`)
      .sort()
      .join("; "),
  );
  const listed = Object.keys(nestedPassedOver).filter((name) => services.includes(name.split(":")[0] ?? ""));
  assert.deepEqual({ ignored: ignored.sort(), oddlyRefused }, { ignored: listed.sort(), oddlyRefused: [] });
}

const lake = Object.keys(jsonTargets);

test("no member inside another is ignored: Glue, Athena and CloudWatch Logs", (context) =>
  probeAll(context, lake, baseInputs, common));

test("no member inside another is ignored: the services that call each other", (context) =>
  probeAll(
    context,
    modelled.filter((service) => !lake.includes(service)),
    serviceInputs,
    servicesCommon,
  ));
