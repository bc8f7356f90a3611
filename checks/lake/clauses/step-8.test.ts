import { testClauses } from "../../engine/clauses/testing";
import { geography } from "../08-geography";
import { step8 } from "./step-8";

testClauses(step8, geography);
