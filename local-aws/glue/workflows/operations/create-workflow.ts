import type { CreateWorkflowRequest, CreateWorkflowResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { alreadyExists, required } from "../../errors";
import type { Tags } from "../../tags";
import { concurrency } from "../concurrency";
import type { Workflows } from "../workflows";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateWorkflow.html */
export const createWorkflow =
  (workflows: Workflows, tags: Tags): Operation<CreateWorkflowRequest, CreateWorkflowResponse> =>
  (input) => {
    const Name = required("name", input.Name);
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
  };
