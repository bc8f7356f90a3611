"""Exercise 10: a night of the kiosk as an Airflow DAG. The check runs it on days of its own."""

import pendulum
from airflow.sdk import DAG, Param

DAY = "{{ params.day }}"
TOPIC = "{{ params.topic }}"


def retries() -> dict:
    """Task 10.3: what of the tasks' default arguments says how often one that fails is tried again.

    Times are a `datetime.timedelta`.
    """
    # <solution 10.3>
    # A common wrong way: retry_limit of the operator. It is a setting of a job that the operator makes.
    from datetime import timedelta

    return {"retries": 2, "retry_delay": timedelta(seconds=1)}
    # </solution>


def alarm() -> dict:
    """Task 10.4: what of the tasks' default arguments tells the topic TOPIC that one has failed for good.

    `airflow.providers.amazon.aws.notifications.sns` has what a callback needs for that.
    """
    # <solution 10.4>
    # A common wrong way: a task at the end with trigger_rule="all_done". It is green, and so the run is, too.
    from airflow.providers.amazon.aws.notifications.sns import SnsNotifier

    failed = SnsNotifier(
        target_arn=TOPIC,
        subject="The kiosk has no " + DAY,
        message="{{ ti.task_id }} of " + DAY + " failed: {{ exception }}",
    )
    return {"on_failure_callback": failed}
    # </solution>


def raw_arguments() -> dict:
    """Task 10.2: the arguments of kiosk-raw, for a day that may come twice."""
    # <solution 10.2>
    # A common wrong way: "--write" is left out. Then also each retry adds to what the try before has written.
    return {"--day": DAY, "--write": "replace"}
    # </solution>


def asked(part) -> dict:
    """What a task's function gives; nothing where that task is still open."""
    try:
        return part()
    except NotImplementedError:
        return {}


with DAG(
    "kiosk_daily_batch",
    schedule=None,
    start_date=pendulum.datetime(2017, 8, 1, tz="Asia/Seoul"),
    params={"day": Param("2017-08-07", type="string"), "topic": Param("", type="string")},
    default_args={**asked(retries), **asked(alarm)},
) as dag:
    # Task 10.1: kiosk-raw, then kiosk-sales and kiosk-orders, then kiosk-gold, each for DAY and waited for.
    # Glue's operators: airflow.providers.amazon.aws.operators.glue
    # <solution 10.1>
    # A common wrong way: wait_for_completion=False. Each task is green as soon as its job has been asked for.
    from airflow.providers.amazon.aws.operators.glue import GlueJobOperator

    def job(step: str, **arguments: str) -> GlueJobOperator:
        return GlueJobOperator(
            task_id=step,
            job_name=f"kiosk-{step}",
            script_args={"--day": DAY, **arguments},
            deferrable=True,
            waiter_delay=1,
        )

    raw = job("raw", **asked(raw_arguments))
    raw >> [job("sales"), job("orders")] >> job("gold")
    # </solution>
