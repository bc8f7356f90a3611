import type { OperationTable } from "../../protocol/json-service";
import type { Tags } from "../tags";
import type { Catalog } from "./catalog";
import { batchCreatePartition } from "./operations/batch-create-partition";
import { batchDeletePartition } from "./operations/batch-delete-partition";
import { batchDeleteTable } from "./operations/batch-delete-table";
import { batchDeleteTableVersion } from "./operations/batch-delete-table-version";
import { batchGetPartition } from "./operations/batch-get-partition";
import { batchUpdatePartition } from "./operations/batch-update-partition";
import { createDatabase } from "./operations/create-database";
import { createPartition } from "./operations/create-partition";
import { createPartitionIndex } from "./operations/create-partition-index";
import { createTable } from "./operations/create-table";
import { createUserDefinedFunction } from "./operations/create-user-defined-function";
import { deleteColumnStatisticsForPartition } from "./operations/delete-column-statistics-for-partition";
import { deleteColumnStatisticsForTable } from "./operations/delete-column-statistics-for-table";
import { deleteDatabase } from "./operations/delete-database";
import { deletePartition } from "./operations/delete-partition";
import { deletePartitionIndex } from "./operations/delete-partition-index";
import { deleteTable } from "./operations/delete-table";
import { deleteTableVersion } from "./operations/delete-table-version";
import { deleteUserDefinedFunction } from "./operations/delete-user-defined-function";
import { getColumnStatisticsForPartition } from "./operations/get-column-statistics-for-partition";
import { getColumnStatisticsForTable } from "./operations/get-column-statistics-for-table";
import { getDatabase } from "./operations/get-database";
import { getDatabases } from "./operations/get-databases";
import { getPartition } from "./operations/get-partition";
import { getPartitionIndexes } from "./operations/get-partition-indexes";
import { getPartitions } from "./operations/get-partitions";
import { getTable } from "./operations/get-table";
import { getTableVersion } from "./operations/get-table-version";
import { getTableVersions } from "./operations/get-table-versions";
import { getTables } from "./operations/get-tables";
import { getUserDefinedFunction } from "./operations/get-user-defined-function";
import { getUserDefinedFunctions } from "./operations/get-user-defined-functions";
import { searchTables } from "./operations/search-tables";
import { updateColumnStatisticsForPartition } from "./operations/update-column-statistics-for-partition";
import { updateColumnStatisticsForTable } from "./operations/update-column-statistics-for-table";
import { updateDatabase } from "./operations/update-database";
import { updatePartition } from "./operations/update-partition";
import { updateTable } from "./operations/update-table";
import { updateUserDefinedFunction } from "./operations/update-user-defined-function";

/** The Data Catalog's operations by AWS's names. */
export function catalogOperations(catalog: Catalog, tags: Tags): OperationTable {
  return {
    BatchCreatePartition: batchCreatePartition(catalog),
    BatchDeletePartition: batchDeletePartition(catalog),
    BatchDeleteTableVersion: batchDeleteTableVersion(catalog),
    BatchDeleteTable: batchDeleteTable(catalog),
    BatchGetPartition: batchGetPartition(catalog),
    BatchUpdatePartition: batchUpdatePartition(catalog),
    CreateDatabase: createDatabase(catalog, tags),
    CreatePartitionIndex: createPartitionIndex(catalog),
    CreatePartition: createPartition(catalog),
    CreateTable: createTable(catalog),
    CreateUserDefinedFunction: createUserDefinedFunction(catalog),
    DeleteColumnStatisticsForPartition: deleteColumnStatisticsForPartition(catalog),
    DeleteColumnStatisticsForTable: deleteColumnStatisticsForTable(catalog),
    DeleteDatabase: deleteDatabase(catalog, tags),
    DeletePartitionIndex: deletePartitionIndex(catalog),
    DeletePartition: deletePartition(catalog),
    DeleteTableVersion: deleteTableVersion(catalog),
    DeleteTable: deleteTable(catalog),
    DeleteUserDefinedFunction: deleteUserDefinedFunction(catalog),
    GetColumnStatisticsForPartition: getColumnStatisticsForPartition(catalog),
    GetColumnStatisticsForTable: getColumnStatisticsForTable(catalog),
    GetDatabase: getDatabase(catalog),
    GetDatabases: getDatabases(catalog),
    GetPartitionIndexes: getPartitionIndexes(catalog),
    GetPartition: getPartition(catalog),
    GetPartitions: getPartitions(catalog),
    GetTableVersion: getTableVersion(catalog),
    GetTableVersions: getTableVersions(catalog),
    GetTable: getTable(catalog),
    GetTables: getTables(catalog),
    GetUserDefinedFunction: getUserDefinedFunction(catalog),
    GetUserDefinedFunctions: getUserDefinedFunctions(catalog),
    SearchTables: searchTables(catalog),
    UpdateColumnStatisticsForPartition: updateColumnStatisticsForPartition(catalog),
    UpdateColumnStatisticsForTable: updateColumnStatisticsForTable(catalog),
    UpdateDatabase: updateDatabase(catalog),
    UpdatePartition: updatePartition(catalog),
    UpdateTable: updateTable(catalog),
    UpdateUserDefinedFunction: updateUserDefinedFunction(catalog),
  };
}
