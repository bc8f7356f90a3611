import { checksOfStep4, step4 } from "./step-4";
import { testClauses } from "./testing";
import { testOnFresh } from "./testing-fresh";

testClauses(step4);
testOnFresh(step4, checksOfStep4);
