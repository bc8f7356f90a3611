import { step6 } from "./step-6";
import { testClauses } from "./testing";

testClauses(step6);
