import { testClauses } from "../../engine/clauses/testing";
import { parquet } from "../06-parquet";
import { step6 } from "./step-6";

testClauses(step6, parquet);
