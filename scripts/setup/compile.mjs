import { join } from "node:path";
import { python, root } from "./paths.mjs";
import { run } from "./run.mjs";

/** The Python that jobs import, in whose processes nothing writes compiled modules. */
export const jobModules = join("local-aws", "glue", "awsglue", "src");

/** Compiles the TypeScript sources to `dist/`, and the Python that jobs import beside its sources. */
export async function compileSources() {
  await run("compile", process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc")]);
  await run("compile-python", python, ["-m", "compileall", "-q", join(root, jobModules)]);
}
