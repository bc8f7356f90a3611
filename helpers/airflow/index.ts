export { AirflowNotStarted, installAirflow, startAirflow } from "./start-airflow";
export { tryDag } from "./try-dag";
