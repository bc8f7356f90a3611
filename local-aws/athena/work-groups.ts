import { join } from "node:path";
import type { EngineVersion, WorkGroup } from "@aws-sdk/client-athena";
import { AwsError } from "../protocol/aws-error";
import { JsonFile } from "../storage/json-file";
import { checkText, invalidRequest } from "./validation";

/** The workgroups, in `athena/work-groups.json`. `primary` is always there. */
export class WorkGroups {
  private readonly file: JsonFile<WorkGroup[]>;
  private groups: WorkGroup[];

  constructor(dataDir: string) {
    this.file = new JsonFile(join(dataDir, "athena", "work-groups.json"), () => [primary()]);
    this.groups = this.file.read().map((group) => ({
      ...group,
      ...(group.CreationTime !== undefined && { CreationTime: new Date(group.CreationTime) }),
    }));
  }

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
    const others = this.groups.filter(({ Name }) => Name !== group.Name);
    this.save([...others, group].sort((a, b) => ((a.Name ?? "") < (b.Name ?? "") ? -1 : 1)));
  }

  delete(name: string): void {
    this.save(this.groups.filter((group) => group.Name !== name));
  }

  reset(): void {
    this.file.remove();
    this.groups = [primary()];
  }

  private save(groups: WorkGroup[]): void {
    this.file.write(groups);
    this.groups = groups;
  }
}

function primary(): WorkGroup {
  return {
    Name: "primary",
    State: "ENABLED",
    Configuration: {
      ResultConfiguration: {},
      EnforceWorkGroupConfiguration: false,
      PublishCloudWatchMetricsEnabled: false,
      RequesterPaysEnabled: false,
      EngineVersion: engineVersion,
    },
    Description: "",
    CreationTime: new Date(),
  };
}

/** Athena engine version 3 is Trino; there is no other here. */
export const engineVersion = {
  SelectedEngineVersion: "Athena engine version 3",
  EffectiveEngineVersion: "Athena engine version 3",
};

/** @throws AwsError InvalidRequestException for an engine that there is none of here. */
export function checkEngineVersion(version: EngineVersion | undefined): void {
  const selected = version?.SelectedEngineVersion;
  if (selected !== undefined && selected !== "AUTO" && selected !== engineVersion.SelectedEngineVersion) {
    throw invalidRequest(`The embedded Athena has ${engineVersion.EffectiveEngineVersion} only, not ${selected}.`);
  }
}

/** @throws AwsError InvalidRequestException */
export function checkWorkGroupName(name: string | undefined): void {
  checkText("name", name, "[a-zA-Z0-9._-]{1,128}");
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

/** Athena's least `BytesScannedCutoffPerQuery`. @throws AwsError InvalidRequestException */
export function checkScanLimit(bytes: number | undefined): void {
  if (bytes !== undefined && bytes < 10_000_000) {
    throw invalidRequest("BytesScannedCutoffPerQuery must be at least 10000000 bytes.");
  }
}
