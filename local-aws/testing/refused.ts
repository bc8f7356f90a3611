import assert from "node:assert/strict";

/** Expects that a request is refused with an error of a name, and with a message. */
export async function refused(run: Promise<unknown>, name: string, message = /./): Promise<void> {
  await assert.rejects(run, (error: Error) => {
    assert.equal(error.name, name);
    assert.match(error.message, message);
    return true;
  });
}
