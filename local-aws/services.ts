import { athenaService } from "./athena/service";
import type { SqlEngine } from "./engines/trino/sql-engine";
import { TrinoCluster } from "./engines/trino/trino-cluster";
import { TrinoEngine } from "./engines/trino/trino-engine";
import { eventsService } from "./events/service";
import { glueService } from "./glue/service";
import { Inbox } from "./inbox/inbox";
import { inboxPage } from "./inbox/inbox-page";
import { Integration } from "./integration/integration";
import type { LocalPage } from "./local-endpoint";
import { LogStore } from "./logs/log-store";
import { LogTarget } from "./logs/log-target";
import { logsService } from "./logs/service";
import { motoService } from "./moto/service";
import type { Service } from "./protocol/service";
import type { Credentials } from "./protocol/signatures/credentials";
import { Notifications } from "./s3/notifications/notifications";
import { ObjectStore } from "./s3/objects/object-store";
import { putStorageMetrics } from "./s3/objects/storage-metrics";
import { s3Service } from "./s3/service";
import { servicesOnDemand } from "./services-on-demand";
import { MailStore } from "./ses/mail-store";
import { sesService } from "./ses/service";
import { verificationPage } from "./ses/verification-page";
import { certificatePage } from "./sns/certificate-page";
import { snsService } from "./sns/service";
import { topicTarget } from "./sns/target";
import { TopicStore } from "./sns/topic-store";
import { QueueStore } from "./sqs/queue-store";
import { sqsService } from "./sqs/service";
import { queueTarget } from "./sqs/target";
import { stsService } from "./sts/service";

export interface ServicesOptions {
  readonly dataDir: string;
  /** Where Trino and the scripts of jobs reach this endpoint. */
  readonly endpoint: string;
  readonly accountId: string;
  /** What they sign with; any will do where the embedded AWS asks for none. */
  readonly credentials?: Credentials;
  /** A Trino cluster that answers Athena's queries instead of one of our own. */
  readonly trinoUrl?: string;
  /** The heap of our own, in megabytes. */
  readonly trinoMemory?: number;
}

export interface Services {
  /** Those of our own. Later ones build on earlier ones. */
  readonly own: readonly Service[];
  /** What is between them. */
  readonly integration: Integration;
  /** What they show a person. */
  readonly pages: readonly LocalPage[];
  /** What answers for all others. */
  readonly moto: ReturnType<typeof motoService>;
  /** Athena's engine, not yet started. */
  readonly trino: SqlEngine;
}

/** Puts the services of the embedded AWS together over one data folder. Nothing runs yet. */
export function createServices(options: ServicesOptions): Services {
  const integration = new Integration(options.dataDir);
  const objects = new ObjectStore(options.dataDir);
  objects.watcher = new Notifications(objects, integration, options.accountId);
  const logs = new LogStore(options.dataDir);
  const glue = glueService({ ...options, objects, logs, integration });
  const { trinoUrl, trinoMemory: memory } = options;
  const trino = trinoUrl === undefined ? new TrinoEngine({ ...options, memory }) : new TrinoCluster(trinoUrl);
  const { events: told, metrics } = integration;
  const { catalog } = glue;
  const athena = athenaService({ dataDir: options.dataDir, objects, catalog, trino, metrics, events: told });
  const daily = (day: Date) => putStorageMetrics(objects, metrics, day);
  integration.targets.add("logs", new LogTarget(logs));
  const events = eventsService({ ...options, integration });
  const queues = new QueueStore({ ...options, integration });
  integration.targets.add("sqs", queueTarget(queues));
  const inbox = new Inbox(options.dataDir);
  const topics = new TopicStore({ ...options, inbox, integration });
  integration.targets.add("sns", topicTarget(topics));
  const mails = new MailStore({ ...options, inbox });
  const own = [
    s3Service(objects),
    glue,
    athena,
    logsService(logs),
    events,
    sqsService(queues),
    snsService(topics),
    sesService(mails),
    ...servicesOnDemand({ ...options, calls: integration.calls, integration, objects, logs, daily }),
    stsService(),
  ];
  const moto = motoService(options);
  integration.calls.add(...own, ...moto.called);
  return {
    own,
    integration,
    pages: [inboxPage(inbox), certificatePage(topics.signer), verificationPage(mails)],
    moto,
    trino,
  };
}
