import type { CreateWorkflowRequest, CreateWorkflowResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import { alreadyExists } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { concurrency } from "../concurrency";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateWorkflow.html */
export function createWorkflow(
  { workflows, tags }: GlueContext,
  input: Checked<CreateWorkflowRequest>,
): CreateWorkflowResponse {
  const Name = input.Name;
  if (workflows.has(Name)) {
    throw alreadyExists(`Workflow ${Name} already exists.`);
  }
  const now = new Date();
  workflows.write({
    Name,
    Description: input.Description,
    DefaultRunProperties: input.DefaultRunProperties ?? {},
    MaxConcurrentRuns: concurrency(input.MaxConcurrentRuns),
    CreatedOn: now,
    LastModifiedOn: now,
  });
  tags.add(`workflow/${Name}`, input.Tags);
  return { Name };
}
