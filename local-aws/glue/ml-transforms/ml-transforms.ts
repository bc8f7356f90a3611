import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { CreateMLTransformRequest, MLTransform } from "@aws-sdk/client-glue";
import type { Checked } from "../../protocol/operation";
import { DataFolder } from "../../storage/data-folder";
import { NamedFile } from "../../storage/records/named-file";
import { objectWith } from "../../storage/sealed";
import type { Catalog } from "../catalog/catalog";
import { alreadyExists, notFound } from "../errors";
import { reviveDates } from "../revive-dates";

/** The machine learning transforms by id: settings for the stand-ins in `awsglueml`, without a model. */
export class MlTransforms {
  private readonly file: NamedFile<MLTransform>;

  constructor(
    dataDir: string,
    private readonly catalog: Catalog,
  ) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("glue", "ml-transforms.jsonl"), {
      shape: objectWith({ TransformId: "string" }),
      revive: reviveDates,
      notFound: (id) => notFound(`MLTransform ${id} not found.`),
    });
  }

  all(): MLTransform[] {
    return this.file.all();
  }

  /** @throws AwsError EntityNotFoundException */
  get(id: string): MLTransform {
    return this.file.get(id);
  }

  /**
   * Its schema is that of its first table.
   *
   * @returns The new transform's id.
   * @throws AwsError AlreadyExistsException, EntityNotFoundException (no such table)
   */
  create(input: Checked<CreateMLTransformRequest>): string {
    const { Name } = input;
    if (this.all().some((transform) => transform.Name === Name)) {
      throw alreadyExists(`MLTransform ${Name} already exists.`);
    }
    const [first] = input.InputRecordTables.map(({ DatabaseName, TableName }) =>
      this.catalog.getTable(DatabaseName, TableName),
    );
    const { Tags, ...settings } = input;
    const TransformId = `tfm-${randomBytes(20).toString("hex")}`;
    const now = new Date();
    this.file.put(TransformId, {
      ...settings,
      TransformId,
      Status: "READY",
      CreatedOn: now,
      LastModifiedOn: now,
      LabelCount: 0,
      Schema: (first?.StorageDescriptor?.Columns ?? []).map(({ Name, Type }) => ({ Name, DataType: Type })),
    });
    return TransformId;
  }

  /** @throws AwsError EntityNotFoundException */
  delete(id: string): void {
    this.get(id);
    this.file.delete(id);
  }
}
