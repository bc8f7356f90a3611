import type { TestEventPatternRequest, TestEventPatternResponse } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import { validation } from "../errors";
import type { EventsContext } from "../events-context";
import { objectIn } from "../json-text";
import { readPattern } from "./put-rule";

const required = ["id", "account", "source", "time", "region", "detail-type"];

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
export function testEventPattern(
  _context: EventsContext,
  { EventPattern, Event }: Checked<TestEventPatternRequest>,
): TestEventPatternResponse {
  const pattern = readPattern(EventPattern);
  return { Result: pattern.matches(readEvent(Event)) };
}

function readEvent(text: string): object {
  const event = objectIn(text);
  if (event === undefined || required.some((name) => !Object.hasOwn(event, name))) {
    throw validation("Parameter Event is not valid.");
  }
  return event;
}
