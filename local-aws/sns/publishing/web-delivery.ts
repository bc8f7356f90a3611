import { AwsError } from "../../protocol/aws-error";
import type { Notice } from "./envelope";

/** A request to a web server, as it waits in the outbox. */
export interface WebRequest {
  readonly url: string;
  readonly type: Notice["type"];
  readonly messageId: string;
  readonly topicArn: string;
  /** Missing where it is a request to confirm one. */
  readonly subscriptionArn?: string;
  readonly raw: boolean;
  readonly content: string;
}

/** How long a web server may take to answer, in milliseconds. */
const patience = 15_000;

/**
 * Sends a request to a web server.
 *
 * @throws AwsError Where it is not taken; with a status from 500 where another try may help.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html
 */
export async function sendToWeb({
  url,
  type,
  messageId,
  topicArn,
  subscriptionArn,
  raw,
  content,
}: WebRequest): Promise<void> {
  const headers: Record<string, string> = {
    "content-type": "text/plain; charset=UTF-8",
    "user-agent": "Amazon Simple Notification Service Agent",
    "x-amz-sns-message-type": type,
    "x-amz-sns-message-id": messageId,
    "x-amz-sns-topic-arn": topicArn,
    ...(subscriptionArn !== undefined && { "x-amz-sns-subscription-arn": subscriptionArn }),
    ...(raw && { "x-amz-sns-rawdelivery": "true" }),
  };
  let status: number;
  try {
    const answer = await fetch(url, {
      ...{ method: "POST", headers, body: content, redirect: "manual" },
      signal: AbortSignal.timeout(patience),
    });
    await answer.body?.cancel();
    ({ status } = answer);
  } catch (error) {
    throw new AwsError("EndpointUnreachable", `${url} did not answer: ${(error as Error).message}`, 503);
  }
  if (status < 200 || status >= 300) {
    const isForGood = status >= 400 && status < 500 && status !== 429;
    throw new AwsError("EndpointError", `${url} answered with ${status}`, isForGood ? 400 : 502);
  }
}
