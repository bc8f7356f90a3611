/** What a client of the SDK has that is needed here. */
export interface Watched {
  readonly middlewareStack: { readonly add: (...middleware: never[]) => unknown };
  readonly send: (...command: never[]) => unknown;
}

type Values = Readonly<Record<string, unknown>>;

/** How something that a request made is taken away again. */
interface Made {
  /** The member of the input that names it. */
  readonly name: string;
  readonly remove: (send: (command: object) => Promise<Values>, input: Values, output: Values) => Promise<unknown>;
}

/** For each request that makes something. Those whose things go with another one's are `undefined`. */
const made: Readonly<Record<string, Made | undefined>> = {
  CreateMultipartUpload: undefined,
  CreateAlias: undefined,
  CreateStateMachineAlias: undefined,
  CreateQueue: {
    name: "QueueName",
    remove: async (send, _, { QueueUrl }) => {
      const { DeleteQueueCommand } = await import("@aws-sdk/client-sqs");
      return send(new DeleteQueueCommand({ QueueUrl: String(QueueUrl) }));
    },
  },
  CreateTopic: {
    name: "Name",
    remove: async (send, _, { TopicArn }) => {
      const { DeleteTopicCommand, ListSubscriptionsByTopicCommand, UnsubscribeCommand } = await import(
        "@aws-sdk/client-sns"
      );
      const { Subscriptions = [] } = await send(new ListSubscriptionsByTopicCommand({ TopicArn: String(TopicArn) }));
      for (const { SubscriptionArn } of Subscriptions as { SubscriptionArn: string }[]) {
        await send(new UnsubscribeCommand({ SubscriptionArn }));
      }
      return send(new DeleteTopicCommand({ TopicArn: String(TopicArn) }));
    },
  },
  CreateBucket: {
    name: "Bucket",
    remove: async (send, { Bucket: name }) => {
      const { DeleteBucketCommand, DeleteObjectCommand, ListObjectsV2Command } = await import("@aws-sdk/client-s3");
      const Bucket = String(name);
      const { Contents = [] } = await send(new ListObjectsV2Command({ Bucket }));
      for (const { Key } of Contents as { Key: string }[]) {
        await send(new DeleteObjectCommand({ Bucket, Key }));
      }
      return send(new DeleteBucketCommand({ Bucket }));
    },
  },
  CreateEventBus: {
    name: "Name",
    remove: async (send, { Name }) => {
      const { DeleteEventBusCommand } = await import("@aws-sdk/client-eventbridge");
      return send(new DeleteEventBusCommand({ Name: String(Name) }));
    },
  },
  PutRule: {
    name: "Name",
    remove: async (send, { Name, EventBusName: bus }) => {
      const { DeleteRuleCommand, ListTargetsByRuleCommand, RemoveTargetsCommand } = await import(
        "@aws-sdk/client-eventbridge"
      );
      const rule = { Rule: String(Name), EventBusName: bus as string | undefined };
      const { Targets = [] } = await send(new ListTargetsByRuleCommand(rule));
      const Ids = (Targets as { Id: string }[]).map(({ Id }) => Id);
      if (Ids.length > 0) {
        await send(new RemoveTargetsCommand({ ...rule, Ids }));
      }
      return send(new DeleteRuleCommand({ Name: rule.Rule, EventBusName: rule.EventBusName }));
    },
  },
  CreateSchedule: {
    name: "Name",
    remove: async (send, { Name, GroupName }) => {
      const { DeleteScheduleCommand } = await import("@aws-sdk/client-scheduler");
      return send(new DeleteScheduleCommand({ Name: String(Name), GroupName: GroupName as string | undefined }));
    },
  },
  CreateScheduleGroup: {
    name: "Name",
    remove: async (send, { Name }) => {
      const { DeleteScheduleGroupCommand } = await import("@aws-sdk/client-scheduler");
      return send(new DeleteScheduleGroupCommand({ Name: String(Name) }));
    },
  },
  CreateFunction: {
    name: "FunctionName",
    remove: async (send, { FunctionName }) => {
      const { DeleteFunctionCommand } = await import("@aws-sdk/client-lambda");
      return send(new DeleteFunctionCommand({ FunctionName: String(FunctionName) }));
    },
  },
  PublishLayerVersion: {
    name: "LayerName",
    remove: async (send, { LayerName }, { Version }) => {
      const { DeleteLayerVersionCommand } = await import("@aws-sdk/client-lambda");
      return send(new DeleteLayerVersionCommand({ LayerName: String(LayerName), VersionNumber: Number(Version) }));
    },
  },
  CreateStateMachine: {
    name: "name",
    remove: async (send, _, { stateMachineArn }) => {
      const { DeleteStateMachineCommand } = await import("@aws-sdk/client-sfn");
      return send(new DeleteStateMachineCommand({ stateMachineArn: String(stateMachineArn) }));
    },
  },
  CreateActivity: {
    name: "name",
    remove: async (send, _, { activityArn }) => {
      const { DeleteActivityCommand } = await import("@aws-sdk/client-sfn");
      return send(new DeleteActivityCommand({ activityArn: String(activityArn) }));
    },
  },
  PutMetricAlarm: {
    name: "AlarmName",
    remove: async (send, { AlarmName }) => {
      const { DeleteAlarmsCommand } = await import("@aws-sdk/client-cloudwatch");
      return send(new DeleteAlarmsCommand({ AlarmNames: [String(AlarmName)] }));
    },
  },
  PutDashboard: {
    name: "DashboardName",
    remove: async (send, { DashboardName }) => {
      const { DeleteDashboardsCommand } = await import("@aws-sdk/client-cloudwatch");
      return send(new DeleteDashboardsCommand({ DashboardNames: [String(DashboardName)] }));
    },
  },
  CreateSecret: {
    name: "Name",
    remove: async (send, _, { ARN }) => {
      const { DeleteSecretCommand } = await import("@aws-sdk/client-secrets-manager");
      return send(new DeleteSecretCommand({ SecretId: String(ARN), ForceDeleteWithoutRecovery: true }));
    },
  },
  PutParameter: {
    name: "Name",
    remove: async (send, { Name }) => {
      const { DeleteParameterCommand } = await import("@aws-sdk/client-ssm");
      return send(new DeleteParameterCommand({ Name: String(Name) }));
    },
  },
  CreateDBInstance: {
    name: "DBInstanceIdentifier",
    remove: async (send, { DBInstanceIdentifier }) => {
      const { DeleteDBInstanceCommand } = await import("@aws-sdk/client-rds");
      const id = String(DBInstanceIdentifier);
      return send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: id, SkipFinalSnapshot: true }));
    },
  },
  CreateLogGroup: {
    name: "logGroupName",
    remove: async (send, { logGroupName }) => {
      const { DeleteLogGroupCommand } = await import("@aws-sdk/client-cloudwatch-logs");
      return send(new DeleteLogGroupCommand({ logGroupName: String(logGroupName) }));
    },
  },
};

