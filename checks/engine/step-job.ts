/** A Glue job of a step: the check runs it again on fresh data. */
export interface StepJob {
  readonly name: string;
  /**
   * Its arguments.
   *
   * @param at The address of a key, below the place where its inputs lie and its outputs belong.
   */
  arguments(at: (key: string) => string): Readonly<Record<string, string>>;
}
