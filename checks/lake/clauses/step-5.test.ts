import { testClauses } from "../../engine/clauses/testing";
import { iceberg } from "../05-iceberg";
import { step5 } from "./step-5";

testClauses(step5, iceberg);
