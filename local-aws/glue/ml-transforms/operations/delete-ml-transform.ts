import type { DeleteMLTransformRequest, DeleteMLTransformResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import type { MlTransforms } from "../ml-transforms";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteMLTransform.html */
export const deleteMlTransform =
  (transforms: MlTransforms, tags: Tags): Operation<DeleteMLTransformRequest, DeleteMLTransformResponse> =>
  (input) => {
    const TransformId = required("transformId", input.TransformId);
    transforms.delete(TransformId);
    tags.forget(`mlTransform/${TransformId}`);
    return { TransformId };
  };
