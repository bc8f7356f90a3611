import { existsSync } from "node:fs";
import { join } from "node:path";

/** How tests start a browser: also as root in a container, and without a word to the outside. */
export const chromiumArgs = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];

/** The browser of this machine, or the one that `LAB_CHROMIUM` names. */
export function findChromium(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env.PATH ?? "").split(":");
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return process.env.LAB_CHROMIUM ?? candidates.find((path) => existsSync(path));
}
