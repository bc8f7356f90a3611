import { testClauses } from "../../engine/clauses/testing";
import { workgroups } from "../06-workgroups";
import { step6 } from "./step-6";

testClauses(step6, workgroups);
