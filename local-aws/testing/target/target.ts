import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accountId as accountHere, type LocalAws, startLocalAws } from "../../server";
import { clientOptions } from "../client-options";
import type { Account } from "./account";
import { CleanUp, type Watched } from "./clean-up";

/** Whether tests run in an AWS account: `LAB_TARGET=aws`. */
export const onAws = process.env.LAB_TARGET === "aws";

const account = onAws ? lookUp() : undefined;
const role = process.env.LAB_TARGET_ROLE;

const noAccount = onAws && account === undefined && "LAB_TARGET=aws, but there are no credentials of an AWS account";

/** For a test that speaks AWS's protocol alone: it also runs in an account. */
export const anywhere = { skip: noAccount };

/** For one that needs a role which Lambda, Step Functions and EventBridge Scheduler may assume: `LAB_TARGET_ROLE`. */
export const withRole = { skip: noAccount || (onAws && role === undefined && "LAB_TARGET_ROLE names no role") };

/** For one that looks inside the embedded AWS: its files, its clock, its inbox, its end, or what it alone refuses. */
export const inside = { skip: onAws && "looks inside the embedded AWS" };

/** How long what should come may take, in milliseconds. */
export const patience = onAws ? 180_000 : 10_000;

/** After how long a queue that gives nothing is taken for empty, in seconds. */
export const emptyAfter = onAws ? 4 : 1;

/** Synchronously, for tests are skipped where they are told. */
function lookUp(): Account | undefined {
  const found = execFileSync(process.execPath, [join(__dirname, "account.js")], { encoding: "utf8" });
  return found === "" ? undefined : (JSON.parse(found) as Account);
}

/**
 * What the tests of a service ask: an embedded AWS of their own, or with `LAB_TARGET=aws` the account and region of the
 * environment. There all that is made has names of its own, and is deleted at the end.
 */
export class Target {
  /** Of the embedded AWS; empty where it is not this process. */
  readonly dataDir: string;
  readonly accountId: string;
  readonly region: string;
  readonly roleArn: string;
  /** What names of this run begin with; nothing where the embedded AWS is its own. */
  readonly prefix: string;
  private readonly cleanUp: CleanUp;
  private aws: LocalAws | undefined;

  constructor(private readonly isAway = onAws) {
    this.dataDir = isAway ? "" : mkdtempSync(join(tmpdir(), "lab-target-"));
    const here = { accountId: accountHere, region: "us-east-1" };
    const { accountId, region } = isAway ? (account ?? { ...here, accountId: "" }) : here;
    this.accountId = accountId;
    this.region = region;
    this.roleArn = isAway ? (role ?? "") : `arn:aws:iam::${accountHere}:role/lab`;
    this.prefix = isAway ? `labtest-${randomBytes(4).toString("hex")}-` : "";
    this.cleanUp = new CleanUp(this.prefix);
  }

  /** One that is an embedded AWS in any case, for files of which every test looks inside. */
  static here(): Target {
    return new Target(false);
  }

  /** Whether there is anything to ask. Where there is not, all tests are skipped, and what is done before them has to be. */
  get isThere(): boolean {
    return this.accountId !== "";
  }

  /** Where the embedded AWS answers, for tests that look inside. */
  get url(): string {
    return this.aws?.url ?? "";
  }

  /** Starts the embedded AWS, also again after {@link stop}; on AWS there is nothing to start. */
  async start(): Promise<void> {
    if (!this.isAway) {
      const { dataDir } = this;
      this.aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
    }
  }

  async stop(): Promise<void> {
    await this.aws?.close();
  }

  /** Deletes all that was made. @throws AggregateError with what could not be deleted. */
  async end(): Promise<void> {
    await this.cleanUp.run();
    await this.stop();
    if (!this.isAway) {
      rmSync(this.dataDir, { recursive: true, force: true });
    }
  }

  /** A name of this run. */
  name(text: string): string {
    return `${this.prefix}${text}`;
  }

  /** An ARN in this account and region. */
  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  /** What a queue needs so that topics, rules and buckets of the account may send to it. */
  queuePolicy(name: string): string {
    const Principal = { Service: ["sns.amazonaws.com", "events.amazonaws.com", "s3.amazonaws.com"] };
    const Condition = { StringEquals: { "aws:SourceAccount": this.accountId } };
    const what = { Effect: "Allow", Principal, Action: "sqs:SendMessage", Resource: this.arn("sqs", name), Condition };
    return JSON.stringify({ Version: "2012-10-17", Statement: [what] });
  }

  /** A client of the SDK that asks here. What it makes on AWS is deleted at the end. */
  client<Client extends Watched>(Type: new (config: ClientConfig) => Client, more: Partial<ClientConfig> = {}): Client {
    // a host of its own, as StartSyncExecution has on AWS, leads nowhere where an endpoint is given
    const common = { forcePathStyle: true, disableHostPrefix: !this.isAway || "AWS_ENDPOINT_URL" in process.env };
    if (!this.isAway) {
      return new Type({ ...common, ...clientOptions(this.url), ...more });
    }
    const client = new Type({ ...common, region: this.region, ...more, maxAttempts: 10 });
    this.cleanUp.watch(client);
    return client;
  }
}

interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: ReturnType<typeof clientOptions>["credentials"];
  readonly disableHostPrefix: boolean;
  readonly forcePathStyle: boolean;
  readonly maxAttempts?: number;
}
