import { AwsError } from "../protocol/aws-error";

export function invalidParameter(what: string): AwsError {
  return new AwsError("InvalidParameterException", `Invalid parameter: ${what}`);
}

export function noTopic(): AwsError {
  return new AwsError("NotFoundException", "Topic does not exist", 404);
}

export function noSubscription(): AwsError {
  return new AwsError("NotFoundException", "Subscription does not exist", 404);
}

/** @throws AwsError Where it is no ARN of a topic, or, with `parts` 7, of a subscription. */
export function checkArn(arn: string, member: string, parts = 6): void {
  const count = arn.split(":").length;
  if (count < 6) {
    throw invalidParameter(`${member} Reason: An ARN must have at least 6 elements, not ${count}`);
  }
  if (count !== parts || !/^arn:aws[\w-]*:sns:/.test(arn)) {
    throw invalidParameter(member);
  }
}
