import { join } from "node:path";
import { checkWork } from "../check/work";
import { root } from "../environment";
import type { Figure } from "./figure";

/** `npm run check -- --solutions`: all seven notebooks run and checked, in one embedded AWS. */
export async function solutions(): Promise<Figure> {
  const started = performance.now();
  const { results, failure } = await checkWork({ folder: join(root, "solutions"), chained: true });
  const wrong = results.filter(({ finding }) => finding.state !== "right");
  if (failure !== undefined || wrong.length > 0) {
    throw new Error(failure ?? `Solutions are not right: ${wrong.map(({ task }) => task).join(", ")}`);
  }
  const measured = (performance.now() - started) / 1_000;
  return { what: "all solutions checked", measured, limit: 180, unit: "s", detail: `${results.length} tasks` };
}
