import { randomUUID } from "node:crypto";
import type { AddPermissionRequest } from "@aws-sdk/client-lambda";
import { conflict, notFound, revisionMismatch } from "../errors";
import type { FunctionRecord, Policy, PolicyStatement } from "./function-record";

/** The policy of a function, or of one of its versions and aliases. */
export const policyOf = (record: FunctionRecord, qualifier = ""): Policy | undefined => record.policies[qualifier];

/** @throws AwsError Where the policy has changed since. */
export function checkRevision(policy: Policy | undefined, revisionId: string | undefined): void {
  if (revisionId !== undefined && revisionId !== policy?.revisionId) {
    throw revisionMismatch();
  }
}

/** A function with another statement in its policy. @throws AwsError Where there is one of that id. */
export function withStatement(record: FunctionRecord, qualifier: string, statement: PolicyStatement): FunctionRecord {
  const statements = policyOf(record, qualifier)?.statements ?? [];
  if (statements.some(({ Sid }) => Sid === statement.Sid)) {
    throw conflict(
      `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  return withStatements(record, qualifier, [...statements, statement]);
}

/** A function without a statement of its policy. @throws AwsError Where there is none of that id. */
export function withoutStatement(record: FunctionRecord, qualifier: string, sid: string): FunctionRecord {
  const statements = policyOf(record, qualifier)?.statements ?? [];
  const rest = statements.filter(({ Sid }) => Sid !== sid);
  if (rest.length === statements.length) {
    throw notFound(`Statement ${sid} is not found in resource policy.`);
  }
  return withStatements(record, qualifier, rest);
}

/** What AddPermission asks for, as a policy says it. @param resource The ARN that it is for. */
export function statementOf(input: AddPermissionRequest, resource: string): PolicyStatement {
  const principal = input.Principal ?? "";
  const conditions = {
    ...(input.SourceAccount === undefined ? {} : { StringEquals: { "AWS:SourceAccount": input.SourceAccount } }),
    ...(input.SourceArn === undefined ? {} : { ArnLike: { "AWS:SourceArn": input.SourceArn } }),
  };
  return {
    Sid: input.StatementId ?? "",
    Effect: "Allow",
    Principal: principalOf(principal),
    Action: input.Action ?? "",
    Resource: resource,
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  };
}

function principalOf(principal: string): PolicyStatement["Principal"] {
  if (principal === "*") {
    return "*";
  }
  if (/^\d{12}$/.test(principal)) {
    return { AWS: `arn:aws:iam::${principal}:root` };
  }
  return principal.startsWith("arn:") ? { AWS: principal } : { Service: principal };
}

function withStatements(
  record: FunctionRecord,
  qualifier: string,
  statements: readonly PolicyStatement[],
): FunctionRecord {
  const { [qualifier]: _, ...others } = record.policies;
  const policies =
    statements.length === 0 ? others : { ...others, [qualifier]: { statements, revisionId: randomUUID() } };
  return { ...record, policies };
}
