import { testClauses } from "../../engine/clauses/testing";
import { secretsStep } from "../04-secrets";
import { step4 } from "./step-4";

testClauses(step4, secretsStep);
