import type { CreateTriggerRequest, CreateTriggerResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { alreadyExists, invalidInput, required } from "../../errors";
import type { Tags } from "../../tags";
import type { Workflows } from "../../workflows/workflows";
import { newTrigger, type Targets } from "../trigger-definition";
import type { Triggers } from "../triggers";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateTrigger.html */
export const createTrigger =
  (
    triggers: Triggers,
    workflows: Workflows,
    targets: Targets,
    tags: Tags,
  ): Operation<CreateTriggerRequest, CreateTriggerResponse> =>
  (input, context) => {
    const name = required("name", input.Name);
    const trigger = newTrigger(input, targets);
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
    triggers.write({ trigger, region: context.region });
    tags.add(`trigger/${name}`, input.Tags);
    return { Name: name };
  };
