import { inspect } from "node:util";
import { GlueServiceException } from "@aws-sdk/client-glue";
import { explainError } from "../errors";

/** What the exceptions of all AWS SDK clients have in common. */
const serviceException = Object.getPrototypeOf(GlueServiceException.prototype) as object;

/**
 * Makes errors that a cell does not catch short: one of AWS with its kind and what to check next, any other with the
 * functions of the reader's own code and without the kernel's.
 */
export function shortenUncaughtErrors(): void {
  Object.defineProperty(serviceException, inspect.custom, {
    configurable: true,
    value(this: Error): string {
      const { kind, detail, checkNext } = explainError(this);
      const steps = checkNext.map((step, index) => `  ${index + 1}. ${step}`);
      return [`${detail} (${kind})`, "Check next:", ...steps].join("\n");
    },
  });
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites.filter(isOwnCode).map((site) => `\n    at ${site}`);
    return `${error.name}: ${error.message}${frames.join("")}`;
  };
}

function isOwnCode(site: NodeJS.CallSite): boolean {
  const file = site.getFileName() ?? "";
  const inCell = file.startsWith("evalmachine") && site.getFunctionName() !== null;
  return inCell || !(file === "" || file.startsWith("evalmachine") || /^node:|[\\/]node_modules[\\/]/.test(file));
}
