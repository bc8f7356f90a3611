import type { ClauseText } from "../../engine/clauses/clause";

/** What each task asks, in the order of the steps. */
export const allClauses: readonly ClauseText[] = [];
