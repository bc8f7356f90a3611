import type { CreateTriggerRequest, CreateTriggerResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { RequestContext } from "../../../protocol/service";
import { alreadyExists, invalidInput } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { newTrigger } from "../trigger-definition";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateTrigger.html */
export function createTrigger(
  context: GlueContext,
  input: Checked<CreateTriggerRequest>,
  request: RequestContext,
): CreateTriggerResponse {
  const { triggers, workflows, tags } = context;
  const name = input.Name;
  const trigger = newTrigger(input, context);
  if (triggers.has(name)) {
    throw alreadyExists(`Trigger ${name} already exists.`);
  }
  const workflow = input.WorkflowName;
  if (workflow !== undefined) {
    workflows.get(workflow);
    if (trigger.Type !== "CONDITIONAL" && workflows.startTrigger(workflow) !== undefined) {
      throw invalidInput(`Workflow ${workflow} has a starting trigger already.`);
    }
  }
  triggers.write({ trigger, region: request.region });
  tags.add(`trigger/${name}`, input.Tags);
  return { Name: name };
}
