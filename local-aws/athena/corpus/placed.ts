import type { CorpusQuery, Expected } from "./corpus-file";
import type { Target } from "./target";

type Names = Pick<Target, "bucket" | "prefix" | "database">;

/** `s3://corpus/…` and the database `corpus`, as the files write them; further databases begin with its name. */
const ownNames = /s3:\/\/corpus(?=\/)|(?<!\w)corpus(?=(?:_\w+|-\w+)?\b)/g;

/** A text of the corpus with the names of the place where it runs. */
export function withNames(text: string, { bucket, prefix, database }: Names): string {
  return text.replace(ownNames, (name) => (name === "corpus" ? database : `s3://${bucket}/${prefix}`));
}

/** A query and what is expected of it, with the names of the place where it runs. */
export function placed(query: CorpusQuery, names: Names): CorpusQuery {
  const { sql, expected } = query;
  const put = (text: string) => withNames(text, names);
  const message = (text: string | undefined) => text && put(withPlace(text, sql, put));
  return {
    ...query,
    sql: put(sql),
    expected: {
      ...expected,
      ...defined("failed", message(expected.failed)),
      ...defined("refused", message(expected.refused)),
      rows: expected.rows.map((row) => row.map((value) => value && put(value))),
      has: expected.has.map(put),
    },
  };
}

const defined = (name: keyof Expected, value: string | undefined) => value !== undefined && { [name]: value };

/** A message whose `line 1:17` counts the names that the text gets, too. */
function withPlace(message: string, sql: string, put: (text: string) => string): string {
  return message.replace(/line (\d+):(\d+)/, (_, line: string, column: string) => {
    const before = sql.split("\n")[Number(line) - 1]?.slice(0, Number(column) - 1) ?? "";
    return `line ${line}:${Number(column) + put(before).length - before.length}`;
  });
}
