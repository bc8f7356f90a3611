import type { Truth } from "../../truth";
import type { Edit, Output } from "../made-up";

/** What a job of step 5 leaves, for data of which the truth is given. */
export interface Evaluation {
  readonly ratios: (truth: Truth) => Output;
  readonly intervals: (truth: Truth) => Output;
  readonly chart: (truth: Truth) => Output;
  /** The script that leaves it, by what differs from the solution's; none where one function cannot leave it. */
  readonly script?: readonly Edit[];
}
