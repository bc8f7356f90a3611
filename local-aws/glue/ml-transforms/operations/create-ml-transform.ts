import type { CreateMLTransformRequest, CreateMLTransformResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import type { Tags } from "../../tags";
import type { MlTransforms } from "../ml-transforms";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateMLTransform.html */
export const createMlTransform =
  (transforms: MlTransforms, tags: Tags): Operation<CreateMLTransformRequest, CreateMLTransformResponse> =>
  (input) => {
    const TransformId = transforms.create(input);
    tags.add(`mlTransform/${TransformId}`, input.Tags);
    return { TransformId };
  };
