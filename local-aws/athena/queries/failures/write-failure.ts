import type { QueryFailure } from "./query-failure";

/**
 * A failure of a statement that writes, with Athena's sentence about what it may have left behind.
 *
 * @param folder The query's output location, `s3://…/`.
 */
export function withCleaningAdvice(
  failure: QueryFailure,
  substatement: string,
  folder: string,
  id: string,
): QueryFailure {
  const advice = {
    CREATE_TABLE_AS_SELECT: `You may need to manually clean the data at location '${folder}tables/${id}' before retrying. Athena will not delete data in your account.`,
    INSERT: `If a data manifest file was generated at '${folder}${id}-manifest.csv', you may need to manually clean the data from locations specified in the manifest. Athena will not delete data in your account.`,
  }[substatement];
  if (advice === undefined || failure.reason.startsWith("SYNTAX_ERROR")) {
    return failure;
  }
  const reason = `${failure.reason.replace(/\.$/, "")}. ${advice}`;
  return { reason, error: { ...failure.error, ErrorMessage: reason } };
}
