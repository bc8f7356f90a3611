import { after, before } from "node:test";
import { testClauses } from "../../engine/clauses/testing";
import { startTestLab, type TestLab } from "../../engine/testing/test-lab";
import { stepFunctions } from "../09-step-functions";
import { workshop } from "../workshop";
import { step9 } from "./step-9";

let lab: TestLab;
before(async () => {
  lab = await startTestLab(workshop);
});
after(() => lab.close());

testClauses(step9, stepFunctions);
