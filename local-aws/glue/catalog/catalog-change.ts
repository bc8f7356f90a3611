/** A change of tables or partitions, as the catalog tells it when it is written. */
export interface CatalogChange {
  /** The operation of Glue that makes such a change, also where another way led to it. */
  readonly typeOfChange:
    | "CreateTable"
    | "DeleteTable"
    | "BatchDeleteTable"
    | "UpdateTable"
    | "CreatePartition"
    | "BatchCreatePartition"
    | "UpdatePartition"
    | "BatchUpdatePartition"
    | "DeletePartition"
    | "BatchDeletePartition";
  readonly database: string;
  readonly tables: readonly string[];
  /** The values of each partition that has changed. */
  readonly partitions?: readonly (readonly string[])[];
}

export type CatalogListener = (change: CatalogChange) => void;
