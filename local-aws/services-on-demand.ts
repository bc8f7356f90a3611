import type { Integration } from "./integration/integration";
import { type OnDemand, onDemand } from "./integration/on-demand";
import type { ServiceCalls } from "./integration/service-calls";
import type { LogStore } from "./logs/log-store";
import type { Service } from "./protocol/service";
import type { ObjectStore } from "./s3/objects/object-store";

/** What these services work with. */
export interface Around {
  readonly dataDir: string;
  readonly endpoint: string;
  readonly accountId: string;
  readonly integration: Integration;
  readonly calls: ServiceCalls;
  readonly objects: ObjectStore;
  readonly logs: LogStore;
  /** Puts the metrics of a day. */
  readonly daily: (day: Date) => Promise<void>;
}

/**
 * The services that most lessons do not want. The modules of each are read by its own line below, when it is first wanted:
 * all of them together would make the start of the others a third longer.
 */
export function servicesOnDemand(around: Around): Service[] {
  const { dataDir, integration } = around;
  const services: readonly OnDemand[] = [
    {
      name: "scheduler",
      make: () => (require("./scheduler/service") as typeof import("./scheduler/service")).schedulerService(around),
    },
    {
      name: "states",
      targetPrefix: "AWSStepFunctions",
      isTarget: true,
      make: () => (require("./states/service") as typeof import("./states/service")).statesService(around),
    },
    {
      name: "secretsmanager",
      targetPrefix: "secretsmanager",
      make: () =>
        (require("./secretsmanager/service") as typeof import("./secretsmanager/service")).secretsManagerService(
          around,
        ),
    },
    {
      name: "ssm",
      targetPrefix: "AmazonSSM",
      make: () => (require("./ssm/service") as typeof import("./ssm/service")).ssmService(around),
    },
    {
      name: "lambda",
      isTarget: true,
      make: () => (require("./lambda/service") as typeof import("./lambda/service")).lambdaService(around),
    },
    {
      name: "monitoring",
      targetPrefix: "GraniteServiceVersion20100801",
      make: () => (require("./monitoring/service") as typeof import("./monitoring/service")).monitoringService(around),
    },
    {
      name: "rds",
      make: () => (require("./rds/service") as typeof import("./rds/service")).rdsService(around),
    },
  ];
  const made = services.map((each) => onDemand(integration, dataDir, each));
  integration.metrics.expect(() => made.find(({ name }) => name === "monitoring")?.wake());
  return made;
}
