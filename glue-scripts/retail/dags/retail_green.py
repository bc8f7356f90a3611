"""Two DAGs that start the same job, which fails: one is green all the same, and one says the truth."""

import pendulum
from airflow.providers.amazon.aws.operators.glue import GlueJobOperator
from airflow.providers.amazon.aws.sensors.glue import GlueJobSensor
from airflow.sdk import DAG


def start() -> GlueJobOperator:
    """Asks Glue for a run of `retail_gold` of a day that no database has, and does not wait for its end."""
    return GlueJobOperator(
        task_id="start",
        job_name="retail_gold",
        script_args={
            "--from": "1999-01-01",
            "--to": "1999-01-01",
            "--bucket": "{{ var.value.retail_bucket }}",
        },
        wait_for_completion=False,
    )


BEGIN = pendulum.datetime(2017, 8, 1, tz="Asia/Seoul")

with DAG("retail_green_though_failed", schedule=None, start_date=BEGIN, tags=["retail", "trap"]) as green:
    start()

with DAG("retail_red_when_failed", schedule=None, start_date=BEGIN, tags=["retail", "trap"]) as red:
    begun = start()
    begun >> GlueJobSensor(
        task_id="wait",
        job_name="retail_gold",
        run_id="{{ ti.xcom_pull(task_ids='start') }}",
        deferrable=True,
        poke_interval=2,
    )
