import { testClauses } from "../../engine/clauses/testing";
import { formats } from "../01-formats";
import { step1 } from "./step-1";

testClauses(step1, formats);
