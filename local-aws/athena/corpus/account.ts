import assert from "node:assert/strict";
import {
  DeletePreparedStatementCommand,
  GetDatabaseCommand,
  GetPreparedStatementCommand,
  GetWorkGroupCommand,
  MetadataException,
  ResourceNotFoundException,
} from "@aws-sdk/client-athena";
import { DeleteObjectsCommand, PutObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { ask } from "./ask";
import type { CorpusQuery } from "./corpus-file";
import { withNames } from "./placed";
import type { Target } from "./target";

/** What the corpus makes beside its objects, by name. */
export interface Made {
  readonly databases: readonly string[];
  readonly preparedStatements: readonly string[];
}

/** What queries make by their `CREATE DATABASE` and `PREPARE`, under the names of the place where they run. */
export function madeBy(queries: readonly CorpusQuery[], target: Target): Made {
  const named = (pattern: RegExp) => [...new Set(queries.flatMap(({ sql }) => pattern.exec(sql)?.[1] ?? []))];
  const databases = named(/^CREATE (?:DATABASE|SCHEMA) (?:IF NOT EXISTS )?`?([\w-]+)/);
  for (const name of databases) {
    assert.match(name, /^corpus/, "a database of the corpus begins so: it gets another name on AWS");
  }
  return {
    databases: databases.map((name) => withNames(name, target)),
    preparedStatements: named(/^PREPARE (\w+)/),
  };
}

/**
 * Looks whether the corpus can run without touching what is not its own.
 *
 * @throws Error where its workgroup cannot be used, or where there is something of a name that it uses.
 */
export async function checkFree(target: Target, { databases, preparedStatements }: Made): Promise<void> {
  const { athena, workGroup } = target;
  const { WorkGroup } = await athena.send(new GetWorkGroupCommand({ WorkGroup: workGroup }));
  const { EnforceWorkGroupConfiguration, ManagedQueryResultsConfiguration } = WorkGroup?.Configuration ?? {};
  if (EnforceWorkGroupConfiguration !== false || ManagedQueryResultsConfiguration?.Enabled === true) {
    throw new Error(
      `The workgroup ${workGroup} enforces its configuration: results would not go where they are deleted.`,
    );
  }
  for (const Name of databases) {
    if (await hasDatabase(target, Name)) {
      throw new Error(`There is a database ${Name}: the corpus makes one of this name, and drops it at its end.`);
    }
  }
  for (const name of preparedStatements) {
    if (await hasPrepared(target, name)) {
      throw new Error(
        `There is a prepared statement ${name} in the workgroup ${workGroup}: the corpus makes one itself.`,
      );
    }
  }
}

/** Puts an object of the corpus into its bucket. @param key Below the corpus' prefix. */
export async function putObject({ s3, bucket, prefix }: Target, key: string, body: Uint8Array): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${prefix}/${key}`, Body: body }));
}

/** Takes away all that the corpus made, and looks whether it is gone. */
export async function cleanUp(target: Target, { databases, preparedStatements }: Made): Promise<void> {
  for (const name of databases) {
    const { failed, refused } = await ask(target, `DROP DATABASE IF EXISTS \`${name}\` CASCADE`);
    assert.deepEqual([failed, refused], [undefined, undefined], `DROP DATABASE ${name}`);
    assert.ok(!(await hasDatabase(target, name)), `the database ${name} is still there`);
  }
  for (const StatementName of preparedStatements) {
    if (await hasPrepared(target, StatementName)) {
      await target.athena.send(new DeletePreparedStatementCommand({ StatementName, WorkGroup: target.workGroup }));
    }
  }
  await deleteObjects(target);
  for await (const { Contents = [] } of objects(target)) {
    assert.deepEqual(Contents, [], "objects that are still there");
  }
}

/** The corpus' own, a thousand at a time. */
function objects({ s3, bucket, prefix }: Target) {
  return paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: `${prefix}/` });
}

async function deleteObjects(target: Target): Promise<void> {
  for await (const { Contents = [] } of objects(target)) {
    if (Contents.length > 0) {
      const Objects = Contents.map(({ Key }) => ({ Key }));
      const command = new DeleteObjectsCommand({ Bucket: target.bucket, Delete: { Objects, Quiet: true } });
      assert.deepEqual((await target.s3.send(command)).Errors ?? [], [], "objects that could not be deleted");
    }
  }
}

async function hasDatabase({ athena }: Target, DatabaseName: string): Promise<boolean> {
  return isThere(athena.send(new GetDatabaseCommand({ CatalogName: "AwsDataCatalog", DatabaseName })));
}

async function hasPrepared({ athena, workGroup }: Target, StatementName: string): Promise<boolean> {
  return isThere(athena.send(new GetPreparedStatementCommand({ StatementName, WorkGroup: workGroup })));
}

/** What Athena tells of databases and prepared statements that are not there; any other error is one. */
async function isThere(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    const isMissing =
      error instanceof ResourceNotFoundException ||
      (error instanceof MetadataException && error.message.includes("EntityNotFoundException"));
    if (isMissing) {
      return false;
    }
    throw error;
  }
}
