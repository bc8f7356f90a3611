import type { GetMLTransformsRequest, GetMLTransformsResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import type { MlTransforms } from "../ml-transforms";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetMLTransforms.html */
export const getMlTransforms =
  (transforms: MlTransforms): Operation<GetMLTransformsRequest, GetMLTransformsResponse> =>
  (input) => {
    const { Name } = input.Filter ?? {};
    const found = transforms.all().filter((transform) => Name === undefined || transform.Name === Name);
    const { items, NextToken } = page(found, (transform) => transform.TransformId ?? "", input, 1000);
    return { Transforms: items, NextToken };
  };
