import { testClauses } from "../../engine/clauses/testing";
import { silverStep } from "../07-silver";
import { step7 } from "./step-7";

testClauses(step7, silverStep);
