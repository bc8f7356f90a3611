import { join } from "node:path";
import { root } from "./paths.mjs";
import { run } from "./run.mjs";

/** Compiles the TypeScript sources to `dist/`. */
export async function compileSources() {
  await run("compile", process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc")]);
}
