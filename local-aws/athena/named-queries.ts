import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { NamedQuery } from "@aws-sdk/client-athena";
import { AwsError } from "../protocol/aws-error";
import { JsonFile } from "../storage/json-file";

/** The saved queries, in `athena/named-queries.json`. */
export class NamedQueries {
  private readonly file: JsonFile<NamedQuery[]>;

  constructor(dataDir: string) {
    this.file = new JsonFile(join(dataDir, "athena", "named-queries.json"), () => []);
  }

  all(): NamedQuery[] {
    return this.file.read();
  }

  /** @throws AwsError InvalidRequestException */
  get(id: string | undefined): NamedQuery {
    const found = this.all().find((query) => query.NamedQueryId === id);
    if (found === undefined) {
      throw new AwsError("InvalidRequestException", `NamedQuery ${id} was not found`);
    }
    return found;
  }

  /** @returns The new query's id. */
  add(query: Omit<NamedQuery, "NamedQueryId">): string {
    const NamedQueryId = randomUUID();
    this.file.write([...this.all(), { ...query, NamedQueryId }]);
    return NamedQueryId;
  }

  replace(query: NamedQuery): void {
    this.file.write(this.all().map((old) => (old.NamedQueryId === query.NamedQueryId ? query : old)));
  }

  delete(id: string): void {
    this.file.write(this.all().filter((query) => query.NamedQueryId !== id));
  }

  reset(): void {
    this.file.remove();
  }
}
