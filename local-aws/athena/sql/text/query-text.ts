import { readHive } from "./hive-tokens";
import { readSql, type SqlText, type Token } from "./tokens";

/** The text of a query, cut into tokens once for all who read it: as Trino cuts it, and for DDL as Hive does. */
export class QueryText implements SqlText {
  private hive: Promise<SqlText> | undefined;

  constructor(
    readonly sql: string,
    readonly tokens: readonly Token[],
  ) {}

  /** Cuts a text; where it is long, others get their turn in between. */
  static async read(text: string): Promise<QueryText> {
    const { sql, tokens } = await readSql(text);
    return new QueryText(sql, tokens);
  }

  /** As Hive cuts it, which is done when it is first asked for. */
  inHive(): Promise<SqlText> {
    this.hive ??= readHive(this.sql);
    return this.hive;
  }
}
