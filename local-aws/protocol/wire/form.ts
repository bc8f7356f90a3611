import { UnreadableInput } from "../model/read-input";
import type { Shape } from "../model/service-model";
import { scalarFromText } from "./value-text";

/** What is more would hold up all others; inputs of AWS's that go as queries have far less. */
const mostParameters = 10_000;
const deepest = 32;

/** The parameters below a name, such as those of `Tags` in `Tags.member.1.Key=a`. */
interface Node {
  text?: string;
  readonly parts: Map<string, Node>;
}

/** The parameters of a query as a tree of the parts of their names. Of one that comes twice the first counts. */
export class Form {
  private readonly root: Node = { parts: new Map() };

  /** @param texts URL-encoded. @throws UnreadableInput */
  constructor(...texts: readonly string[]) {
    for (const text of texts) {
      if (separators(text) > mostParameters) {
        throw new UnreadableInput(`The query has more than ${mostParameters} parameters.`);
      }
      for (const [name, value] of new URLSearchParams(text)) {
        this.put(name, value);
      }
    }
  }

  /** The value of a parameter whose name has one part. */
  text(name: string): string | undefined {
    return this.root.parts.get(name)?.text;
  }

  /** All of it as the value of a structure. */
  read(shape: Shape): unknown {
    return readStructure(shape, this.root, 0);
  }

  private put(name: string, value: string): void {
    const parts = name.split(".", deepest + 1);
    if (parts.length > deepest) {
      throw new UnreadableInput("The name of a parameter has too many parts.");
    }
    let node = this.root;
    for (const part of parts) {
      let next = node.parts.get(part);
      if (next === undefined) {
        next = { parts: new Map() };
        node.parts.set(part, next);
      }
      node = next;
    }
    node.text ??= value;
  }
}

function separators(text: string): number {
  let count = 0;
  for (let at = text.indexOf("&"); at !== -1 && count <= mostParameters; at = text.indexOf("&", at + 1)) {
    count++;
  }
  return count;
}

function read(shape: Shape, node: Node, depth: number): unknown {
  switch (shape.type) {
    case "structure":
      return readStructure(shape, node, depth);
    case "list":
      return readList(shape, shape.flattened ? node : node.parts.get(shape.itemName ?? "member"), depth);
    case "map":
      return readMap(shape, shape.flattened ? node : node.parts.get("entry"), depth);
    default:
      return node.text === undefined ? undefined : scalarFromText(shape, node.text);
  }
}

function readStructure(shape: Shape, node: Node, depth: number): Record<string, unknown> {
  const structure: Record<string, unknown> = {};
  for (const [name, member] of depth > deepest ? [] : shape.members) {
    const own = shape.bindings[name]?.locationName ?? name;
    const at = node.parts.get(member.type === "list" && member.flattened ? (member.itemName ?? own) : own);
    const value = at && read(member, at, depth + 1);
    if (value !== undefined) {
      structure[name] = value;
    }
  }
  return structure;
}

function readList(shape: Shape, node: Node | undefined, depth: number): unknown[] {
  return inOrder(node).flatMap((each) => read(shape.item as Shape, each, depth + 1) ?? []);
}

function readMap(shape: Shape, node: Node | undefined, depth: number): Record<string, unknown> {
  const [key, value] = [shape.keyName ?? "key", shape.valueName ?? "value"];
  const entries = inOrder(node).map((entry) => {
    const name = entry.parts.get(key)?.text;
    if (name === undefined) {
      throw new UnreadableInput(`An entry of a map has no ${key}.`);
    }
    const at = entry.parts.get(value);
    return [name, at && read(shape.value as Shape, at, depth + 1)] as const;
  });
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}

/** What has a number for its name, by that. */
function inOrder(node: Node | undefined): Node[] {
  const numbered = [...(node?.parts ?? [])].map(([number, part]) => {
    if (!/^\d{1,9}$/.test(number)) {
      throw new UnreadableInput(`${number} is no index of a list.`);
    }
    return [Number(number), part] as const;
  });
  return numbered.sort(([a], [b]) => a - b).map(([, part]) => part);
}
