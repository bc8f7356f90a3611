import { testClauses } from "../../engine/clauses/testing";
import { questions } from "../07-questions";
import { step7 } from "./step-7";

testClauses(step7, questions);
