import { TrinoError } from "../../../engines/trino/trino-client";
import { maxQueryLength } from "../../../engines/trino/trino-config";
import { offsetAt, positionAt } from "../text/position";

/** A piece of a text, and what comes in its place. Offsets in UTF-16 units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The student's statement as Trino is to run it, and the way back from places in it. */
export class Rewrite {
  readonly text: string;
  private readonly edits: readonly Edit[];

  /**
   * @param edits Those that lie inside another one are left out.
   * @throws TrinoError where the text becomes longer than Trino takes.
   */
  constructor(
    readonly original: string,
    edits: readonly Edit[],
  ) {
    const inOrder = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
    let widest = -1;
    this.edits = inOrder.filter(({ start, end }) => {
      const isInside = end < widest || (end === widest && start < end);
      widest = Math.max(widest, end);
      return !isInside;
    });
    const length = this.edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), original.length);
    if (length > maxQueryLength) {
      const message = `Query text length (${length}) exceeds the maximum length (${maxQueryLength})`;
      throw new TrinoError({ errorName: "QUERY_TEXT_TOO_LARGE", errorType: "USER_ERROR", message });
    }
    let text = "";
    let copied = 0;
    for (const edit of this.edits) {
      text += original.slice(copied, edit.start) + edit.text;
      copied = edit.end;
    }
    this.text = text + original.slice(copied);
  }

  /** The place in the student's text that stands for a place in the new one; inside an edit its start. */
  originalOffset(offset: number): number {
    let shift = 0;
    for (const { start, end, text } of this.edits) {
      if (offset + shift < start) {
        break;
      }
      if (offset + shift < start + text.length) {
        return start;
      }
      shift += end - start - text.length;
    }
    return Math.min(offset + shift, this.original.length);
  }

  /**
   * An error of Trino with its `line l:c` in the student's text.
   *
   * @param column How far Trino's columns of the first line are off, such as by what was put before the whole text.
   */
  toOriginal(error: unknown, column = 0): unknown {
    if (!(error instanceof TrinoError)) {
      return error;
    }
    const message = error.message.replace(/^line (\d+):(\d+): /, (_, line: string, at: string) => {
      const place = { line: Number(line), column: Number(at) - 1 - (line === "1" ? column : 0) };
      const found = positionAt(this.original, this.originalOffset(offsetAt(this.text, place)));
      return `line ${found.line}:${found.column + 1}: `;
    });
    const { errorName, errorType, unparsable } = error;
    return Object.assign(new TrinoError({ message, errorName, errorType }), { unparsable });
  }
}
