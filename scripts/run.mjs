// `npm run …`: sets up what is missing, then runs the compiled command in this process. Usage: run.mjs COMMAND ARGUMENT …
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isPythonForAirflow } from "./setup/airflow.mjs";
import { endWithNpm } from "./setup/end-with-npm.mjs";
import { root } from "./setup/paths.mjs";
import { setUp } from "./setup/set-up.mjs";

endWithNpm();
const [command, ...args] = process.argv.slice(2);
/**
 * What a command needs beyond the core. The tests are about everything; in CI, where its Python is late enough, also about
 * Airflow.
 */
function needs() {
  if (command === "scripts/test") {
    return ["lake", "retail", ...(process.env.CI && isPythonForAirflow() ? ["airflow"] : [])];
  }
  return command === "scripts/airflow" ? ["airflow"] : [];
}

await setUp({ onlyIfNeeded: true, workshops: needs() });
const script = join(root, "dist", `${command}.js`);
process.argv = [process.execPath, script, ...args];
await import(pathToFileURL(script).href);
