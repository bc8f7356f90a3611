/** Reads a short text from left to right. */
export class TextReader {
  position = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The next character, which stays; empty at the end. */
  peek(): string {
    return this.text.charAt(this.position);
  }

  /** The next character; empty at the end. */
  next(): string {
    return this.text.charAt(this.position++);
  }

  /** Goes over a text where it comes next. */
  take(text: string): boolean {
    const found = this.text.startsWith(text, this.position);
    if (found) {
      this.position += text.length;
    }
    return found;
  }

  /** @throws Error Where something else comes next. */
  expect(text: string): void {
    if (!this.take(text)) {
      throw new Error(`${text} is missing at ${this.position} in ${this.text}`);
    }
  }

  /** What a sticky pattern finds here; empty where that is nothing. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.position += found.length;
    return found;
  }

  /** A text in quotes of either kind, in which a backslash takes the next character as it is. @throws Error */
  quoted(): string {
    const quote = this.next();
    let text = "";
    for (let character = this.next(); character !== quote; character = this.next()) {
      if (character === "") {
        throw new Error(`A quote is missing in ${this.text}`);
      }
      text += character === "\\" ? this.next() : character;
    }
    return text;
  }

  skipSpaces(): void {
    this.match(/\s+/y);
  }
}
