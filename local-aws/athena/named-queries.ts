import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { NamedQuery } from "@aws-sdk/client-athena";
import { AwsError } from "../protocol/aws-error";
import { DataFolder } from "../storage/data-folder";
import { NamedFile } from "../storage/records/named-file";
import { objectWith } from "../storage/sealed";

/** The saved queries, in `athena/named-queries.jsonl`. */
export class NamedQueries {
  private readonly file: NamedFile<NamedQuery>;

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("athena", "named-queries.jsonl"), {
      shape: objectWith({ NamedQueryId: "string" }),
      nameOf: ({ NamedQueryId }) => NamedQueryId ?? "",
      notFound: (id) => new AwsError("InvalidRequestException", `NamedQuery ${id} was not found`),
    });
  }

  all(): NamedQuery[] {
    return this.file.inOrder();
  }

  /** @throws AwsError InvalidRequestException */
  get(id: string | undefined): NamedQuery {
    return this.file.get(id ?? "");
  }

  /** @returns The new query's id. */
  add(query: Omit<NamedQuery, "NamedQueryId">): string {
    const NamedQueryId = randomUUID();
    this.file.put(NamedQueryId, { ...query, NamedQueryId });
    return NamedQueryId;
  }

  replace(query: NamedQuery): void {
    this.file.put(query.NamedQueryId ?? "", query);
  }

  delete(id: string): void {
    this.file.delete(id);
  }

  reset(): void {
    this.file.remove();
  }
}
