const simple: Readonly<Record<string, string>> = {
  integer: "int",
  real: "float",
  varchar: "string",
  varbinary: "binary",
};

const sameInHive = /^(boolean|tinyint|smallint|bigint|double|date|(varchar|char|decimal)\([\d,]+\))$/;

/** Trino's name of a type as the catalog has it: `array(varchar)` is `array<string>`. What Hive lacks is a string. */
export function hiveType(type: string): string {
  const [, outer = "", inner = ""] = /^(array|map|row)\((.*)\)$/s.exec(type) ?? [];
  switch (outer) {
    case "array":
      return `array<${hiveType(inner)}>`;
    case "map":
      return `map<${parts(inner)
        .map((part) => hiveType(part))
        .join(",")}>`;
    case "row":
      return `struct<${parts(inner).map(structField).join(",")}>`;
    default:
      if (type.startsWith("timestamp")) {
        return "timestamp";
      }
      return sameInHive.test(type) ? type : (simple[type] ?? "string");
  }
}

/** `"name" type`, or a type alone. */
function structField(text: string, index: number): string {
  const [, name = `field${index}`, type = text] = /^"([^"]*)" (.*)$/s.exec(text) ?? [];
  return `${name.toLowerCase()}:${hiveType(type)}`;
}

/** Cuts at the commas that stand in no parentheses. */
function parts(text: string): string[] {
  return text.match(/(?:\((?:\((?:\([^)]*\)|[^()])*\)|[^()])*\)|[^,(])+/g)?.map((part) => part.trim()) ?? [];
}
