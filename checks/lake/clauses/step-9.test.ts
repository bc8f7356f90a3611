import { testClauses } from "../../engine/clauses/testing";
import { transforms } from "../09-transforms";
import { step9 } from "./step-9";

testClauses(step9, transforms);
