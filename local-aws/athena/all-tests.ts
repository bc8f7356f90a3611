import { runRoom } from "../testing/run-room";

runRoom(__dirname);
