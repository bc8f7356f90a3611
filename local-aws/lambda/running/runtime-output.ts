import { StringDecoder } from "node:string_decoder";

/** CloudWatch Logs takes events of up to 256 KB. */
const longestEvent = 60_000;
const frameStart = "\u0001";
const frameEnd = "\u0002";
const answerStart = "\u0003";
/** Our runtime clients mark no longer ones. */
const longestFrame = 1_000_000;

/**
 * Makes log events of what a function prints: a line each; what our runtime clients mark as one event stays one, whatever
 * line breaks are in it. They also mark where an invocation's output ends.
 */
export class RuntimeOutput {
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";

  /**
   * @param onEvents Called with events as they come.
   * @param onEnd Called where all that was printed before an answer has come, with the request's id; empty for the init.
   */
  constructor(
    private readonly onEvents: (events: string[]) => void,
    private readonly onEnd: (requestId: string) => void,
  ) {}

  add(bytes: Buffer): void {
    this.take(this.decoder.write(bytes));
  }

  /** Takes what is left without a line break. */
  end(): void {
    this.take(this.decoder.end());
    if (this.rest !== "") {
      this.emit([this.rest]);
      this.rest = "";
    }
  }

  private take(text: string): void {
    let rest = this.rest + text;
    let events: string[] = [];
    for (let at = firstMark(rest); at >= 0; at = firstMark(rest)) {
      const mark = rest[at];
      const before = rest.slice(0, at).replace(/\r$/, "");
      if (mark === "\n") {
        events.push(before);
        rest = rest.slice(at + 1);
        continue;
      }
      const end = rest.indexOf(frameEnd, at);
      if (end < 0 && rest.length - at <= longestFrame) {
        break;
      }
      if (end < 0) {
        // it is the function's own byte
        rest = rest.slice(0, at) + rest.slice(at + 1);
        continue;
      }
      if (before !== "") {
        events.push(before);
      }
      const content = rest.slice(at + 1, end);
      rest = rest.slice(end + 1);
      if (mark === frameStart) {
        events.push(content.replace(/\n$/, ""));
      } else {
        this.emit(events);
        events = [];
        this.onEnd(content);
      }
    }
    while (rest.length > longestEvent && firstMark(rest) < 0) {
      events.push(rest.slice(0, longestEvent));
      rest = rest.slice(longestEvent);
    }
    this.rest = rest;
    this.emit(events);
  }

  private emit(events: readonly string[]): void {
    const cut = events.flatMap((event) =>
      event.length <= longestEvent ? event : (event.match(/[\s\S]{1,60000}/g) ?? []),
    );
    if (cut.length > 0) {
      this.onEvents(cut);
    }
  }
}

/** Where the first line break, event or end begins; -1 where none does. */
function firstMark(text: string): number {
  const places = ["\n", frameStart, answerStart].map((mark) => text.indexOf(mark)).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}
