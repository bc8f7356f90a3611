import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exerciseFiles } from "./check/exercise-files";
import { root } from "./environment";

/** `npm run exercises`: writes `exercises/` anew from `solutions/`. */
for (const [name, text] of exerciseFiles()) {
  const file = join(root, "exercises", name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
