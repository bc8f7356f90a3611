/**
 * Prints a line of progress.
 *
 * @param {string} line
 */
export function say(line) {
  console.log(line);
}

let lastShown = 0;

/**
 * Shows a number that moves: over the same line in a terminal, else a line every ten seconds.
 *
 * @param {string} text
 */
export function showProgress(text) {
  if (process.stdout.isTTY) {
    process.stdout.write(`\r\x1b[K      ${text}`);
  } else if (Date.now() - lastShown > 10_000) {
    lastShown = Date.now();
    console.log(`      ${text}`);
  }
}

/** Ends what `showProgress` showed. */
export function endProgress() {
  if (process.stdout.isTTY) {
    process.stdout.write("\r\x1b[K");
  }
}
