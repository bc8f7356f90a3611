import type { Integration } from "../integration/integration";
import { jsonService } from "../protocol/json-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { Minutes } from "../schedule/minutes";
import { parseSchedule } from "../schedule/schedule";
import { BusTarget } from "./bus-target";
import { validation } from "./errors";
import { EventBuses } from "./event-buses";
import { EventRouter } from "./event-router";
import type { EventsContext } from "./events-context";
import { createEventBus } from "./operations/create-event-bus";
import { deleteEventBus } from "./operations/delete-event-bus";
import { deleteRule } from "./operations/delete-rule";
import { describeEventBus } from "./operations/describe-event-bus";
import { describeRule } from "./operations/describe-rule";
import { disableRule } from "./operations/disable-rule";
import { enableRule } from "./operations/enable-rule";
import { listEventBuses } from "./operations/list-event-buses";
import { listRuleNamesByTarget } from "./operations/list-rule-names-by-target";
import { listRules } from "./operations/list-rules";
import { listTagsForResource } from "./operations/list-tags-for-resource";
import { listTargetsByRule } from "./operations/list-targets-by-rule";
import { putEvents } from "./operations/put-events";
import { putPermission } from "./operations/put-permission";
import { putRule } from "./operations/put-rule";
import { putTargets } from "./operations/put-targets";
import { removePermission } from "./operations/remove-permission";
import { removeTargets } from "./operations/remove-targets";
import { tagResource } from "./operations/tag-resource";
import { testEventPattern } from "./operations/test-event-pattern";
import { untagResource } from "./operations/untag-resource";
import { updateEventBus } from "./operations/update-event-bus";
import { OwnEvents } from "./own-events";
import { type Rule, Rules } from "./rules";

export interface EventsOptions {
  readonly dataDir: string;
  readonly accountId: string;
  readonly integration: Integration;
}

const operations = {
  CreateEventBus: createEventBus,
  DeleteEventBus: deleteEventBus,
  DeleteRule: deleteRule,
  DescribeEventBus: describeEventBus,
  DescribeRule: describeRule,
  DisableRule: disableRule,
  EnableRule: enableRule,
  ListEventBuses: listEventBuses,
  ListRuleNamesByTarget: listRuleNamesByTarget,
  ListRules: listRules,
  ListTagsForResource: listTagsForResource,
  ListTargetsByRule: listTargetsByRule,
  PutEvents: putEvents,
  PutPermission: putPermission,
  PutRule: putRule,
  PutTargets: putTargets,
  RemovePermission: removePermission,
  RemoveTargets: removeTargets,
  TagResource: tagResource,
  TestEventPattern: testEventPattern,
  UntagResource: untagResource,
  UpdateEventBus: updateEventBus,
} satisfies OperationsOf<typeof import("@aws-sdk/client-eventbridge"), EventsContext>;

/** Members of a bus that are about partners, keys and logs of its own. */
const ofBuses = ["KmsKeyIdentifier", "DeadLetterConfig", "LogConfig"];

/** Parameters of targets that nothing here can be. */
const ofOtherTargets = [
  "Kinesis",
  "RunCommand",
  "Ecs",
  "Batch",
  "Http",
  "RedshiftData",
  "SageMakerPipeline",
  "AppSync",
].map((service) => `Targets.${service}Parameters`);

/**
 * EventBridge: buses, rules and their targets. What its rules match goes through the outbox.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html
 */
export function eventsService({ dataDir, accountId, integration }: EventsOptions): Service {
  const buses = new EventBuses(dataDir, accountId);
  const rules = new Rules(dataDir);
  const router = new EventRouter(rules, integration);
  const own = new OwnEvents(accountId, rules, router);
  integration.events.listen((event) => own.tell(event));
  integration.targets.add("events", new BusTarget(buses, router));
  const minutes = new Minutes((minute) => own.minute(minute, (rule) => isDue(rule, minute)));
  return jsonService({
    name: "events",
    targetPrefix: "AWSEvents",
    context: { accountId, buses, rules, router, integration },
    operations,
    refuse: validation,
    internalError: "InternalException",
    showsValues: true,
    refused: {
      CreateEventBus: ["EventSourceName", ...ofBuses],
      PutEvents: ["EndpointId", "Entries.TraceHeader"],
      PutTargets: ofOtherTargets,
      UpdateEventBus: ofBuses,
    },
    kept: ["PutPermission", "RemovePermission"],
    load() {
      buses.load();
      rules.load();
    },
    async reset() {
      buses.reset();
      rules.reset();
    },
    async close() {
      minutes.stop();
    },
  });
}

function isDue({ schedule = "", since }: Rule, minute: Date): boolean {
  return parseSchedule(schedule, new Date(since)).isDue(minute);
}
