import { testClauses } from "../../engine/clauses/testing";
import { rawStep } from "../06-raw";
import { step6 } from "./step-6";

testClauses(step6, rawStep);
