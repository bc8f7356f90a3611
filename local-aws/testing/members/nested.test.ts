import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { resultsFolder } from "../../glue/data-quality/results";
import { serviceModel } from "../../protocol/model/service-model";
import { type LocalAws, startLocalAws } from "../../server";
import { operationsOf } from "../../service-models";
import { jsonTargets } from "../json-targets";
import { baseInputs, common } from "./base-inputs";
import { containers, depthOf, isWithin, nestedMembers, type Path, valueAt } from "./nested-members";
import { nestedPassedOver, passedOver } from "./passed-over";
import { Prober } from "./prober";

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

test("every member inside another is obeyed, kept and read back, or refused by its name, or is in the list of those that are not", async (context) => {
  const prober = new Prober(aws.url);
  await prober.prepare(common);
  const counts = new Map<string, number>();
  const ignored: string[] = [];
  const oddlyRefused: string[] = [];
  for (const service of Object.keys(jsonTargets)) {
    for (const name of operationsOf(service)) {
      const operation = `${service}:${name}`;
      const members = nestedMembers(serviceModel(service).input(name)).filter(
        ({ path }) => passedOver[`${operation}.${path[0]}`] === undefined,
      );
      const bases = [baseInputs[operation] ?? []].flat();
      assert.ok(members.length === 0 || bases.length > 0, `${operation} has members inside others, and no base`);
      const refused: Path[] = [];
      for (const container of containers(members)) {
        if (
          !refused.some((path) => isWithin(container, path)) &&
          !bases.some((base) => valueAt(base.input("ID"), container) !== undefined)
        ) {
          if (await prober.isRefusedWhole(operation, bases, container)) {
            refused.push(container);
          }
        }
      }
      for (const member of members) {
        const shown = `${operation}.${member.path.join(".")}`;
        const { verdict, oddRefusal } = refused.some((path) => isWithin(member.path, path))
          ? { verdict: "refused" as const, oddRefusal: undefined }
          : await prober.probe(operation, bases, member);
        if (verdict === "ignored") {
          ignored.push(shown);
        }
        if (oddRefusal !== undefined) {
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
  assert.deepEqual(
    { ignored: ignored.sort(), oddlyRefused },
    { ignored: Object.keys(nestedPassedOver), oddlyRefused: [] },
  );
});
