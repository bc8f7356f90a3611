import { testClauses } from "../../engine/clauses/testing";
import { projection } from "../03-projection";
import { step3 } from "./step-3";

testClauses(step3, projection);
