import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, setupDir, venv } from "./paths.mjs";
import { putPathsRight } from "./venv-paths.mjs";

/**
 * Puts the tslab kernel and JupyterLab's settings into `.venv`, where every front end that uses it finds them, and
 * the folder's own place into the programs beside it.
 */
export async function installJupyter() {
  await putPathsRight();
  const kernel = join(venv, "share", "jupyter", "kernels", "tslab");
  writeJson(kernel, "kernel.json", {
    argv: [
      process.execPath,
      "--require",
      join(root, "processes", "end-with-parent.cjs"),
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
    "@jupyterlab/filebrowser-extension:browser": { showLastModifiedColumn: false },
    "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
    // the pages of the workshops are for reading
    "@jupyterlab/docmanager-extension:plugin": { defaultViewers: { markdown: "Markdown Preview" } },
    "@jupyterlab/notebook-extension:tracker": { windowingMode: "none", codeCellConfig: { lineWrap: true } },
  });
  putWorkspace();
}

/** JupyterLab's layout at the first start: a side bar in which the names of the notebooks fit. Later it is the user's. */
function putWorkspace() {
  const folder = join(setupDir, "workspaces");
  const name = "default-37a8.jupyterlab-workspace";
  if (!existsSync(join(folder, name))) {
    const panel = { collapsed: false, visible: true, current: "filebrowser", widgets: ["filebrowser"] };
    const layout = { main: { dock: null, current: null }, left: panel, relativeSizes: [0.24, 0.76, 0] };
    writeJson(folder, name, { data: { "layout-restorer:data": layout }, metadata: { id: "default" } });
  }
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {unknown} value
 */
function writeJson(folder, name, value) {
  mkdirSync(folder, { recursive: true });
  // replaced, not written to: a copy of the folder may share the file
  writeFileSync(join(folder, `${name}.new`), `${JSON.stringify(value, null, 2)}\n`);
  renameSync(join(folder, `${name}.new`), join(folder, name));
}
