import type { UpdateWorkflowRequest, UpdateWorkflowResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { concurrency } from "../concurrency";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateWorkflow.html */
export function updateWorkflow(
  { workflows }: GlueContext,
  input: Checked<UpdateWorkflowRequest>,
): UpdateWorkflowResponse {
  const Name = input.Name;
  const workflow = workflows.get(Name);
  workflows.write({
    ...workflow,
    Description: input.Description ?? workflow.Description,
    DefaultRunProperties: input.DefaultRunProperties ?? workflow.DefaultRunProperties,
    MaxConcurrentRuns: concurrency(input.MaxConcurrentRuns) ?? workflow.MaxConcurrentRuns,
    LastModifiedOn: new Date(),
  });
  return { Name };
}
