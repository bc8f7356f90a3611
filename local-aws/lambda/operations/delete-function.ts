import type { DeleteFunctionRequest, DeleteFunctionResponse } from "@aws-sdk/client-lambda";
import type { RequestContext } from "../../protocol/service";
import { conflict, invalidParameter, notFound } from "../errors";
import { parseFunctionName } from "../functions/function-name";
import { latest } from "../functions/function-store";
import { type LambdaContext, sweepCode } from "../lambda-context";

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html */
export async function deleteFunction(
  context: LambdaContext,
  input: DeleteFunctionRequest,
  { region }: RequestContext,
): Promise<DeleteFunctionResponse> {
  const { name, qualifier } = parseFunctionName(input.FunctionName ?? "", input.Qualifier);
  const record = context.functions.get(name, region, qualifier);
  if (qualifier === undefined) {
    context.functions.delete(name);
  } else if (qualifier === latest) {
    throw invalidParameter("$LATEST version cannot be deleted without deleting the function.");
  } else {
    const users = record.aliases.filter(({ version, weights = {} }) => version === qualifier || qualifier in weights);
    if (users.length > 0) {
      const named = users.map(({ name: alias }) => context.functions.arn(record, alias)).join(", ");
      throw conflict(`The version ${qualifier} cannot be deleted: it is used by the aliases ${named}`);
    }
    if (!record.published.some(({ version }) => version === qualifier)) {
      throw notFound(`Function not found: ${context.functions.arn(record, qualifier)}`);
    }
    context.functions.put({ ...record, published: record.published.filter(({ version }) => version !== qualifier) });
  }
  await context.pool.retire(name);
  sweepCode(context);
  return { StatusCode: 204 };
}
