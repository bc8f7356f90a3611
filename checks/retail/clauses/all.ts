import type { ClauseText } from "../../engine/clauses/clause";
import { step11 } from "./step-11";

/** What each task asks, in the order of the steps. */
export const allClauses: readonly ClauseText[] = [...step11.clauses];
