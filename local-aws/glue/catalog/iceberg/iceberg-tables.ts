import { randomUUID } from "node:crypto";
import { closeSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Table, TableInput } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import type { ObjectStore } from "../../../s3/objects/object-store";
import { invalidInput } from "../../errors";
import type { Catalog } from "../catalog";
import { glueTable } from "./glue-columns";
import { longJson, parseLongJson } from "./long-json";
import type { IcebergMetadata } from "./metadata";

/** What a table says itself of how many old metadata files its log keeps; Iceberg's default. */
const keptMetadata = { property: "write.metadata.previous-versions-max", byDefault: 100 };

/** As often as Iceberg's own clients commit again. */
const attempts = 5;

/**
 * Reads and changes the metadata of Iceberg tables: a new file of it in S3, then a pointer to it in the catalog, which only
 * moves on from the version that was read. What writes data is the engines' own.
 *
 * @see https://iceberg.apache.org/spec/#table-metadata
 */
export class IcebergTables {
  constructor(
    private readonly catalog: Catalog,
    private readonly objects: ObjectStore,
  ) {}

  /** @throws AwsError InvalidInputException where its metadata cannot be read. */
  metadata({ Name, Parameters }: Table): IcebergMetadata {
    const file = Parameters?.metadata_location;
    if (file === undefined) {
      throw invalidInput(`The Iceberg table ${Name} has no metadata_location.`);
    }
    return this.read(file);
  }

  /** @param file `s3://…`. @throws AwsError InvalidInputException */
  read(file: string): IcebergMetadata {
    const { bucket, key } = s3Place(file);
    const object = this.objects.hasBucket(bucket) ? this.objects.open(bucket, key) : undefined;
    if (object === undefined) {
      throw invalidInput(`There are no Iceberg metadata at ${file}.`);
    }
    try {
      const body = readFileSync(object.descriptor);
      const text = (isZipped(body) ? gunzipSync(body) : body).toString("utf8");
      return upgraded(parseLongJson(text) as IcebergMetadata);
    } catch (error) {
      throw invalidInput(`The Iceberg metadata at ${file} cannot be read: ${(error as Error).message}`);
    } finally {
      closeSync(object.descriptor);
    }
  }

  /** Makes a table of the catalog with its first metadata file. @throws AwsError AlreadyExistsException */
  async create(database: string, input: TableInput, metadata: IcebergMetadata): Promise<void> {
    const file = await this.write(metadata, 0);
    try {
      this.catalog.createTable(database, { ...input, ...glueTable(metadata, file, undefined) });
    } catch (error) {
      await this.delete(file);
      throw error;
    }
  }

  /** Changes a table's metadata; where another commit comes in between, once more from what that made. */
  async change(database: string, name: string, change: (metadata: IcebergMetadata) => IcebergMetadata): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const table = this.catalog.getTable(database, name);
      const before = table.Parameters?.metadata_location ?? "";
      const old = this.metadata(table);
      const changed = withLog({ ...change(old), "last-updated-ms": Date.now() }, old, before);
      const file = await this.write(changed, versionOf(before) + 1);
      try {
        this.catalog.updateTable(database, tableInput(table, glueTable(changed, file, before)), {
          versionId: table.VersionId,
          skipArchive: true,
        });
        return;
      } catch (error) {
        await this.delete(file);
        const isRace = error instanceof AwsError && error.code === "ConcurrentModificationException";
        if (!isRace || attempt === attempts) {
          throw error;
        }
      }
    }
  }

  /** Deletes all objects of a table. */
  async deleteFiles({ StorageDescriptor }: Table): Promise<void> {
    const { bucket, key } = s3Place(StorageDescriptor?.Location ?? "");
    if (key === "" || !this.objects.hasBucket(bucket)) {
      return;
    }
    for (const object of await this.objects.list(bucket, `${key.replace(/\/+$/, "")}/`)) {
      await this.objects.delete(bucket, object.key);
    }
  }

  /** Deletes an object where it is there. @param file `s3://…`. */
  async delete(file: string): Promise<void> {
    const { bucket, key } = s3Place(file);
    if (this.objects.hasBucket(bucket)) {
      await this.objects.delete(bucket, key);
    }
  }

  private async write(metadata: IcebergMetadata, version: number): Promise<string> {
    const folder = metadata.properties?.["write.metadata.path"] ?? `${metadata.location.replace(/\/+$/, "")}/metadata`;
    const file = `${folder}/${String(version).padStart(5, "0")}-${randomUUID()}.metadata.json`;
    const { bucket, key } = s3Place(file);
    if (!this.objects.hasBucket(bucket)) {
      throw invalidInput(`The bucket of ${metadata.location} is not there.`);
    }
    await this.objects.put(bucket, key, Buffer.from(longJson(metadata)));
    return file;
  }
}

/** @throws AwsError InvalidInputException */
function s3Place(location: string): { readonly bucket: string; readonly key: string } {
  const [, bucket, key = ""] = /^s3[an]?:\/\/([^/]+)\/?(.*)$/s.exec(location) ?? [];
  if (bucket === undefined) {
    throw invalidInput(`${location} is no place in S3.`);
  }
  return { bucket, key };
}

const isZipped = (body: Buffer): boolean => body[0] === 0x1f && body[1] === 0x8b;

/** `00003-….metadata.json` is version 3. */
const versionOf = (file: string): number => Number(/(\d+)-[^/]*$/.exec(file)?.[1] ?? 0);

/** Metadata of the format's first version may have one schema and one partition spec only, under other names. */
function upgraded(metadata: IcebergMetadata): IcebergMetadata {
  const first = metadata as IcebergMetadata & {
    schema?: object;
    "partition-spec"?: IcebergMetadata["partition-specs"];
  };
  return {
    ...metadata,
    "current-schema-id": metadata["current-schema-id"] ?? 0,
    schemas: metadata.schemas ?? [{ "schema-id": 0, ...first.schema }],
    "default-spec-id": metadata["default-spec-id"] ?? 0,
    "partition-specs": metadata["partition-specs"] ?? [{ "spec-id": 0, fields: first["partition-spec"] ?? [] }],
  };
}

function withLog(metadata: IcebergMetadata, old: IcebergMetadata, file: string): IcebergMetadata {
  const kept = Number(metadata.properties?.[keptMetadata.property] ?? keptMetadata.byDefault);
  const entry = { "metadata-file": file, "timestamp-ms": old["last-updated-ms"] };
  return { ...metadata, "metadata-log": [...(metadata["metadata-log"] ?? []), entry].slice(-kept) };
}

/** A table with some of it changed, as UpdateTable takes it. */
function tableInput(table: Table, changed: Partial<TableInput>): TableInput {
  const { Name, Description, Owner, Retention, ViewOriginalText, ViewExpandedText } = table;
  const Parameters = { ...table.Parameters, ...changed.Parameters };
  return { Name, Description, Owner, Retention, ViewOriginalText, ViewExpandedText, ...changed, Parameters };
}
