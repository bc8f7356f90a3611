import type { Tag } from "@aws-sdk/client-rds";
import { AwsError } from "../protocol/aws-error";
import type { Checked } from "../protocol/operation";
import { findPostgres, type PostgresPrograms } from "./cluster/postgres-programs";
import { invalidCombination, invalidValue, notInstalled } from "./errors";
import { isFree } from "./free-port";
import type { Tags } from "./instance";

const leastStorage = 20;
const mostTags = 50;
/** Words that PostgreSQL or RDS keep for themselves. */
const reservedNames = ["admin", "rdsadmin", "rds_superuser", "public", "none", "user", "current_user", "session_user"];

/** @throws AwsError InvalidParameterValue. @returns The identifier in small letters, as RDS keeps it. */
export function checkIdentifier(name: string, value: string): string {
  if (!/^[A-Za-z](?:-?[A-Za-z0-9])*$/.test(value) || value.length > (name === "DBInstanceIdentifier" ? 63 : 255)) {
    throw invalidValue(
      `The parameter ${name} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`,
    );
  }
  return value.toLowerCase();
}

/** @throws AwsError Where the engine or its version is not the one that is here. */
export function checkEngine(engine: string | undefined, version?: string): PostgresPrograms {
  if (engine !== undefined && engine !== "postgres") {
    throw invalidValue(`Invalid DB engine: ${engine}. The embedded AWS has postgres only.`);
  }
  const programs = findPostgres();
  if (programs === undefined) {
    throw notInstalled();
  }
  if (version !== undefined && version !== programs.version && version !== programs.version.split(".")[0]) {
    throw invalidCombination(`Cannot find version ${version} for postgres: the embedded AWS has ${programs.version}.`);
  }
  return programs;
}

/** @throws AwsError InvalidParameterValue */
export function checkPassword(password: string): void {
  if (password.length < 8) {
    throw invalidValue(
      "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.",
    );
  }
  if (!/^[!-~]{8,128}$/.test(password) || /[/@"]/.test(password)) {
    throw invalidValue(
      "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.",
    );
  }
}

/** @throws AwsError InvalidParameterValue */
export function checkMasterUsername(name: string | undefined): string {
  if (name === undefined || name === "") {
    throw invalidValue("The parameter MasterUsername must be provided and must not be blank.");
  }
  if (!/^[A-Za-z]\w{0,62}$/.test(name)) {
    throw invalidValue(
      "The parameter MasterUsername is not a valid identifier: it has 1 to 63 letters, digits and underscores, and begins with a letter.",
    );
  }
  if (reservedNames.includes(name.toLowerCase()) || name.toLowerCase().startsWith("pg_")) {
    throw invalidValue(`MasterUsername ${name} cannot be used as it is a reserved word used by the engine`);
  }
  return name;
}

/** @throws AwsError InvalidParameterValue */
export function checkDatabaseName(name: string | undefined): void {
  if (name !== undefined && !/^[A-Za-z_]\w{0,62}$/.test(name)) {
    throw invalidValue(
      "DBName must begin with a letter or an underscore and contain only letters, digits and underscores.",
    );
  }
}

/** @throws AwsError Where storage is missing or too small. */
export function checkStorage(size: number | undefined): void {
  if (size === undefined) {
    throw invalidValue("The parameter AllocatedStorage must be provided and must not be blank.");
  }
  if (size < leastStorage || size > 65_536) {
    throw invalidValue(`Invalid storage size for engine name postgres and storage type gp2: ${size}`);
  }
}

/** @throws AwsError Where another program, or another instance, has the port. */
export async function checkPort(port: number, taken: readonly number[]): Promise<void> {
  if (port < 1150 || port > 65_535) {
    throw invalidValue(`Invalid endpoint port ${port}. Valid range is 1150-65535.`);
  }
  if (taken.includes(port) || !(await isFree(port))) {
    throw invalidValue(`Port ${port} is taken on this machine: leave Port out, and the instance gets a free one.`);
  }
}

/** Groups that only AWS's own defaults are there of. @throws AwsError Where another is named. */
export function checkGroups(
  {
    DBParameterGroupName: parameters,
    DBSubnetGroupName: subnets,
  }: { DBParameterGroupName?: string; DBSubnetGroupName?: string },
  version: string,
): void {
  if (parameters !== undefined && parameters !== `default.postgres${version.split(".")[0]}`) {
    throw new AwsError("DBParameterGroupNotFoundFault", `DBParameterGroup not found: ${parameters}`, 404);
  }
  if (subnets !== undefined && subnets !== "default") {
    throw new AwsError("DBSubnetGroupNotFoundFault", `DB subnet group '${subnets}' does not exist.`, 404);
  }
}

/** Tags of a request. @param before Those that are there already. */
export function readTags(tags: readonly Checked<Tag>[] = [], before: Tags = {}): Tags {
  const all = { ...before, ...Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value])) };
  if (Object.keys(all).length > mostTags) {
    throw invalidValue(`A resource has ${mostTags} tags at most.`);
  }
  return all;
}
