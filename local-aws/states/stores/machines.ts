import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type {
  LoggingConfiguration,
  RoutingConfigurationListItem,
  StateMachineType,
  Tag,
  TracingConfiguration,
} from "@aws-sdk/client-sfn";
import type { DataFolder } from "../../storage/data-folder";
import { Journal } from "../../storage/journal";
import { objectWith } from "../../storage/sealed";

/** What a state machine runs, and how. */
export interface Revision {
  readonly definition: string;
  readonly roleArn: string;
  readonly loggingConfiguration: LoggingConfiguration;
  readonly tracingConfiguration: TracingConfiguration;
  /** None before the first update. */
  readonly revisionId?: string;
  /** ISO 8601. */
  readonly date: string;
}

export interface Version extends Revision {
  readonly number: number;
  readonly description?: string;
  /** ISO 8601. */
  readonly creationDate: string;
}

export interface Alias {
  readonly name: string;
  readonly description?: string;
  readonly routing: readonly RoutingConfigurationListItem[];
  /** ISO 8601. */
  readonly creationDate: string;
  readonly updateDate: string;
}

export interface Machine extends Revision {
  readonly arn: string;
  readonly name: string;
  readonly type: StateMachineType;
  /** ISO 8601. */
  readonly creationDate: string;
  /** The newest first. */
  readonly versions: readonly Version[];
  /** The number of the newest one that there ever was. */
  readonly lastVersion: number;
  readonly aliases: readonly Alias[];
  readonly tags: readonly Tag[];
}

/** What an execution is to run: a state machine, and which of its versions through which alias. */
export interface Runnable {
  readonly machine: Machine;
  readonly revision: Revision;
  readonly versionArn?: string;
  readonly aliasArn?: string;
}

/** The state machines with their versions and aliases. */
export class Machines {
  private journal: Journal<Machine> | undefined;

  constructor(private readonly data: DataFolder) {}

  find(arn: string): Machine | undefined {
    return this.machines.get(arn);
  }

  /** Sorted by ARN. */
  all(): readonly Machine[] {
    return this.machines.all();
  }

  put(machine: Machine): void {
    this.machines.put([[machine.arn, machine]]);
  }

  delete(arn: string): void {
    this.machines.delete([arn]);
  }

  /**
   * What an ARN of a state machine, a version or an alias stands for. An alias over two versions chooses one by weight.
   *
   * @returns Undefined where there is none.
   */
  runnable(arn: string): Runnable | undefined {
    const { machineArn, qualifier } = splitArn(arn);
    const machine = this.find(machineArn);
    if (machine === undefined || qualifier === undefined) {
      return machine && { machine, revision: machine };
    }
    if (/^\d+$/.test(qualifier)) {
      const version = machine.versions.find(({ number }) => number === Number(qualifier));
      return version && { machine, revision: version, versionArn: arn };
    }
    const alias = machine.aliases.find(({ name }) => name === qualifier);
    const versionArn = alias && chooseVersion(alias.routing);
    const chosen = versionArn === undefined ? undefined : this.runnable(versionArn);
    return chosen && { ...chosen, aliasArn: arn };
  }

  /** Forgets what it has read. */
  forget(): void {
    this.journal = undefined;
  }

  private get machines(): Journal<Machine> {
    const shape = objectWith({ arn: "string", name: "string", definition: "string" });
    this.journal ??= new Journal<Machine>(this.data, join("states", "machines.jsonl"), shape);
    return this.journal;
  }
}

/** Chooses a version by weight, of 100 in all. */
function chooseVersion(routing: readonly RoutingConfigurationListItem[]): string | undefined {
  const drawn = Math.random() * 100;
  const [first, second] = routing;
  return (drawn < (first?.weight ?? 0) ? first : (second ?? first))?.stateMachineVersionArn;
}

/** The parts of `arn:aws:states:<region>:<account>:stateMachine:<name>[:<version or alias>]`. */
export function splitArn(arn: string): { readonly machineArn: string; readonly qualifier?: string } {
  const parts = arn.split(":");
  const [qualifier] = parts.slice(7);
  return { machineArn: parts.slice(0, 7).join(":"), ...(qualifier !== undefined && { qualifier }) };
}

/** A machine with what it runs now kept as its next version, and that version's ARN. */
export function withVersion(
  machine: Machine,
  description?: string,
): { readonly machine: Machine; readonly arn: string } {
  const number = machine.lastVersion + 1;
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, revisionId, date } = machine;
  const version: Version = {
    ...{ definition, roleArn, loggingConfiguration, tracingConfiguration, date, number },
    ...(revisionId !== undefined && { revisionId }),
    ...(description !== undefined && { description }),
    creationDate: new Date().toISOString(),
  };
  return {
    machine: { ...machine, versions: [version, ...machine.versions], lastVersion: number },
    arn: `${machine.arn}:${number}`,
  };
}

export const newRevisionId = (): string => randomUUID();
