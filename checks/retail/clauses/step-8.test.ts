import { testClauses } from "../../engine/clauses/testing";
import { goldStep } from "../08-gold";
import { step8 } from "./step-8";

testClauses(step8, goldStep);