/** What the errors are called that say that something is gone already. */
const isGone = /NotFound|NoSuch|NonExistent|DoesNotExist/;

/** Deletes what the clients that it watches have made, whose names all begin with a prefix. */
export class CleanUp {
  private readonly left: (() => Promise<unknown>)[] = [];

  constructor(private readonly prefix: string) {}

  /**
   * From now on what the client makes is noted. What would change something that is not this run's is not sent, and what
   * was made under a name that is not, is told.
   */
  watch(client: Watched): void {
    const stack = client.middlewareStack as { add(middleware: Middleware, where: object): unknown };
    const middleware: Middleware = (next, { commandName = "" }) => {
      const operation = commandName.replace(/Command$/, "");
      return async (sent) => {
        const kind = this.kindOf(operation, sent.input);
        const answer = await next(sent);
        if (kind !== undefined) {
          const { input } = sent;
          if (!this.isOwn(kind, input)) {
            throw new Error(`${operation} made ${input[kind.name]}, which does not begin with ${this.prefix}.`);
          }
          const send = (command: object) => client.send(command as never) as Promise<Values>;
          this.left.push(() => kind.remove(send, input, answer.output));
        }
        return answer;
      };
    };
    stack.add(middleware, { step: "initialize", name: "notesWhatIsMade" });
  }

  /** Deletes all, what was made last first. @throws AggregateError With what could not be deleted. */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (const remove of this.left.splice(0).toReversed()) {
      await remove().catch((error: Error) => {
        if (!isGone.test(error.name)) {
          errors.push(error);
        }
      });
    }
    if (errors.length > 0) {
      throw new AggregateError(errors, `Not all that begins with ${this.prefix} could be deleted.`);
    }
  }

  private kindOf(operation: string, input: Values): Made | undefined {
    if (operation.startsWith("Create") && !(operation in made)) {
      throw new Error(`testing/target/clean-up.ts does not know how to delete what ${operation} makes.`);
    }
    const kind = made[operation];
    const changesWhatIsThere =
      operation.startsWith("Put") && (operation !== "PutParameter" || input.Overwrite === true);
    if (kind !== undefined && changesWhatIsThere && !this.isOwn(kind, input)) {
      throw new Error(`${operation} of ${input[kind.name]}: the name has to begin with ${this.prefix}.`);
    }
    return kind;
  }

  private isOwn({ name }: Made, input: Values): boolean {
    return String(input[name]).includes(this.prefix);
  }
}

type Handler = (sent: { readonly input: Values }) => Promise<{ readonly output: Values }>;
type Middleware = (next: Handler, context: { readonly commandName?: string }) => Handler;
