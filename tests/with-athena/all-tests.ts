import { runRoom } from "../../local-aws/testing/run-room";

// Athena beside jobs, crawlers and the other services: with one Trino.
runRoom(__dirname);
