import { step1 } from "./step-1";
import { testClauses } from "./testing";

testClauses(step1);
