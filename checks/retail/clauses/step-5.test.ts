import { testClauses } from "../../engine/clauses/testing";
import { connection } from "../05-connection";
import { step5 } from "./step-5";

testClauses(step5, connection);
