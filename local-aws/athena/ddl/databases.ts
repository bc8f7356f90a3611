import { type DdlContext, type DdlResult, noResult } from "./ddl-result";
import { databaseNotFound, taskError } from "./hive/hive-error";
import type { HiveReader } from "./hive/hive-reader";
import { withoutLastSlash } from "./hive/location";
import { checkDatabase, hasDatabase } from "./hive/metastore";
import { readProperties } from "./hive/properties";

/** @see https://docs.aws.amazon.com/athena/latest/ug/create-database.html */
export function createDatabase(reader: HiveReader, { catalog }: DdlContext): DdlResult {
  const { ifNotExists, ...input } = reader.within("create database statement", () => {
    reader.expect("CREATE");
    databaseOrSchema(reader);
    return {
      ifNotExists: reader.accept("IF", "NOT", "EXISTS"),
      Name: reader.identifier(),
      Description: reader.accept("COMMENT") ? reader.string() : undefined,
      LocationUri: reader.accept("LOCATION") ? withoutLastSlash(reader.string()) : undefined,
      Parameters: reader.accept("WITH", "DBPROPERTIES") ? readProperties(reader) : undefined,
    };
  });
  reader.end();
  if (!hasDatabase(catalog, input.Name)) {
    catalog.createDatabase(input);
  } else if (!ifNotExists) {
    throw taskError(`Database ${input.Name} already exists`);
  }
  return noResult;
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/alter-database-set-dbproperties.html */
export function alterDatabase(reader: HiveReader, { catalog }: DdlContext): DdlResult {
  const { name, properties } = reader.within("alter database statement", () => {
    reader.expect("ALTER");
    databaseOrSchema(reader);
    const name = reader.identifier();
    reader.expect("SET", "DBPROPERTIES");
    return { name, properties: readProperties(reader) };
  });
  reader.end();
  checkDatabase(catalog, name);
  const { Name, Description, LocationUri, Parameters } = catalog.getDatabase(name);
  catalog.updateDatabase(name, { Name, Description, LocationUri, Parameters: { ...Parameters, ...properties } });
  return noResult;
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/drop-database.html */
export function dropDatabase(reader: HiveReader, { catalog }: DdlContext): DdlResult {
  const { ifExists, name, cascade } = reader.within("drop database statement", () => {
    reader.expect("DROP");
    databaseOrSchema(reader);
    const start = { ifExists: reader.accept("IF", "EXISTS"), name: reader.identifier() };
    return { ...start, cascade: !reader.accept("RESTRICT") && reader.accept("CASCADE") };
  });
  reader.end();
  if (!hasDatabase(catalog, name)) {
    if (ifExists) {
      return noResult;
    }
    throw databaseNotFound(name);
  }
  const isLink = catalog.getDatabase(name).TargetDatabase !== undefined;
  if (!cascade && !isLink && catalog.getTables(name).length > 0) {
    throw taskError(`InvalidOperationException(message:Database ${name} is not empty. One or more tables exist.)`);
  }
  catalog.deleteDatabase(name);
  return noResult;
}

function databaseOrSchema(reader: HiveReader): void {
  if (!reader.accept("SCHEMA")) {
    reader.expect("DATABASE");
  }
}
