import { isLoopback } from "../../protocol/connections/loopback";
import { invalidParameter } from "../errors";
import { isFifo, type Topic } from "../topics/topic";
import { type Protocol, protocols } from "./subscription";

const elsewhere = ["sms", "application", "firehose"];

/**
 * The protocol of a subscription, by its name.
 *
 * @throws AwsError Where there is none of that name, or it cannot have this endpoint.
 */
export function checkEndpoint(topic: Topic, name: string, endpoint: string): Protocol {
  const protocol = protocols.find((one) => one === name);
  if (protocol === undefined) {
    throw invalidParameter(
      elsewhere.includes(name)
        ? `Protocol Reason: the embedded AWS does not deliver by ${name}`
        : `Amazon SNS does not support this protocol string: ${name}`,
    );
  }
  if (isFifo(topic) && protocol !== "sqs") {
    throw invalidParameter(
      "Invalid parameter: Endpoint Reason: Please use SQS queues as the endpoints of FIFO topics' subscriptions",
    );
  }
  switch (protocol) {
    case "sqs":
      checkQueue(topic, endpoint);
      break;
    case "lambda":
      if (!/^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/.test(endpoint)) {
        throw invalidParameter("Lambda endpoint ARN");
      }
      break;
    case "http":
    case "https":
      checkWeb(protocol, endpoint);
      break;
    default:
      if (!/^[^\s@<>"']+@[^\s@<>"']+$/.test(endpoint)) {
        throw invalidParameter("Email address");
      }
  }
  return protocol;
}

function checkQueue(topic: Topic, endpoint: string): void {
  if (!/^arn:aws[\w-]*:sqs:[\w-]+:\d{12}:[\w.-]+$/.test(endpoint)) {
    throw invalidParameter("SQS endpoint ARN");
  }
  if (endpoint.endsWith(".fifo") && !isFifo(topic)) {
    throw invalidParameter(
      "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    );
  }
}

/** What is published here leaves this machine to nowhere. */
function checkWeb(protocol: string, endpoint: string): void {
  if (!endpoint.startsWith(`${protocol}://`)) {
    throw invalidParameter("Endpoint must match the specified protocol");
  }
  if (!URL.canParse(endpoint)) {
    throw invalidParameter("Endpoint");
  }
  const { hostname } = new URL(endpoint);
  if (!isLoopback(hostname.replace(/^\[(.*)\]$/, "$1"))) {
    throw invalidParameter(`Endpoint Reason: the embedded AWS delivers to this machine alone, not to ${hostname}`);
  }
}
