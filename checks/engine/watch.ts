import { watch } from "node:fs";
import type { Selection } from "./selection";
import type { Workshop } from "./workshop";

/**
 * Checks what is asked for once, and again each step whose notebook or script is saved; until Ctrl-C.
 *
 * @param folderOf Where a workshop's work lies.
 */
export async function watchFolders(
  selections: readonly Selection[],
  folderOf: (workshop: Workshop) => string,
  check: (chosen: readonly Selection[]) => Promise<void>,
): Promise<void> {
  const waiting = new Map<string, Selection>();
  let wake = (): void => {};
  for (const { workshop } of selections) {
    watch(folderOf(workshop), (_event, name) => {
      const step = Number(/^(\d\d)[-_].*\.(ipynb|py)$/.exec(name ?? "")?.[1]);
      if (workshop.steps.some(({ number }) => number === step)) {
        waiting.set(`${workshop.names.slug}/${step}`, { workshop, steps: [step] });
        setTimeout(() => wake(), 300);
      }
    });
  }
  await look(check, selections);
  for (;;) {
    console.log("\nWaiting for the next save. Ctrl-C ends it.");
    await new Promise<void>((done) => {
      wake = done;
      if (waiting.size > 0) {
        setTimeout(done, 300);
      }
    });
    const saved = [...waiting.values()];
    waiting.clear();
    for (const one of saved) {
      await look(check, [one]);
    }
  }
}

async function look(
  check: (chosen: readonly Selection[]) => Promise<void>,
  chosen: readonly Selection[],
): Promise<void> {
  try {
    await check(chosen);
  } catch (error) {
    // the lab may be started later
    console.error((error as Error).message);
  }
}
