import type { GlueOperations } from "../glue-context";
import { batchGetTriggers } from "./operations/batch-get-triggers";
import { createTrigger } from "./operations/create-trigger";
import { deleteTrigger } from "./operations/delete-trigger";
import { getTrigger } from "./operations/get-trigger";
import { getTriggers } from "./operations/get-triggers";
import { listTriggers } from "./operations/list-triggers";
import { startTrigger } from "./operations/start-trigger";
import { stopTrigger } from "./operations/stop-trigger";
import { updateTrigger } from "./operations/update-trigger";

/** The triggers' operations by AWS's names. */
export const triggerOperations = {
  BatchGetTriggers: batchGetTriggers,
  CreateTrigger: createTrigger,
  DeleteTrigger: deleteTrigger,
  GetTrigger: getTrigger,
  GetTriggers: getTriggers,
  ListTriggers: listTriggers,
  StartTrigger: startTrigger,
  StopTrigger: stopTrigger,
  UpdateTrigger: updateTrigger,
} satisfies GlueOperations;
