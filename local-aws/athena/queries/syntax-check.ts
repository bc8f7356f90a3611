/** Whether a query's text parses, as far as StartQueryExecution waits for it. It is told once; what is told later changes nothing. */
export class SyntaxCheck {
  private tell: (problem: string | undefined) => void = () => {};
  private told = false;

  /** What is wrong with the query's text; undefined where nothing is, or where it is parsed later. */
  readonly problem = new Promise<string | undefined>((resolve) => {
    this.tell = resolve;
  });

  get isOpen(): boolean {
    return !this.told;
  }

  pass(): void {
    this.told = true;
    this.tell(undefined);
  }

  fail(problem: string): void {
    this.told = true;
    this.tell(problem);
  }
}
