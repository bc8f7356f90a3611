import type { ParameterStringFilter } from "@aws-sdk/client-ssm";
import { AwsError } from "../protocol/aws-error";
import { latest, type StoredParameter } from "./parameter";

type Texts = (parameter: StoredParameter) => readonly string[];

const texts: Readonly<Record<string, Texts>> = {
  Name: ({ name }) => [name, name.replace(/^\//, "")],
  Type: (parameter) => [latest(parameter).type],
  KeyId: (parameter) => [latest(parameter).keyId ?? ""],
  Tier: (parameter) => [latest(parameter).tier],
  DataType: (parameter) => [latest(parameter).dataType],
  Label: (parameter) => parameter.versions.flatMap(({ labels }) => labels),
};

/** The options of each key; the first one counts where none is given. */
const options: Readonly<Record<string, readonly string[]>> = {
  Name: ["Equals", "BeginsWith", "Contains"],
  Path: ["OneLevel", "Recursive"],
  KeyId: ["Equals", "BeginsWith"],
};

/** Keys by operation. */
export const filterKeys = {
  DescribeParameters: ["Name", "Type", "KeyId", "Path", "Tier", "DataType"],
  GetParametersByPath: ["Type", "KeyId", "Label"],
} as const;

/**
 * Whether a parameter fits all filters; of each, one of its values.
 *
 * @param keys That the operation takes; DescribeParameters takes tags, too.
 * @throws AwsError InvalidFilterKey, InvalidFilterOption, InvalidFilterValue
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html
 */
export function filterOf(
  filters: readonly ParameterStringFilter[] = [],
  operation: keyof typeof filterKeys,
): (parameter: StoredParameter) => boolean {
  const keys: readonly string[] = filterKeys[operation];
  const tests = filters.map(({ Key = "", Option, Values = [] }) => {
    const isTag = Key.startsWith("tag:");
    if (!keys.includes(Key) && !(isTag && operation === "DescribeParameters")) {
      throw new AwsError("InvalidFilterKey", `The following filter key is not valid: ${Key}.`);
    }
    const own = options[Key] ?? ["Equals"];
    const option = Option ?? (own[0] as string);
    if (!own.includes(option)) {
      throw new AwsError("InvalidFilterOption", `The following filter option is not valid: ${option}.`);
    }
    if (Values.length === 0 && !isTag) {
      throw new AwsError("InvalidFilterValue", "The following filter values are missing : null.");
    }
    return (parameter: StoredParameter) => fits(parameter, Key, option, Values);
  });
  return (parameter) => tests.every((each) => each(parameter));
}

function fits(parameter: StoredParameter, key: string, option: string, values: readonly string[]): boolean {
  if (key.startsWith("tag:")) {
    const tag = parameter.tags.find(({ Key }) => Key === key.slice(4));
    return tag !== undefined && (values.length === 0 || values.includes(tag.Value ?? ""));
  }
  if (key === "Path") {
    return values.some((path) => isBelow(parameter.name, path, option === "Recursive"));
  }
  const own = texts[key]?.(parameter) ?? [];
  return values.some((value) =>
    own.some((text) =>
      option === "Equals" ? text === value : option === "BeginsWith" ? text.startsWith(value) : text.includes(value),
    ),
  );
}

/** Whether a name lies below a path such as `/a/b`. One without slashes lies below `/`. */
export function isBelow(name: string, path: string, isRecursive: boolean): boolean {
  const [full, above] = [name.startsWith("/") ? name : `/${name}`, path.endsWith("/") ? path : `${path}/`];
  return full.startsWith(above) && (isRecursive || !full.slice(above.length).includes("/"));
}
