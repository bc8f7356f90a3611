import { checksOfStep5, step5 } from "./step-5";
import { testClauses } from "./testing";
import { testOnFresh } from "./testing-fresh";

testClauses(step5);
testOnFresh(step5, checksOfStep5);
