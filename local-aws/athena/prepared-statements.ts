import { join } from "node:path";
import type { PreparedStatement } from "@aws-sdk/client-athena";
import { AwsError } from "../protocol/aws-error";
import { JsonFile } from "../storage/json-file";

/** The prepared statements of all workgroups, in `athena/prepared-statements.json`. Dates are ISO texts on disk. */
export class PreparedStatements {
  private readonly file: JsonFile<PreparedStatement[]>;

  constructor(dataDir: string) {
    this.file = new JsonFile(join(dataDir, "athena", "prepared-statements.json"), () => []);
  }

  list(workGroup: string): PreparedStatement[] {
    return this.all().filter(({ WorkGroupName }) => WorkGroupName === workGroup);
  }

  /** @throws AwsError ResourceNotFoundException */
  get(workGroup: string, name: string | undefined): PreparedStatement {
    const found = this.list(workGroup).find(({ StatementName }) => StatementName === name);
    if (found === undefined) {
      throw new AwsError(
        "ResourceNotFoundException",
        `PreparedStatement ${name} was not found in workGroup ${workGroup}`,
      );
    }
    return found;
  }

  has(workGroup: string, name: string | undefined): boolean {
    return this.list(workGroup).some(({ StatementName }) => StatementName === name);
  }

  /** Adds a statement, or puts it in the place of the one of its name. */
  put(statement: PreparedStatement): void {
    this.file.write([...this.without(statement), { ...statement, LastModifiedTime: new Date() }]);
  }

  delete(statement: PreparedStatement): void {
    this.file.write(this.without(statement));
  }

  reset(): void {
    this.file.remove();
  }

  private all(): PreparedStatement[] {
    return this.file.read().map((statement) => ({
      ...statement,
      LastModifiedTime: statement.LastModifiedTime && new Date(statement.LastModifiedTime),
    }));
  }

  private without({ WorkGroupName, StatementName }: PreparedStatement): PreparedStatement[] {
    return this.all().filter((other) => other.WorkGroupName !== WorkGroupName || other.StatementName !== StatementName);
  }
}
