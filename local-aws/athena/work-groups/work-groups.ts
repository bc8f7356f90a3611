import { join } from "node:path";
import type { EngineVersion, WorkGroup } from "@aws-sdk/client-athena";
import { AwsError } from "../../protocol/aws-error";
import { DataFolder } from "../../storage/data-folder";
import { NamedFile } from "../../storage/records/named-file";
import { objectWith } from "../../storage/sealed";
import { invalidRequest } from "../validation";

/** The workgroups, in `athena/work-groups.jsonl`. `primary` is always there. */
export class WorkGroups {
  private readonly file: NamedFile<WorkGroup>;
  private groups: readonly WorkGroup[];

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("athena", "work-groups.jsonl"), {
      shape: objectWith({ Name: "string" }),
      nameOf: ({ Name }) => Name ?? "",
      revive: (group) => ({
        ...group,
        ...(group.CreationTime !== undefined && { CreationTime: new Date(group.CreationTime) }),
      }),
    });
    this.groups = this.read();
  }

  /** All of them, by name. */
  all(): readonly WorkGroup[] {
    return this.groups;
  }

  /** @throws AwsError InvalidRequestException */
  get(name: string | undefined): WorkGroup {
    const found = this.groups.find((group) => group.Name === name);
    if (found === undefined) {
      throw invalidRequest("WorkGroup is not found.");
    }
    return found;
  }

  /** Adds a workgroup, or puts it in the place of the one of its name. */
  put(group: WorkGroup): void {
    this.file.put(group.Name ?? "", group);
    this.groups = this.read();
  }

  delete(name: string): void {
    this.file.delete(name);
    this.groups = this.read();
  }

  reset(): void {
    this.file.remove();
    this.groups = this.read();
  }

  private read(): WorkGroup[] {
    const groups = this.file.all();
    return groups.some(({ Name }) => Name === "primary") ? groups : [primary(), ...groups].sort(byName);
  }
}

const byName = (a: WorkGroup, b: WorkGroup): number => ((a.Name ?? "") < (b.Name ?? "") ? -1 : 1);

function primary(): WorkGroup {
  return {
    Name: "primary",
    State: "ENABLED",
    Configuration: {
      ResultConfiguration: {},
      EnforceWorkGroupConfiguration: false,
      PublishCloudWatchMetricsEnabled: false,
      RequesterPaysEnabled: false,
      EngineVersion: engineVersion(),
    },
    Description: "",
    CreationTime: new Date(),
  };
}

/** It is Trino; there is no other here. */
const version3 = "Athena engine version 3";

/**
 * The engine for what a request selects, if it does; which one is in effect is not for it to say.
 *
 * @throws AwsError InvalidRequestException for an engine that there is none of here.
 */
export function engineVersion({ SelectedEngineVersion = version3 }: EngineVersion = {}): EngineVersion {
  if (SelectedEngineVersion !== "AUTO" && SelectedEngineVersion !== version3) {
    throw invalidRequest(`The embedded Athena has ${version3} only, not ${SelectedEngineVersion}.`);
  }
  return { SelectedEngineVersion, EffectiveEngineVersion: version3 };
}

/**
 * The name of the workgroup whose tags are asked for.
 *
 * @param arn `arn:aws:athena:<region>:<account>:workgroup/<name>`
 * @throws AwsError InvalidRequestException, ResourceNotFoundException
 */
export function taggedWorkGroup(workGroups: WorkGroups, arn: string | undefined): string {
  const name = /^arn:aws[\w-]*:athena:[\w-]+:\d{12}:workgroup\/(.+)$/.exec(arn ?? "")?.[1];
  if (name === undefined) {
    throw invalidRequest(`${arn} is not the ARN of a workgroup; the embedded Athena tags workgroups only.`);
  }
  if (!workGroups.all().some((group) => group.Name === name)) {
    throw new AwsError("ResourceNotFoundException", `WorkGroup ${name} is not found.`, 400, { ResourceName: arn });
  }
  return name;
}
