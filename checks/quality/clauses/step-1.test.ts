import { testClauses } from "../../engine/clauses/testing";
import { rawData } from "../01-raw-data";
import { step1 } from "./step-1";

testClauses(step1, rawData);
