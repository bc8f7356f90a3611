import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { airflowStep } from "./airflow.mjs";
import { SetupError } from "./machine.mjs";
import { root } from "./paths.mjs";

/**
 * What workshops need beyond the core: the `steps` of `checks/<slug>/setup.mjs`, where there is one. Each of them has a
 * fingerprint, so that it is done once.
 *
 * @param {string[]} slugs Of workshops; `airflow` stands for what `npm run airflow` needs.
 * @returns {Promise<import("./set-up.mjs").Step[]>}
 * @throws {SetupError} Where there is no such workshop.
 */
export async function workshopSteps(slugs) {
  const folder = join(root, "checks");
  const known = readdirSync(folder).filter((name) =>
    ["workshop.ts", "setup.mjs"].some((file) => existsSync(join(folder, name, file))),
  );
  /** @type {import("./set-up.mjs").Step[]} */
  const steps = [];
  for (const slug of slugs) {
    if (slug === "airflow") {
      steps.push(airflowStep);
      continue;
    }
    if (!known.includes(slug)) {
      throw new SetupError(`There is no workshop ${slug}. There are: ${known.join(", ")}.`);
    }
    const file = join(folder, slug, "setup.mjs");
    if (existsSync(file)) {
      steps.push(...(await import(pathToFileURL(file).href)).steps);
    }
  }
  // two workshops may need the same
  return steps.filter(({ name }, index) => steps.findIndex((step) => step.name === name) === index);
}
