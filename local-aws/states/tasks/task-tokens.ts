import { randomBytes } from "node:crypto";
import { AwsError } from "../../protocol/aws-error";
import type { TaskOutcome } from "../running/checkpoint";

/** A task that waits for its token. */
interface Open {
  /** Keeps how the task ended, and goes on. */
  readonly end: (outcome: TaskOutcome) => void;
  readonly heartbeat: () => void;
}

const prefix = "AQCEAAAAKgAAAAMAAAAA";
const pattern = /^AQCEAAAAKgAAAAMAAAAA[A-Za-z0-9+/]{128}$/;

/** The tasks that wait for somebody to tell how they ended. */
export class TaskTokens {
  private readonly tasks = new Map<string, Open>();

  /** A new token, which nobody can guess. */
  create(): string {
    return prefix + randomBytes(96).toString("base64");
  }

  open(token: string, task: Open): void {
    this.tasks.set(token, task);
  }

  close(token: string): void {
    this.tasks.delete(token);
  }

  /** @throws AwsError InvalidToken, TaskTimedOut */
  end(token: string, outcome: TaskOutcome): void {
    const task = this.get(token);
    task.end(outcome);
    this.close(token);
  }

  /** @throws AwsError InvalidToken, TaskTimedOut */
  heartbeat(token: string): void {
    this.get(token).heartbeat();
  }

  clear(): void {
    this.tasks.clear();
  }

  private get(token: string): Open {
    const task = this.tasks.get(token);
    if (task !== undefined) {
      return task;
    }
    throw pattern.test(token)
      ? new AwsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
      : new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
  }
}
