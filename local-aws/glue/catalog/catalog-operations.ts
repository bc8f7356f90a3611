import type { GlueOperations } from "../glue-context";
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
export const catalogOperations = {
  BatchCreatePartition: batchCreatePartition,
  BatchDeletePartition: batchDeletePartition,
  BatchDeleteTable: batchDeleteTable,
  BatchDeleteTableVersion: batchDeleteTableVersion,
  BatchGetPartition: batchGetPartition,
  BatchUpdatePartition: batchUpdatePartition,
  CreateDatabase: createDatabase,
  CreatePartition: createPartition,
  CreatePartitionIndex: createPartitionIndex,
  CreateTable: createTable,
  CreateUserDefinedFunction: createUserDefinedFunction,
  DeleteColumnStatisticsForPartition: deleteColumnStatisticsForPartition,
  DeleteColumnStatisticsForTable: deleteColumnStatisticsForTable,
  DeleteDatabase: deleteDatabase,
  DeletePartition: deletePartition,
  DeletePartitionIndex: deletePartitionIndex,
  DeleteTable: deleteTable,
  DeleteTableVersion: deleteTableVersion,
  DeleteUserDefinedFunction: deleteUserDefinedFunction,
  GetColumnStatisticsForPartition: getColumnStatisticsForPartition,
  GetColumnStatisticsForTable: getColumnStatisticsForTable,
  GetDatabase: getDatabase,
  GetDatabases: getDatabases,
  GetPartition: getPartition,
  GetPartitionIndexes: getPartitionIndexes,
  GetPartitions: getPartitions,
  GetTable: getTable,
  GetTableVersion: getTableVersion,
  GetTableVersions: getTableVersions,
  GetTables: getTables,
  GetUserDefinedFunction: getUserDefinedFunction,
  GetUserDefinedFunctions: getUserDefinedFunctions,
  SearchTables: searchTables,
  UpdateColumnStatisticsForPartition: updateColumnStatisticsForPartition,
  UpdateColumnStatisticsForTable: updateColumnStatisticsForTable,
  UpdateDatabase: updateDatabase,
  UpdatePartition: updatePartition,
  UpdateTable: updateTable,
  UpdateUserDefinedFunction: updateUserDefinedFunction,
} satisfies GlueOperations;
