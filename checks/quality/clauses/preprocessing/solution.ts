import type { Truth } from "../../truth";
import type { Edit, Output } from "../made-up";

/** What a job of step 3 leaves, for data of which the truth is given. */
export interface Preprocessing {
  readonly rejected: (truth: Truth) => Output;
  readonly features: (truth: Truth) => Output;
  readonly vectors: (truth: Truth) => Output;
  /** The script that leaves it, by what differs from the solution's; none where one function cannot leave it. */
  readonly script?: readonly Edit[];
}
