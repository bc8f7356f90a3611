import { join } from "node:path";
import type { HistoryEvent, LoggingConfiguration } from "@aws-sdk/client-sfn";
import type { DataFolder } from "../../storage/data-folder";
import { LineFile } from "../../storage/line-file";
import { objectWith } from "../../storage/sealed";
import type { Json } from "../data/json";
import type { Definition } from "../definition/asl";
import type { Checkpoint } from "../running/checkpoint";

/** An event as it lies on disk: its time is a text. */
export type StoredEvent = Omit<HistoryEvent, "timestamp"> & { readonly timestamp: string };

/** What an execution began with. */
export interface StartLine {
  readonly definition: Definition;
  /** As it was given. */
  readonly definitionText: string;
  readonly roleArn: string;
  readonly input: Json;
  /** When the machine had this definition: ISO 8601. */
  readonly updateDate: string;
  readonly revisionId?: string | undefined;
  readonly logging?: LoggingConfiguration | undefined;
  /** Of a child of a distributed Map state. */
  readonly item?: { readonly index: number; readonly value: Json } | undefined;
}

/** A step of an execution: what happened, and where its parts stand after it. */
export interface Step {
  readonly start?: StartLine;
  readonly events?: readonly StoredEvent[];
  /** Where the part of a key stands; its input and variables are missing where they are as before. */
  readonly at?: string;
  readonly checkpoint?: Omit<Checkpoint, "input" | "variables"> & Partial<Checkpoint>;
  /** Parts whose keys begin so are no more. */
  readonly forget?: readonly string[];
}

/** What a history holds. */
export interface History {
  readonly start: StartLine | undefined;
  readonly events: StoredEvent[];
  readonly checkpoints: Map<string, Checkpoint>;
}

const shape = objectWith({});

/** The history of an execution on disk, to which its steps are appended. */
export class HistoryFile {
  private constructor(private readonly file: LineFile) {}

  /** @param id That of the execution's record. */
  static open(data: DataFolder, id: string): { readonly file: HistoryFile; readonly history: History } {
    const { file, values } = LineFile.open(data, pathOf(data, id), shape);
    return { file: new HistoryFile(file), history: replay(values as Step[]) };
  }

  append(step: Step): void {
    this.file.append([step]);
  }

  keepOpen(): void {
    this.file.keepOpen();
  }

  close(): void {
    this.file.close();
  }
}

export const historyFolder = join("states", "history");

function pathOf(data: DataFolder, id: string): string {
  return join(data.path, historyFolder, `${id}.jsonl`);
}

function replay(steps: readonly Step[]): History {
  const checkpoints = new Map<string, Checkpoint>();
  const events: StoredEvent[] = [];
  let start: StartLine | undefined;
  for (const step of steps) {
    start = step.start ?? start;
    events.push(...(step.events ?? []));
    for (const prefix of step.forget ?? []) {
      for (const key of [...checkpoints.keys()].filter((each) => each.startsWith(prefix))) {
        checkpoints.delete(key);
      }
    }
    if (step.at !== undefined && step.checkpoint !== undefined) {
      const { input = null, variables = {} } = checkpoints.get(step.at) ?? {};
      checkpoints.set(step.at, { input, variables, ...step.checkpoint });
    }
  }
  return { start, events, checkpoints };
}
