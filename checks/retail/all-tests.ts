import { runRoom } from "../../local-aws/testing/run-room";

runRoom(__dirname);
