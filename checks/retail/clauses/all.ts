import type { ClauseText } from "../../engine/clauses/clause";
import { step1 } from "./step-1";
import { step3 } from "./step-3";
import { step4 } from "./step-4";
import { step5 } from "./step-5";
import { step6 } from "./step-6";
import { step7 } from "./step-7";
import { step8 } from "./step-8";
import { step9 } from "./step-9";
import { step10 } from "./step-10";
import { step11 } from "./step-11";

/** What each task asks, in the order of the steps. */
export const allClauses: readonly ClauseText[] = [
  ...step1.clauses,
  ...step3.clauses,
  ...step4.clauses,
  ...step5.clauses,
  ...step6.clauses,
  ...step7.clauses,
  ...step8.clauses,
  ...step9.clauses,
  ...step10.clauses,
  ...step11.clauses,
];
