import type { UpdateWorkflowRequest, UpdateWorkflowResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import { concurrency } from "../concurrency";
import type { Workflows } from "../workflows";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateWorkflow.html */
export const updateWorkflow =
  (workflows: Workflows): Operation<UpdateWorkflowRequest, UpdateWorkflowResponse> =>
  (input) => {
    const Name = required("name", input.Name);
    const workflow = workflows.get(Name);
    workflows.write({
      ...workflow,
      Description: input.Description ?? workflow.Description,
      DefaultRunProperties: input.DefaultRunProperties ?? workflow.DefaultRunProperties,
      MaxConcurrentRuns: concurrency(input.MaxConcurrentRuns) ?? workflow.MaxConcurrentRuns,
      LastModifiedOn: new Date(),
    });
    return { Name };
  };
