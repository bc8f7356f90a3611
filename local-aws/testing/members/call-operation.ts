import { XMLParser } from "fast-xml-parser";
import { readInput } from "../../protocol/model/read-input";
import { type Shape, serviceModel } from "../../protocol/model/service-model";
import { ownServices } from "../../service-models";
import { send } from "../odd-requests";
import { encodersOf } from "../wire-inputs";

type Members = Readonly<Record<string, unknown>>;

/** What an operation answered; of an error, its message. */
export interface Answered {
  readonly status: number;
  readonly body: Members;
}

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  isArray: () => true,
});
const encoders = new Map(
  ownServices()
    .filter(({ name }) => name !== "s3")
    .map((service) => [service.name, encodersOf(service)[0]] as const),
);

/** Asks an operation in a protocol that its service speaks. The answer holds what AWS's model knows: clients see nothing else. */
export async function callOperation(url: string, service: string, name: string, input: unknown): Promise<Answered> {
  const encoder = encoders.get(service);
  if (encoder === undefined) {
    throw new Error(`There is no service ${service}.`);
  }
  const model = serviceModel(service);
  const { status, text } = await send(Number(new URL(url).port), encoder.encode(service, model, name, input), 30_000);
  const isGood = status >= 200 && status < 300;
  if (encoder.protocol === "query") {
    const [answer] = Object.values(parser.parse(text) as Record<string, unknown[]>)[0] as [Record<string, unknown[]>];
    if (!isGood) {
      const [error] = (answer.Error ?? [answer]) as [Record<string, string[]>];
      return { status, body: { message: error.Message?.[0] ?? text } };
    }
    const output = model.output(name);
    return { status, body: (fromXml(output, answer[`${name}Result`]?.[0] ?? {}) ?? {}) as Members };
  }
  const body = JSON.parse(text || "{}") as Members;
  const output = model.output(name);
  return isGood
    ? { status: 200, body: output === undefined ? {} : (readInput(output, body) as Members) }
    : { status, body: { ...body, message: body.message ?? body.Message } };
}

function fromXml(shape: Shape | undefined, node: unknown): unknown {
  const inside = (typeof node === "object" && node !== null ? node : {}) as Record<string, unknown[]>;
  switch (shape?.type) {
    case "structure": {
      const members = [...shape.members].flatMap(([name, member]) => {
        const found = inside[shape.bindings[name]?.locationName ?? name];
        const value = member.flattened ? found : found?.[0];
        return value === undefined ? [] : [[name, fromXml(member, value)] as const];
      });
      return Object.fromEntries(members);
    }
    case "list": {
      const items = Array.isArray(node) ? node : (inside[shape.itemName ?? "member"] ?? []);
      return items.map((item) => fromXml(shape.item, item));
    }
    case "map": {
      const entries = (Array.isArray(node) ? node : (inside.entry ?? [])) as Record<string, unknown[]>[];
      return Object.fromEntries(
        entries.map((entry) => [
          entry[shape.keyName ?? "key"]?.[0],
          fromXml(shape.value, entry[shape.valueName ?? "value"]?.[0]),
        ]),
      );
    }
    default:
      return node;
  }
}
