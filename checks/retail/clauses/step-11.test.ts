import { testClauses } from "../../engine/clauses/testing";
import { dashboard } from "../11-dashboard";
import { step11 } from "./step-11";

testClauses(step11, dashboard);
