import { testClauses } from "../../engine/clauses/testing";
import { database } from "../03-database";
import { step3 } from "./step-3";

testClauses(step3, database);
