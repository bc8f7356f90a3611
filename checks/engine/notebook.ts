/** A cell as a notebook's file has it. */
export interface Cell {
  readonly cell_type: string;
  /** Missing in files of an older format. */
  readonly id?: string;
  readonly source: string | readonly string[];
}

/**
 * The cells of a notebook's text.
 *
 * @throws Error Where it is none.
 */
export function cellsOf(text: string): readonly Cell[] {
  // an object without cells is no notebook either
  return [...(JSON.parse(text) as { readonly cells: readonly Cell[] }).cells];
}

/** What stands in a cell; the file may have it line by line. */
export function sourceOf({ source }: Cell): string {
  return [source].flat().join("");
}
