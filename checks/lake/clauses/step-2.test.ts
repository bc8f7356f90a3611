import { testClauses } from "../../engine/clauses/testing";
import { partitions } from "../02-partitions";
import { step2 } from "./step-2";

testClauses(step2, partitions);
