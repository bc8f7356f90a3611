import { LinearPattern } from "../../../event-loop/linear-pattern";
import { invalidInput } from "../../errors";

/**
 * A crawler's exclude pattern: `*` and `?` stay within a folder, `**` crosses folders, `[a-c]`, `{this,that}`.
 *
 * @returns What the part of a key after the include path must match.
 * @throws AwsError InvalidInputException where a bracket or brace is left open.
 * @see https://docs.aws.amazon.com/glue/latest/dg/define-crawler-choose-data-sources.html
 */
export function globPattern(glob: string): LinearPattern {
  let source = "";
  let braces = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const sign = glob[at] as string;
    if (sign === "\\") {
      at += 1;
      source += literally(glob[at] ?? "\\");
    } else if (sign === "*") {
      const crosses = glob[at + 1] === "*";
      at += crosses ? 1 : 0;
      source += crosses ? ".*" : "[^/]*";
    } else if (sign === "?") {
      source += "[^/]";
    } else if (sign === "[") {
      const end = glob.indexOf("]", at + 2);
      if (end < 0) {
        throw invalidInput(`The exclude pattern ${glob} has a [ without its ].`);
      }
      source += bracket(glob.slice(at + 1, end));
      at = end;
    } else if (sign === "{" || (sign === "}" && braces > 0)) {
      braces += sign === "{" ? 1 : -1;
      source += sign === "{" ? "(?:" : ")";
    } else {
      source += sign === "," && braces > 0 ? "|" : literally(sign);
    }
  }
  if (braces > 0) {
    throw invalidInput(`The exclude pattern ${glob} has a { without its }.`);
  }
  try {
    return new LinearPattern(`^${source}$`, { dotAll: true });
  } catch {
    throw invalidInput(`The exclude pattern ${glob} is not a pattern that can be run.`);
  }
}

function bracket(inside: string): string {
  const negated = inside.startsWith("!") || inside.startsWith("^");
  const members = (negated ? inside.slice(1) : inside).replace(/[\\\]^[&]/g, "\\$&");
  // no folder is crossed: a range around the slash is two
  const within = members.replace(/([ -.])-([0-~])/gu, "$1-.0-$2").replaceAll("/", "");
  return negated || within === "" ? `[^${negated ? members : "\\x{0}-\\x{10FFFF}"}/]` : `[${within}]`;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
