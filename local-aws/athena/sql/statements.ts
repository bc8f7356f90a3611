import { tokenize } from "./tokens";

/** The statements of a text: what stands between its semicolons, blanks around it taken off. Comments count. */
export function statementsOf(text: string): string[] {
  const semicolons = tokenize(text).filter((token) => token.kind === "symbol" && token.text === ";");
  const starts = [0, ...semicolons.map(({ end }) => end)];
  const ends = [...semicolons.map(({ start }) => start), text.length];
  return starts.map((start, index) => text.slice(start, ends[index]).trim()).filter((statement) => statement !== "");
}
