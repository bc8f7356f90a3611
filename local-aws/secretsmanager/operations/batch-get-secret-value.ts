import type { BatchGetSecretValueRequest, BatchGetSecretValueResponse } from "@aws-sdk/client-secrets-manager";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { sortedBy } from "../../protocol/page-of";
import { invalidParameter } from "../errors";
import { matches, pageOf } from "../listing";
import type { SecretsContext } from "../secrets-context";
import { getSecretValue } from "./get-secret-value";

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html */
export function batchGetSecretValue(
  context: SecretsContext,
  { SecretIdList, Filters, MaxResults, NextToken }: Checked<BatchGetSecretValueRequest>,
): BatchGetSecretValueResponse {
  if ((SecretIdList === undefined) === (Filters === undefined)) {
    throw invalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
  }
  if (SecretIdList !== undefined && (MaxResults !== undefined || NextToken !== undefined)) {
    throw invalidParameter("'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
  }
  const found = context.secrets.all().filter((secret) => secret.deletionDate === undefined && matches(secret, Filters));
  const arns = sortedBy(found, ({ arn }) => arn).map(({ arn }) => arn);
  const { page, next } =
    SecretIdList === undefined
      ? pageOf(arns, (arn) => arn, { token: NextToken, limit: MaxResults ?? 20 })
      : { page: SecretIdList, next: undefined };
  const answer: Required<Pick<BatchGetSecretValueResponse, "SecretValues" | "Errors">> = {
    SecretValues: [],
    Errors: [],
  };
  for (const SecretId of page) {
    try {
      answer.SecretValues.push(getSecretValue(context, { SecretId }));
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      answer.Errors.push({ SecretId, ErrorCode: error.code, Message: error.message });
    }
  }
  return { ...answer, NextToken: next };
}
