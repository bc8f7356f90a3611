import { join } from "node:path";
import type { Integration } from "../integration/integration";
import { modelledService } from "../protocol/modelled-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { restJson } from "../protocol/wire/rest-json";
import { Minutes } from "../schedule/minutes";
import { DataFolder } from "../storage/data-folder";
import { IdempotentAnswers } from "../storage/repeated-requests/idempotent-answers";
import { conflict, validation } from "./errors";
import { Invocations } from "./invocations";
import { createSchedule } from "./operations/create-schedule";
import { createScheduleGroup } from "./operations/create-schedule-group";
import { deleteSchedule } from "./operations/delete-schedule";
import { deleteScheduleGroup } from "./operations/delete-schedule-group";
import { getSchedule } from "./operations/get-schedule";
import { getScheduleGroup } from "./operations/get-schedule-group";
import { listScheduleGroups } from "./operations/list-schedule-groups";
import { listSchedules } from "./operations/list-schedules";
import { listTagsForResource } from "./operations/list-tags-for-resource";
import { tagResource } from "./operations/tag-resource";
import { untagResource } from "./operations/untag-resource";
import { updateSchedule } from "./operations/update-schedule";
import type { SchedulerContext } from "./scheduler-context";
import { Schedules } from "./schedules";
import { UniversalTarget } from "./targets";

export interface SchedulerOptions {
  readonly dataDir: string;
  readonly accountId: string;
  readonly integration: Integration;
}

const operations = {
  CreateSchedule: createSchedule,
  CreateScheduleGroup: createScheduleGroup,
  DeleteSchedule: deleteSchedule,
  DeleteScheduleGroup: deleteScheduleGroup,
  GetSchedule: getSchedule,
  GetScheduleGroup: getScheduleGroup,
  ListScheduleGroups: listScheduleGroups,
  ListSchedules: listSchedules,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateSchedule: updateSchedule,
} satisfies OperationsOf<typeof import("@aws-sdk/client-scheduler"), SchedulerContext>;

/** Of keys of one's own, and of targets that nothing here can be. */
const refused = [
  "KmsKeyArn",
  ...["Ecs", "EventBridgePutEventsV2", "EventBridgePutRawEvents", "Kinesis", "SageMakerPipeline"].map(
    (kind) => `Target.${kind}Parameters`,
  ),
];

/**
 * EventBridge Scheduler: one-time and recurring schedules. What is due goes through the outbox.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html
 */
export function schedulerService({ dataDir, accountId, integration }: SchedulerOptions): Service {
  const schedules = new Schedules(dataDir, accountId);
  const invocations = new Invocations(schedules, integration, accountId);
  integration.targets.add("scheduler", new UniversalTarget(integration.calls, accountId));
  const minutes = new Minutes((minute) => invocations.minute(minute));
  const answers = new IdempotentAnswers(DataFolder.at(dataDir), join("scheduler", "answers.jsonl"));
  const token = "ClientToken";
  return modelledService({
    name: "scheduler",
    protocols: [restJson()],
    context: { accountId, schedules, integration },
    operations,
    refuse: validation,
    internalError: "InternalServerException",
    showsValues: true,
    refused: { CreateSchedule: refused, UpdateSchedule: refused },
    idempotent: {
      tokens: {
        CreateSchedule: token,
        CreateScheduleGroup: token,
        DeleteSchedule: token,
        DeleteScheduleGroup: token,
        UpdateSchedule: token,
      },
      answers,
      mismatch: () => conflict("The client token was given with another request before."),
    },
    load() {
      schedules.load();
      answers.load();
    },
    async reset() {
      schedules.reset();
      answers.reset();
    },
    async close() {
      minutes.stop();
    },
  });
}
