/** Whether a query that was handed in is taken. It is told once; what is told later changes nothing. */
export class Acceptance {
  private tell: (problem: string | undefined) => void = () => {};
  private told = false;

  /** What is wrong with the query's text; undefined where it is taken. */
  readonly problem = new Promise<string | undefined>((resolve) => {
    this.tell = resolve;
  });

  get isOpen(): boolean {
    return !this.told;
  }

  accept(): void {
    this.told = true;
    this.tell(undefined);
  }

  refuse(problem: string): void {
    this.told = true;
    this.tell(problem);
  }
}
