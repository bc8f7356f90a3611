import { testClauses } from "../../engine/clauses/testing";
import { evolution } from "../04-schema-evolution";
import { step4 } from "./step-4";

testClauses(step4, evolution);
