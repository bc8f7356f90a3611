/** How the kernel's TypeScript says that a cell uses a name that no cell before it has made. */
const missingName =
  /^\d+:\d+ - (?:Cannot find name|No value exists in scope for the shorthand property) '([^']+)'\.(?! Did you mean)/;

/** Code that writes text to a stream, as `process.stderr.write` does. */
type Write = (text: string | Uint8Array, ...more: never[]) => boolean;

/**
 * After a cell that failed, or that was passed over, the cells below it miss its names, and the kernel prints a line for
 * each use of each. From here on they become one sentence a cell, which says what to run. A name with a likely
 * misspelling keeps TypeScript's own line.
 */
export function explainMissingNames(stream: { write: Write } = process.stderr): void {
  let write = stream.write.bind(stream);
  const names = new Set<string>();
  const explain: Write = (text, ...more) => {
    const name = missingName.exec(String(text))?.[1];
    if (name === undefined) {
      return write(text, ...more);
    }
    if (names.size === 0) {
      // the lines of one cell come one after the other, before anything else can run
      queueMicrotask(() => {
        write(sentence([...names]));
        names.clear();
      });
    }
    names.add(name);
    return true;
  };
  // the kernel puts another `write` there for each cell
  Object.defineProperty(stream, "write", {
    configurable: true,
    get: () => explain,
    set: (next: Write) => {
      write = next.bind(stream);
    },
  });
}

function sentence(names: readonly string[]): string {
  const [are, them] = names.length === 1 ? ["is", "it"] : ["are", "them"];
  const quoted = names.map((name) => `\`${name}\``).join(", ");
  return `${quoted} ${are} not there: the cell that makes ${them} has not run, or it failed. Run the cells above, from the first one that failed (Run ▸ Run All Above Selected Cell runs them all).\n`;
}
