import { createHash } from "node:crypto";
import type { Parameter } from "@aws-sdk/client-ssm";
import { DataFolder } from "../storage/data-folder";
import { RecordFolder } from "../storage/records/record-folder";
import { objectWith } from "../storage/sealed";
import { parameterNotFound, versionNotFound } from "./errors";
import { latest, type ParameterVersion, type StoredParameter } from "./parameter";
import { SecureStrings } from "./secure-strings";

/** A version of a parameter, and how it was asked for. */
export interface Selected {
  readonly parameter: StoredParameter;
  readonly version: ParameterVersion;
  /** Such as `:3`. */
  readonly selector?: string;
}

/** The parameters, a file each. */
export class Parameters {
  readonly secureStrings: SecureStrings;
  private readonly records: RecordFolder<StoredParameter>;

  constructor(dataDir: string) {
    this.secureStrings = new SecureStrings(dataDir);
    this.records = new RecordFolder(DataFolder.at(dataDir), "ssm/parameters", {
      shape: objectWith({ name: "string", arn: "string", tags: "list", versions: "list" }),
      keyOf: ({ name }) => name,
      fileName: (name) => createHash("sha256").update(name).digest("hex"),
      notFound: parameterNotFound,
    });
  }

  /** By name. */
  all(): StoredParameter[] {
    return [...this.records.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @param name Or its ARN. */
  find(name: string): StoredParameter | undefined {
    return this.records.find(plainName(name));
  }

  /** @throws AwsError ParameterNotFound */
  get(name: string): StoredParameter {
    return this.records.get(plainName(name));
  }

  /**
   * @param name Perhaps with a version or a label after a colon.
   * @throws AwsError ParameterNotFound, ParameterVersionNotFound
   */
  select(name: string): Selected {
    const plain = plainName(name);
    const [, own = plain, chosen] = /^([^:]*):(.+)$/.exec(plain) ?? [];
    const parameter = this.records.get(own);
    if (chosen === undefined) {
      return { parameter, version: latest(parameter) };
    }
    const version = parameter.versions.find(({ version: number, labels }) =>
      /^\d+$/.test(chosen) ? number === Number(chosen) : labels.includes(chosen),
    );
    if (version === undefined) {
      throw versionNotFound(own, chosen);
    }
    return { parameter, version, selector: `:${chosen}` };
  }

  put(parameter: StoredParameter): void {
    this.records.put(parameter);
  }

  /** @returns Whether it was there. */
  remove(name: string): boolean {
    const found = this.find(name);
    if (found !== undefined) {
      this.records.delete(found.name);
    }
    return found !== undefined;
  }

  /** @param isOpened Whether a SecureString is given as it was before it was locked. */
  valueOf({ type, value }: ParameterVersion, isOpened: boolean | undefined): string {
    return type === "SecureString" && isOpened ? this.secureStrings.open(value) : value;
  }

  shown({ parameter, version, selector }: Selected, isOpened: boolean | undefined): Parameter {
    return {
      Name: parameter.name,
      Type: version.type,
      Value: this.valueOf(version, isOpened),
      Version: version.version,
      Selector: selector,
      LastModifiedDate: new Date(version.modified),
      ARN: parameter.arn,
      DataType: version.dataType,
    };
  }

  load(): Promise<void> {
    return this.records.prepare();
  }

  reset(): void {
    this.records.clear();
    this.secureStrings.reset();
  }
}

/** An ARN has no slash before a name that has none. */
function plainName(name: string): string {
  const [, inArn] = /^arn:[^:]+:ssm:[^:]*:\d*:parameter\/(.+)$/.exec(name) ?? [];
  return inArn === undefined ? name : inArn.includes("/") ? `/${inArn}` : inArn;
}
