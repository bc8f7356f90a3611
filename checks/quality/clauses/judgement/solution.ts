import type { Truth } from "../../truth";
import type { Edit, Output } from "../made-up";

/** The criteria's file, and what a job of step 4 leaves for data of which the truth is given. */
export interface Judgement {
  /** The text of `config/acceptance.json`. */
  readonly criteria: string;
  readonly judged: (truth: Truth) => Output;
  readonly unmatched: (truth: Truth) => Output;
  /** The script that leaves it, by what differs from the solution's; none where one function cannot leave it. */
  readonly script?: readonly Edit[];
}
