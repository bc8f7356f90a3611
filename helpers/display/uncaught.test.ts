import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { runInThisContext } from "node:vm";
import { NoSuchBucket } from "@aws-sdk/client-s3";
import { shortenUncaughtErrors } from "./uncaught";

test("an uncaught error prints what happened and the reader's own functions, not the kernel's", () => {
  const { prepareStackTrace } = Error;
  shortenUncaughtErrors();
  try {
    const notFound = new NoSuchBucket({ message: "The specified bucket does not exist", $metadata: {} });
    const printed = inspect(notFound);
    assert.match(
      printed,
      /^NoSuchBucket: The specified bucket does not exist \(configuration\)\nCheck next:\n {2}1\. /,
    );
    assert.doesNotMatch(printed, /\bat |\$metadata/);
    const thrownIn = (code: string): string => {
      // made first and called later, as the kernel does with a cell that awaits
      const cell = runInThisContext(`(function () { ${code} })`) as () => void;
      try {
        cell();
        return "";
      } catch (error) {
        return (error as Error).stack ?? "";
      }
    };
    const cell = thrownIn('throw new Error("Task 2.1 is still open")');
    assert.equal(cell.split("\n")[0], "Error: Task 2.1 is still open");
    assert.doesNotMatch(cell, /evalmachine|node:/);
    assert.match(
      thrownIn('function tidyUp() { throw new Error("oh") } tidyUp()'),
      /^Error: oh\n {4}at tidyUp \(evalmachine/,
    );
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
});
