import { join } from "node:path";
import type { PreparedStatement } from "@aws-sdk/client-athena";
import { AwsError } from "../protocol/aws-error";
import { DataFolder } from "../storage/data-folder";
import { NamedFile } from "../storage/records/named-file";
import { objectWith } from "../storage/sealed";

/** The prepared statements of all workgroups, in `athena/prepared-statements.jsonl`. Dates are ISO texts on disk. */
export class PreparedStatements {
  private readonly file: NamedFile<PreparedStatement>;

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("athena", "prepared-statements.jsonl"), {
      shape: objectWith({ WorkGroupName: "string", StatementName: "string" }),
      nameOf,
      revive: ({ LastModifiedTime, ...statement }) => ({
        ...statement,
        LastModifiedTime: LastModifiedTime && new Date(LastModifiedTime),
      }),
    });
  }

  list(workGroup: string): PreparedStatement[] {
    return this.file.inOrder().filter(({ WorkGroupName }) => WorkGroupName === workGroup);
  }

  /** @throws AwsError ResourceNotFoundException */
  get(workGroup: string, name: string | undefined): PreparedStatement {
    const found = this.file.find(nameOf({ WorkGroupName: workGroup, StatementName: name }));
    if (found === undefined) {
      throw new AwsError(
        "ResourceNotFoundException",
        `PreparedStatement ${name} was not found in workGroup ${workGroup}`,
      );
    }
    return found;
  }

  has(workGroup: string, name: string | undefined): boolean {
    return this.file.has(nameOf({ WorkGroupName: workGroup, StatementName: name }));
  }

  /** Adds a statement, or puts it in the place of the one of its name. */
  put(statement: PreparedStatement): void {
    this.file.put(nameOf(statement), { ...statement, LastModifiedTime: new Date() });
  }

  delete(statement: PreparedStatement): void {
    this.file.delete(nameOf(statement));
  }

  reset(): void {
    this.file.remove();
  }
}

/** No workgroup has a slash in its name. */
const nameOf = ({ WorkGroupName, StatementName }: PreparedStatement): string => `${WorkGroupName}/${StatementName}`;
