import { type Finding, open, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

/** The versions of the secret, and what the database says to their passwords. */
export interface SeenRotation {
  /** The password of each stage; undefined where none has it. */
  readonly current: string | undefined;
  readonly previous: string | undefined;
  readonly pending: string | undefined;
  /** Does the database take it? */
  readonly takesCurrent: boolean;
  readonly takesPrevious: boolean;
}

/** Judges whether the password was changed in both places. */
export function judgeRotated({ current, previous, pending, takesCurrent, takesPrevious }: SeenRotation): Finding {
  if (current === undefined) {
    return open(`There is no secret ${names.secret} yet: task 4.1 comes first.`);
  }
  if (previous === undefined && pending === undefined) {
    return open("The secret has one version only: nothing was changed yet.");
  }
  if (pending !== undefined && pending !== current) {
    return wrong("A version is pending still: the last step moves AWSCURRENT to it.", {
      expected: "AWSCURRENT on the new version",
      seen: takesCurrent ? "the old password is good still" : "the database knows the new password already",
    });
  }
  if (current === previous) {
    return wrong("The new version has the old password.", { expected: "another password", seen: "the same" });
  }
  if (!takesCurrent) {
    return wrong(
      takesPrevious
        ? "The secret says a new password, and the database knows the old one: every job fails from now on."
        : "The database takes neither of the two passwords.",
      { expected: "ALTER USER … PASSWORD, before AWSCURRENT moves", seen: "a refused log-in" },
    );
  }
  if (takesPrevious) {
    return wrong("The old password is good still: who copied it gets in.", {
      praise: "The new one is current, and the database takes it.",
      expected: "a refused log-in with AWSPREVIOUS",
      seen: "a log-in",
    });
  }
  if (current.length < 16) {
    return wrong("The new password is short: GetRandomPassword makes longer ones.", {
      expected: "16 characters at least",
      seen: `${current.length}`,
    });
  }
  return right("The new password is current, the database takes it, and refuses the old one.");
}
