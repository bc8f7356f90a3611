import { testClauses } from "../../engine/clauses/testing";
import { evaluation } from "../05-evaluation";
import { jobs } from "../jobs";
import { checksOfStep5, step5 } from "./step-5";
import { testOnFresh } from "./testing-fresh";

testClauses(step5, evaluation);
testOnFresh(step5, jobs.evaluation, checksOfStep5);
