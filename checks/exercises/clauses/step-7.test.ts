import { step7 } from "./step-7";
import { testClauses } from "./testing";

testClauses(step7);
