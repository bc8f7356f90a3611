import { testClauses } from "../../engine/clauses/testing";
import { layers } from "../01-layers";
import { step1 } from "./step-1";

testClauses(step1, layers);
