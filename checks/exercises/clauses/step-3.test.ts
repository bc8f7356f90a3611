import { checksOfStep3, step3 } from "./step-3";
import { testClauses } from "./testing";
import { testOnFresh } from "./testing-fresh";

testClauses(step3);
testOnFresh(step3, checksOfStep3);
