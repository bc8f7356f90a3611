import { jsonService } from "../protocol/json-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { validation } from "./errors";
import { addTagsToResource } from "./operations/add-tags-to-resource";
import { deleteParameter } from "./operations/delete-parameter";
import { deleteParameters } from "./operations/delete-parameters";
import { describeParameters } from "./operations/describe-parameters";
import { getParameter } from "./operations/get-parameter";
import { getParameterHistory } from "./operations/get-parameter-history";
import { getParameters } from "./operations/get-parameters";
import { getParametersByPath } from "./operations/get-parameters-by-path";
import { labelParameterVersion } from "./operations/label-parameter-version";
import { listTagsForResource } from "./operations/list-tags-for-resource";
import { putParameter } from "./operations/put-parameter";
import { removeTagsFromResource } from "./operations/remove-tags-from-resource";
import { unlabelParameterVersion } from "./operations/unlabel-parameter-version";
import { Parameters } from "./parameters";

const operations = {
  AddTagsToResource: addTagsToResource,
  DeleteParameter: deleteParameter,
  DeleteParameters: deleteParameters,
  DescribeParameters: describeParameters,
  GetParameter: getParameter,
  GetParameterHistory: getParameterHistory,
  GetParameters: getParameters,
  GetParametersByPath: getParametersByPath,
  LabelParameterVersion: labelParameterVersion,
  ListTagsForResource: listTagsForResource,
  PutParameter: putParameter,
  RemoveTagsFromResource: removeTagsFromResource,
  UnlabelParameterVersion: unlabelParameterVersion,
} satisfies OperationsOf<typeof import("@aws-sdk/client-ssm"), Parameters>;

/**
 * Systems Manager's Parameter Store; the rest of Systems Manager is refused.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/Welcome.html
 */
export function ssmService({ dataDir }: { readonly dataDir: string }): Service {
  const parameters = new Parameters(dataDir);
  return jsonService({
    name: "ssm",
    targetPrefix: "AmazonSSM",
    context: parameters,
    operations,
    refuse: validation,
    internalError: "InternalServerError",
    showsValues: true,
    refused: { DescribeParameters: ["Shared"], PutParameter: ["Policies"] },
    load: () => parameters.load(),
    reset: async () => parameters.reset(),
    close: async () => {},
  });
}
