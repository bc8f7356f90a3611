import { testClauses } from "../../engine/clauses/testing";
import { windows } from "../07-windows";
import { step7 } from "./step-7";

testClauses(step7, windows);
