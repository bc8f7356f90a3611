import { createHash } from "node:crypto";
import { join } from "node:path";
import type { GluePolicy } from "@aws-sdk/client-glue";
import { AwsError } from "../../../protocol/aws-error";
import { DataFolder } from "../../../storage/data-folder";
import { NamedFile } from "../../../storage/records/named-file";
import { objectWith } from "../../../storage/sealed";
import { invalidInput, notFound } from "../../errors";
import { reviveDates } from "../../revive-dates";

export interface PolicyConditions {
  /** The hash that the caller has seen: a change by someone else in between is an error. */
  readonly hash?: string | undefined;
  readonly exists?: string | undefined;
}

/** Resource policies by the ARN that they stand at: kept and read back, for nobody is asked who they are. */
export class ResourcePolicies {
  private readonly file: NamedFile<GluePolicy>;

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("glue", "resource-policies.jsonl"), {
      shape: objectWith({ PolicyInJson: "string" }),
      revive: reviveDates,
      notFound: () => notFound("Policy not found"),
    });
  }

  all(): GluePolicy[] {
    return this.file.all();
  }

  /** @throws AwsError EntityNotFoundException */
  get(arn: string): GluePolicy {
    return this.file.get(arn);
  }

  /**
   * @returns The policy's hash.
   * @throws AwsError ConditionCheckFailureException, InvalidInputException
   */
  put(arn: string, policy: string, { hash, exists }: PolicyConditions): string {
    const old = exists === "MUST_EXIST" ? this.get(arn) : this.file.find(arn);
    if ((exists === "NOT_EXIST" && old !== undefined) || (hash !== undefined && hash !== old?.PolicyHash)) {
      throw conditionFailed();
    }
    checkPolicy(policy);
    const PolicyHash = createHash("md5").update(policy).digest("base64");
    const now = new Date();
    this.file.put(arn, { PolicyInJson: policy, PolicyHash, CreateTime: old?.CreateTime ?? now, UpdateTime: now });
    return PolicyHash;
  }

  /** @throws AwsError EntityNotFoundException, ConditionCheckFailureException */
  delete(arn: string, hash: string | undefined): void {
    if (hash !== undefined && hash !== this.get(arn).PolicyHash) {
      throw conditionFailed();
    }
    this.get(arn);
    this.file.delete(arn);
  }
}

const conditionFailed = (): AwsError =>
  new AwsError("ConditionCheckFailureException", "The policy is not in the state that the condition asks for.");

function checkPolicy(policy: string): void {
  try {
    const { Statement } = JSON.parse(policy) as { Statement?: unknown };
    if (Array.isArray(Statement) || (typeof Statement === "object" && Statement !== null)) {
      return;
    }
  } catch {
    // falls through to the same answer
  }
  throw invalidInput("The policy is not a JSON object with a Statement.");
}
