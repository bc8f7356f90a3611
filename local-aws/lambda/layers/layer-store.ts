import type { Runtime } from "@aws-sdk/client-lambda";
import { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";
import { invalidParameter, notFound } from "../errors";

export interface LayerVersion {
  readonly version: number;
  readonly description: string;
  readonly licenseInfo?: string;
  readonly compatibleRuntimes: readonly Runtime[];
  readonly compatibleArchitectures: readonly ("x86_64" | "arm64")[];
  /** Of the zip, in hexadecimal. */
  readonly codeSha256: string;
  /** In bytes. */
  readonly codeSize: number;
  /** As AWS writes it. */
  readonly createdDate: string;
  /** Nobody is given it any more; functions that have it keep it. */
  readonly isDeleted?: boolean;
}

export interface Layer {
  readonly name: string;
  readonly region: string;
  readonly lastVersion: number;
  /** The oldest first. */
  readonly versions: readonly LayerVersion[];
}

/** The layers, a file each with all versions. */
export class LayerStore {
  private readonly records: RecordFolder<Layer>;

  constructor(
    dataDir: string,
    private readonly accountId: string,
  ) {
    this.records = new RecordFolder<Layer>(DataFolder.at(dataDir), "lambda/layers", {
      shape: objectWith({ name: "string", region: "string", lastVersion: "number", versions: "list" }),
      keyOf: ({ name }) => name,
    });
  }

  find(name: string): Layer | undefined {
    return this.records.find(name);
  }

  /** All layers that have a version, sorted by name. */
  all(): Layer[] {
    const layers = [...this.records.values()].filter((layer) => livingVersions(layer).length > 0);
    return layers.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  put(layer: Layer): void {
    this.records.put(layer);
  }

  clear(): void {
    this.records.clear();
  }

  arn({ region, name }: Pick<Layer, "region" | "name">, version?: number): string {
    return `arn:aws:lambda:${region}:${this.accountId}:layer:${name}${version === undefined ? "" : `:${version}`}`;
  }

  /** @throws AwsError `ResourceNotFoundException` */
  version(name: string, version: number, region: string): { readonly layer: Layer; readonly version: LayerVersion } {
    const layer = this.find(name);
    const found = layer && livingVersions(layer).find((one) => one.version === version);
    if (layer === undefined || found === undefined) {
      throw notFound(`Layer version ${this.arn({ region, name }, version)} does not exist.`);
    }
    return { layer, version: found };
  }

  /** Checks an ARN that a function is to have. @throws AwsError `InvalidParameterValueException` */
  check(arn: string): void {
    if (this.ofFunction(arn)?.isDeleted !== false) {
      throw invalidParameter(`Layer version ${arn} does not exist.`);
    }
  }

  /** The version of an ARN that a function has. */
  ofFunction(arn: string): (LayerVersion & { readonly isDeleted: boolean }) | undefined {
    const [, , , region = "", , , name = "", number = ""] = arn.split(":");
    const found = this.find(name)?.versions.find((one) => one.version === Number(number));
    return found === undefined || this.arn({ region, name }, found.version) !== arn
      ? undefined
      : { isDeleted: false, ...found };
  }

  /** Of all zips that layers use. */
  checksums(): string[] {
    return [...this.records.values()].flatMap(({ versions }) => versions.map(({ codeSha256 }) => codeSha256));
  }
}

/** The versions of a layer that were not deleted, the oldest first. */
export const livingVersions = ({ versions }: Layer): LayerVersion[] => versions.filter(({ isDeleted }) => !isDeleted);

/** The name in a name or an ARN of a layer. */
export const layerName = (nameOrArn: string): string =>
  nameOrArn.startsWith("arn:") ? (nameOrArn.split(":")[6] ?? "") : nameOrArn;
