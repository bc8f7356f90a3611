import { join } from "node:path";
import { runWork } from "../../checks/engine/running/run-work";
import { workshops } from "../../checks/workshops";
import { root } from "../../processes/project";
import type { Figure } from "./figure";

/** `npm run check -- --solutions` of the first workshop: all its notebooks run and checked, in one embedded AWS. */
export async function solutions(): Promise<Figure> {
  const started = performance.now();
  const [workshop] = workshops;
  const folder = join(root, "solutions", workshop.names.slug);
  const { results, failure } = await runWork({ workshop, folder, chained: true });
  const wrong = results.filter(({ finding }) => finding.state !== "right");
  if (failure !== undefined || wrong.length > 0) {
    throw new Error(failure ?? `Solutions are not right: ${wrong.map(({ task }) => task).join(", ")}`);
  }
  const measured = (performance.now() - started) / 1_000;
  return { what: "all solutions checked", measured, limit: 180, unit: "s", detail: `${results.length} tasks` };
}
