import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, venv } from "./paths.mjs";

/** Puts the tslab kernel and JupyterLab's settings into `.venv`, where every front end that uses it finds them. */
export async function installJupyter() {
  const kernel = join(venv, "share", "jupyter", "kernels", "tslab");
  writeJson(kernel, "kernel.json", {
    argv: [
      process.execPath,
      join(root, "node_modules", "tslab", "bin", "tslab"),
      "kernel",
      "--config-path",
      "{connection_file}",
    ],
    display_name: "TypeScript",
    language: "typescript",
    interrupt_mode: "signal",
  });
  writeJson(join(venv, "share", "jupyter", "lab", "settings"), "overrides.json", {
    "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
    "@jupyterlab/notebook-extension:tracker": { windowingMode: "none", codeCellConfig: { lineWrap: true } },
  });
}

function writeJson(folder, name, value) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
}
