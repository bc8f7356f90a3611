import type { InputTransformer } from "@aws-sdk/client-eventbridge";
import type { Checked } from "../../protocol/operation";
import type { BusEvent } from "../event";
import { isJson } from "../json-text";
import type { Rule, RuleTarget } from "../rules";
import { parseEventPath } from "./event-path";

/** What a transformer made is no JSON. */
export class UnusableInput extends Error {}

/** The names that EventBridge fills in itself. */
const ownNames: Readonly<Record<string, (event: BusEvent, rule: Rule) => unknown>> = {
  "aws.events.rule-arn": (_event, rule) => rule.arn,
  "aws.events.rule-name": (_event, rule) => rule.name,
  "aws.events.event.ingestion-time": ({ ingested }) => ingested.toISOString(),
  "aws.events.event": ({ json }) => {
    const { detail: _detail, "detail-type": detailType, ...others } = json;
    return { ...others, detailType };
  },
  "aws.events.event.json": ({ json }) => json,
};

/** A text, or a name between angle brackets. */
type Part = string | { readonly name: string; readonly isQuoted: boolean };

const tokens = /<([A-Za-z0-9_.-]+)>|\\.|[^\\<"]+|[\\<"]/gs;

function readTemplate(template: string): Part[] {
  const parts: Part[] = [];
  let isQuoted = false;
  for (const [token, name] of template.matchAll(tokens)) {
    isQuoted = token === '"' ? !isQuoted : isQuoted;
    parts.push(name === undefined ? token : { name, isQuoted });
  }
  return parts;
}

/** Read once, as long as their rule is kept. */
const templates = new WeakMap<object, readonly Part[]>();

/** The names in a template between angle brackets. */
export const namesIn = (template: string): string[] =>
  readTemplate(template).flatMap((part) => (typeof part === "string" ? [] : part.name));

/** Whether a transformer may use a name that its map does not have. */
export const isOwnName = (name: string): boolean => Object.hasOwn(ownNames, name);

/**
 * What a target gets of an event: all of it, a part, a constant, or what a transformer makes of it.
 *
 * @throws UnusableInput
 */
export function targetInput(target: RuleTarget, event: BusEvent, rule: Rule): string {
  if (target.Input !== undefined) {
    return target.Input;
  }
  if (target.InputPath !== undefined) {
    return JSON.stringify(parseEventPath(target.InputPath)?.read(event.json) ?? null);
  }
  return target.InputTransformer === undefined ? event.text : transformed(target.InputTransformer, event, rule);
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
function transformed(transformer: Checked<InputTransformer>, event: BusEvent, rule: Rule): string {
  const paths: Readonly<Record<string, string>> = transformer.InputPathsMap ?? {};
  const parts = templates.get(transformer) ?? readTemplate(transformer.InputTemplate);
  templates.set(transformer, parts);
  const made = parts
    .map((part) => {
      if (typeof part === "string") {
        return part;
      }
      const path = Object.hasOwn(paths, part.name) ? paths[part.name] : undefined;
      const value = path === undefined ? ownNames[part.name]?.(event, rule) : parseEventPath(path)?.read(event.json);
      return part.isQuoted ? inText(value) : JSON.stringify(value ?? "");
    })
    .join("");
  if (!isJson(made) && !made.split("\n").every(isText)) {
    throw new UnusableInput(`${made.slice(0, 200)} is no JSON.`);
  }
  return made;
}

/** A value within a text: without its quotation marks. */
function inText(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return JSON.stringify(value).replaceAll('"', "");
  }
  return value === undefined ? "" : typeof value === "string" ? JSON.stringify(value).slice(1, -1) : String(value);
}

/** A line of a template of several texts. */
const isText = (line: string): boolean => line.trim() === "" || (line.trim().startsWith('"') && isJson(line));
