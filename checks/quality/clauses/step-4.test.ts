import { testClauses } from "../../engine/clauses/testing";
import { judgement } from "../04-judgement";
import { jobs } from "../jobs";
import { checksOfStep4, step4 } from "./step-4";
import { testOnFresh } from "./testing-fresh";

testClauses(step4, judgement);
testOnFresh(step4, jobs.judgement, checksOfStep4);
