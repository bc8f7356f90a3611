/** Hive pads what it lists to twenty characters; longer text stays whole. */
export const padded = (text: string | undefined): string => (text ?? "").padEnd(20);

/** A row of Hive's lists: its values padded, with tabs between them. A value ends before its first tab. */
export const paddedRow = (...values: (string | undefined)[]): string =>
  values.map((value) => padded(value).replace(/\t[\s\S]*$/, "")).join("\t");

/** A row of nothing between the parts of what DESCRIBE lists. */
export const blankRow = "\t \t ";
