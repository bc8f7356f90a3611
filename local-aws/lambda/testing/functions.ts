import {
  CreateFunctionCommand,
  InvokeCommand,
  type LambdaClient,
  type Runtime,
  waitUntilFunctionActiveV2,
} from "@aws-sdk/client-lambda";
import { onAws, patience } from "../../testing/target/target";
import { zip } from "./zip";

/** What an invocation gave. */
export interface Answer {
  readonly status: number | undefined;
  /** Of the payload, as JSON. */
  readonly value: unknown;
  readonly error: string | undefined;
  /** Its lines, where they were asked for. */
  readonly log: readonly string[];
}

export interface FunctionSettings {
  readonly handler?: string;
  readonly timeout?: number;
  readonly memory?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Functions as tests make and call them. */
export class Functions {
  constructor(
    readonly client: LambdaClient,
    private readonly role = "arn:aws:iam::000000000000:role/functions",
  ) {}

  /** Makes a function of files by their names. */
  async create(
    name: string,
    runtime: Runtime,
    files: Readonly<Record<string, string>>,
    { handler = "app.handler", timeout = 10, memory, environment }: FunctionSettings = {},
  ): Promise<void> {
    await this.client.send(
      new CreateFunctionCommand({
        ...{ FunctionName: name, Runtime: runtime, Handler: handler, Timeout: timeout, MemorySize: memory },
        Role: this.role,
        Code: { ZipFile: zip(files) },
        Environment: environment && { Variables: { ...environment } },
      }),
    );
    if (onAws) {
      await waitUntilFunctionActiveV2({ client: this.client, maxWaitTime: patience / 1_000 }, { FunctionName: name });
    }
  }

  /** Runs a function and waits for it. */
  async invoke(name: string, event: unknown = {}, qualifier?: string): Promise<Answer> {
    const answer = await this.client.send(
      new InvokeCommand({
        ...{ FunctionName: name, Payload: JSON.stringify(event), LogType: "Tail", Qualifier: qualifier },
      }),
    );
    const text = Buffer.from(answer.Payload ?? []).toString();
    return {
      status: answer.StatusCode,
      value: text === "" ? undefined : JSON.parse(text),
      error: answer.FunctionError,
      log: Buffer.from(answer.LogResult ?? "", "base64")
        .toString()
        .split("\n")
        .slice(0, -1),
    };
  }
}
