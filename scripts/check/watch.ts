import { watch } from "node:fs";

/**
 * Checks once, and again whenever a notebook or a script of the folder is saved; until Ctrl-C.
 *
 * @param check Is given the number of the step whose file was saved; undefined at first.
 */
export async function watchFolder(folder: string, check: (step: number | undefined) => Promise<void>): Promise<void> {
  const waiting = new Set<number>();
  let wake = (): void => {};
  watch(folder, (_event, name) => {
    const step = /^(\d\d)[-_].*\.(ipynb|py)$/.exec(name ?? "")?.[1];
    if (step !== undefined) {
      waiting.add(Number(step));
      setTimeout(() => wake(), 300);
    }
  });
  await look(check, undefined);
  for (;;) {
    console.log("\nWaiting for the next save. Ctrl-C ends it.");
    await new Promise<void>((done) => {
      wake = done;
      if (waiting.size > 0) {
        setTimeout(done, 300);
      }
    });
    const saved = [...waiting];
    waiting.clear();
    for (const step of saved) {
      await look(check, step);
    }
  }
}

async function look(check: (step: number | undefined) => Promise<void>, step: number | undefined): Promise<void> {
  try {
    await check(step);
  } catch (error) {
    // the lab may be started later
    console.error((error as Error).message);
  }
}
