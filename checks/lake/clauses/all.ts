import type { ClauseText } from "../../engine/clauses/clause";
import { step1 } from "./step-1";

/** The clauses of all steps, in order. */
export const allClauses: readonly ClauseText[] = [...step1.clauses];
