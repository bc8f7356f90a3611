import { testClauses } from "../../engine/clauses/testing";
import { preprocessing } from "../03-preprocessing";
import { jobs } from "../jobs";
import { checksOfStep3, step3 } from "./step-3";
import { testOnFresh } from "./testing-fresh";

testClauses(step3, preprocessing);
testOnFresh(step3, jobs.preprocessing, checksOfStep3);
