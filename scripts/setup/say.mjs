/**
 * Prints a line of progress.
 *
 * @param {string} line
 */
export function say(line) {
  console.log(process.stdout.isTTY ? `\r\x1b[K${line}` : line);
}

let lastShown = 0;

/** The last of each work that goes on. @type {Map<string, string>} */
const shown = new Map();

/**
 * Shows a number that moves, beside those of other works: over the same line in a terminal, else a line every ten seconds.
 *
 * @param {string} work
 * @param {string} text
 */
export function showProgress(work, text) {
  shown.set(work, text);
  const line = `      ${[...shown.values()].join("  |  ")}`;
  if (process.stdout.isTTY) {
    process.stdout.write(`\r\x1b[K${line.slice(0, process.stdout.columns - 1)}`);
  } else if (Date.now() - lastShown > 10_000) {
    lastShown = Date.now();
    console.log(line);
  }
}

/**
 * Ends what `showProgress` showed of a work.
 *
 * @param {string} work
 */
export function endProgress(work) {
  shown.delete(work);
  if (process.stdout.isTTY) {
    process.stdout.write("\r\x1b[K");
  }
}
