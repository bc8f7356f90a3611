"""Exercise 10: a night of the kiosk as an Airflow DAG. The check runs it on days of its own."""

import pendulum
from airflow.sdk import DAG, Param

DAY = "{{ params.day }}"
TOPIC = "{{ params.topic }}"


def retries() -> dict:
    """Task 10.3: what of the tasks' default arguments says how often one that fails is tried again.

    Times are a `datetime.timedelta`.
    """
    raise NotImplementedError("Task 10.3 is still open")


def alarm() -> dict:
    """Task 10.4: what of the tasks' default arguments tells the topic TOPIC that one has failed for good.

    `airflow.providers.amazon.aws.notifications.sns` has what a callback needs for that.
    """
    raise NotImplementedError("Task 10.4 is still open")


def raw_arguments() -> dict:
    """Task 10.2: the arguments of kiosk-raw, for a day that may come twice."""
    raise NotImplementedError("Task 10.2 is still open")


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
    raise NotImplementedError("Task 10.1 is still open")
