import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Integration } from "../integration/integration";
import type { LogStore } from "../logs/log-store";
import { AwsError } from "../protocol/aws-error";
import { jsonService } from "../protocol/json-service";
import type { RequestContext, Service } from "../protocol/service";
import { DataFolder } from "../storage/data-folder";
import { newExecution } from "./begin-execution";
import { Jsonata } from "./data/jsonata";
import { createActivity } from "./operations/create-activity";
import { createStateMachine } from "./operations/create-state-machine";
import { createStateMachineAlias } from "./operations/create-state-machine-alias";
import { deleteActivity } from "./operations/delete-activity";
import { deleteStateMachine } from "./operations/delete-state-machine";
import { deleteStateMachineAlias } from "./operations/delete-state-machine-alias";
import { deleteStateMachineVersion } from "./operations/delete-state-machine-version";
import { describeActivity } from "./operations/describe-activity";
import { describeExecution } from "./operations/describe-execution";
import { describeMapRun } from "./operations/describe-map-run";
import { describeStateMachine } from "./operations/describe-state-machine";
import { describeStateMachineAlias } from "./operations/describe-state-machine-alias";
import { describeStateMachineForExecution } from "./operations/describe-state-machine-for-execution";
import { getActivityTask } from "./operations/get-activity-task";
import { getExecutionHistory } from "./operations/get-execution-history";
import { listActivities } from "./operations/list-activities";
import { listExecutions } from "./operations/list-executions";
import { listMapRuns } from "./operations/list-map-runs";
import { listStateMachineAliases } from "./operations/list-state-machine-aliases";
import { listStateMachineVersions } from "./operations/list-state-machine-versions";
import { listStateMachines } from "./operations/list-state-machines";
import { listTagsForResource } from "./operations/list-tags-for-resource";
import { publishStateMachineVersion } from "./operations/publish-state-machine-version";
import { redriveExecution } from "./operations/redrive-execution";
import { sendTaskFailure } from "./operations/send-task-failure";
import { sendTaskHeartbeat } from "./operations/send-task-heartbeat";
import { sendTaskSuccess } from "./operations/send-task-success";
import { startExecution } from "./operations/start-execution";
import { startSyncExecution } from "./operations/start-sync-execution";
import { stopExecution } from "./operations/stop-execution";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";
import { updateMapRun } from "./operations/update-map-run";
import { updateStateMachine } from "./operations/update-state-machine";
import { updateStateMachineAlias } from "./operations/update-state-machine-alias";
import { validateStateMachineDefinition } from "./operations/validate-state-machine-definition";
import type { Environment } from "./running/environment";
import { Executions } from "./running/executions";
import type { StatesContext, StatesOperations } from "./states-context";
import { Activities } from "./stores/activities";
import { ExecutionRecords } from "./stores/execution-records";
import { Machines } from "./stores/machines";
import { MapRuns } from "./stores/map-runs";
import { ActivityTasks } from "./tasks/activity-tasks";
import { TaskTokens } from "./tasks/task-tokens";
import { WorkNews } from "./tasks/work-news";

export interface StatesOptions {
  readonly dataDir: string;
  readonly accountId: string;
  readonly integration: Integration;
  readonly logs: LogStore;
}

const operations = {
  CreateActivity: createActivity,
  CreateStateMachine: createStateMachine,
  CreateStateMachineAlias: createStateMachineAlias,
  DeleteActivity: deleteActivity,
  DeleteStateMachine: deleteStateMachine,
  DeleteStateMachineAlias: deleteStateMachineAlias,
  DeleteStateMachineVersion: deleteStateMachineVersion,
  DescribeActivity: describeActivity,
  DescribeExecution: describeExecution,
  DescribeMapRun: describeMapRun,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineAlias: describeStateMachineAlias,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  GetActivityTask: getActivityTask,
  GetExecutionHistory: getExecutionHistory,
  ListActivities: listActivities,
  ListExecutions: listExecutions,
  ListMapRuns: listMapRuns,
  ListStateMachineAliases: listStateMachineAliases,
  ListStateMachineVersions: listStateMachineVersions,
  ListStateMachines: listStateMachines,
  ListTagsForResource: listTagsForResource,
  PublishStateMachineVersion: publishStateMachineVersion,
  RedriveExecution: redriveExecution,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
  SendTaskSuccess: sendTaskSuccess,
  StartExecution: startExecution,
  StartSyncExecution: startSyncExecution,
  StopExecution: stopExecution,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateMapRun: updateMapRun,
  UpdateStateMachine: updateStateMachine,
  UpdateStateMachineAlias: updateStateMachineAlias,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
} satisfies StatesOperations;

/**
 * Step Functions: an interpreter of the Amazon States Language over the services here.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/Welcome.html
 */
export function statesService({ dataDir, accountId, integration, logs }: StatesOptions): Service & {
  /** How many executions run. */
  readonly health: () => { readonly executions: number };
} {
  const data = DataFolder.at(dataDir);
  const machines = new Machines(data);
  const activities = new Activities(data);
  const mapRuns = new MapRuns(data);
  const jsonata = new Jsonata();
  const tokens = new TaskTokens();
  const activityTasks = new ActivityTasks();
  const request = (region: string): RequestContext => ({ requestId: randomUUID(), region, accountId });
  const executions: Executions = new Executions(data, new ExecutionRecords(data), logs, () => environment);
  const environment: Environment = {
    ...{ integration, jsonata, tokens, activityTasks, mapRuns, request },
    workNews: new WorkNews(integration),
    runChild: (child, signal) => executions.runChild(child, signal),
  };
  const context: StatesContext = { machines, activities, executions, environment, logs };
  integration.targets.add("states", {
    deliver: async ({ arn, body }) => {
      const region = arn.split(":")[3] ?? "us-east-1";
      executions.begin(newExecution(context, { stateMachineArn: arn, input: body }, request(region)));
    },
  });
  const service = jsonService({
    name: "states",
    targetPrefix: "AWSStepFunctions",
    context,
    operations,
    refuse: (message) => new AwsError("ValidationException", message),
    internalError: "InternalFailure",
    showsValues: true,
    refused: {
      CreateActivity: ["encryptionConfiguration"],
      CreateStateMachine: ["encryptionConfiguration"],
      UpdateMapRun: ["maxConcurrency"],
      UpdateStateMachine: ["encryptionConfiguration"],
    },
    load: () => executions.resumeAll(),
    async reset() {
      executions.endAll();
      activityTasks.clear();
      tokens.clear();
      rmSync(join(data.path, "states"), { recursive: true, force: true });
      for (const store of [machines, activities, mapRuns, executions.records]) {
        store.forget();
      }
    },
    async close() {
      executions.close();
      activityTasks.clear();
      jsonata.close();
    },
  });
  return { ...service, health: () => ({ executions: executions.running }) };
}
