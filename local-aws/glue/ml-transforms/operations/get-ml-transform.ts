import type { GetMLTransformRequest, GetMLTransformResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { MlTransforms } from "../ml-transforms";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetMLTransform.html */
export const getMlTransform =
  (transforms: MlTransforms): Operation<GetMLTransformRequest, GetMLTransformResponse> =>
  (input) =>
    transforms.get(required("transformId", input.TransformId));
