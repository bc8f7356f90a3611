import { createHash, randomInt } from "node:crypto";
import type { RequestContext } from "../protocol/service";
import { DataFolder } from "../storage/data-folder";
import { RecordFolder } from "../storage/records/record-folder";
import { objectWith } from "../storage/sealed";
import { invalidRequest, notFound } from "./errors";
import type { Secret } from "./secret";

/** The secrets, a file each. Their values lie in the data folder as they were given: there is no key of AWS to lock them with. */
export class Secrets {
  private readonly records: RecordFolder<Secret>;

  constructor(dataDir: string) {
    this.records = new RecordFolder(DataFolder.at(dataDir), "secretsmanager", {
      shape: objectWith({ arn: "string", name: "string", createdDate: "number", tags: "list", versions: "list" }),
      keyOf: ({ name }) => name,
      fileName: (name) => createHash("sha256").update(name).digest("hex"),
    });
  }

  /** All that are not gone, those too that are to be deleted, in the order of their making. */
  all(): Secret[] {
    return [...this.records.values()]
      .filter((secret) => !this.isGone(secret))
      .sort((a, b) => a.createdDate - b.createdDate || (a.name < b.name ? -1 : 1));
  }

  /**
   * @param id A name, an ARN, or an ARN without the six characters at its end.
   * @param isDeletedToo Whether one that is to be deleted is given, too.
   * @throws AwsError ResourceNotFoundException, InvalidRequestException
   */
  get(id: string, isDeletedToo = false): Secret {
    const secret = this.find(id);
    if (secret === undefined) {
      throw notFound();
    }
    if (secret.deletionDate !== undefined && !isDeletedToo) {
      throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
    }
    return secret;
  }

  find(id: string): Secret | undefined {
    const [, resource] = /^arn:[^:]+:secretsmanager:[^:]+:\d+:secret:(.+)$/.exec(id) ?? [];
    const names = resource === undefined ? [id] : [resource.replace(/-[A-Za-z0-9]{6}$/, ""), resource];
    const found = names
      .map((name) => this.records.find(name))
      .find(
        (each) => each !== undefined && (resource === undefined || each.arn === id || each.arn.slice(0, -7) === id),
      );
    return found === undefined || this.isGone(found) ? undefined : found;
  }

  put(secret: Secret): void {
    this.records.put(secret);
  }

  remove({ name }: Secret): void {
    this.records.delete(name);
  }

  load(): Promise<void> {
    return this.records.prepare();
  }

  reset(): void {
    this.records.clear();
  }

  /** One whose day has come is removed where somebody asks. */
  private isGone(secret: Secret): boolean {
    const isGone = secret.deletionDate !== undefined && secret.deletionDate <= Date.now();
    if (isGone) {
      this.records.delete(secret.name);
    }
    return isGone;
  }
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** With six random characters, so that a secret that is made again under its name has another one. */
export function newArn(name: string, { region, accountId }: RequestContext): string {
  const suffix = Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join("");
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`;
}
