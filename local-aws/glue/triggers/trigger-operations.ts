import type { OperationTable } from "../../protocol/json-service";
import type { Tags } from "../tags";
import type { Workflows } from "../workflows/workflows";
import { batchGetTriggers } from "./operations/batch-get-triggers";
import { createTrigger } from "./operations/create-trigger";
import { deleteTrigger } from "./operations/delete-trigger";
import { getTrigger } from "./operations/get-trigger";
import { getTriggers } from "./operations/get-triggers";
import { listTriggers } from "./operations/list-triggers";
import { startTrigger } from "./operations/start-trigger";
import { stopTrigger } from "./operations/stop-trigger";
import { updateTrigger } from "./operations/update-trigger";
import type { Targets } from "./trigger-definition";
import type { StoredTrigger, Triggers } from "./triggers";

/** The triggers' operations by AWS's names. */
export function triggerOperations(
  triggers: Triggers,
  workflows: Workflows,
  targets: Targets,
  fire: (stored: StoredTrigger) => void,
  tags: Tags,
): OperationTable {
  return {
    BatchGetTriggers: batchGetTriggers(triggers),
    CreateTrigger: createTrigger(triggers, workflows, targets, tags),
    DeleteTrigger: deleteTrigger(triggers, tags),
    GetTrigger: getTrigger(triggers),
    GetTriggers: getTriggers(triggers),
    ListTriggers: listTriggers(triggers, tags),
    StartTrigger: startTrigger(triggers, fire),
    StopTrigger: stopTrigger(triggers),
    UpdateTrigger: updateTrigger(triggers, targets),
  };
}
