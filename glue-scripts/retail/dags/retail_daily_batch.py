"""The store's night as a DAG: PostgreSQL to raw, raw checked, silver, gold, the crawler, and a mail.

It does what the state machine `retail-daily-batch` does, with the same jobs. Where they lie say the variables
`retail_bucket`, `retail_role_arn` and `retail_topic_arn`. A run is given its business day as `dt`; one of the
schedule takes the day before, by the store's clock.
"""

from datetime import timedelta

import pendulum
from airflow.providers.amazon.aws.notifications.sns import SnsNotifier
from airflow.providers.amazon.aws.operators.glue import (
    GlueDataQualityRuleSetEvaluationRunOperator,
    GlueJobOperator,
)
from airflow.providers.amazon.aws.operators.glue_crawler import GlueCrawlerRunOperator
from airflow.providers.amazon.aws.operators.sns import SnsPublishOperator
from airflow.sdk import DAG, Param

SHOP = pendulum.timezone("Asia/Seoul")
TOPIC = "{{ var.value.retail_topic_arn }}"
DAY = "{{ business_day(params, dag_run) }}"
# asks AWS every few seconds; in the meantime the task holds no worker, the triggerer waits for all
WAITING = {"deferrable": True, "waiter_delay": 2, "waiter_max_attempts": 900}


def business_day(params, dag_run) -> str:
    """The day that a run brings, such as 2017-08-01."""
    if params["dt"] is not None:
        return params["dt"]
    moment = pendulum.instance(dag_run.logical_date or dag_run.run_after)
    return moment.in_timezone(SHOP).subtract(days=1).to_date_string()


def job(step: str, **arguments: str) -> GlueJobOperator:
    """A Glue job that is there already, run for the business day and waited for."""
    days = {"--from": DAY, "--to": DAY, "--bucket": "{{ var.value.retail_bucket }}"}
    return GlueJobOperator(
        task_id=step, job_name=f"retail_{step}", script_args={**days, **arguments}, **WAITING
    )


with DAG(
    "retail_daily_batch",
    description="A night of the store: raw, checked, silver, gold, and a mail",
    schedule="30 1 * * *",
    start_date=pendulum.datetime(2017, 8, 1, tz=SHOP),
    catchup=False,
    # two MERGEs into one Iceberg table at the same time are in each other's way
    max_active_runs=1,
    params={"dt": Param(None, type=["null", "string"], format="date", description="The business day")},
    user_defined_macros={"business_day": business_day},
    default_args={
        "retries": 1,
        "retry_delay": timedelta(seconds=2),
        # of a task that has failed for good; those behind it are not begun, and tell nobody
        "on_failure_callback": SnsNotifier(
            target_arn=TOPIC,
            subject="Airflow: {{ ti.task_id }} failed",
            message="The batch of " + DAY + " stopped at {{ ti.task_id }}: {{ exception }}",
        ),
    },
    tags=["retail"],
) as dag:
    raw = job("raw", **{"--connection": "retail-postgres"})
    quality = GlueDataQualityRuleSetEvaluationRunOperator(
        task_id="quality",
        datasource={
            "GlueTable": {
                "DatabaseName": "retail_raw",
                "TableName": "receipt",
                "AdditionalOptions": {"catalogPartitionPredicate": f"dt = '{DAY}'"},
            }
        },
        role="{{ var.value.retail_role_arn }}",
        rule_set_names=["retail-raw-receipt"],
        number_of_workers=2,
        # a rule that fails fails the task: without it the task is green whatever was found
        verify_result_status=True,
        **WAITING,
    )
    silver = [job("silver_sales"), job("silver_orders")]
    gold = job("gold")
    crawl = GlueCrawlerRunOperator(
        task_id="crawl", crawler_name="retail-lake-crawler", deferrable=True, poll_interval=2
    )
    mail = SnsPublishOperator(
        task_id="mail",
        target_arn=TOPIC,
        subject="Airflow: the batch of " + DAY + " is done",
        message="Raw, silver and gold of " + DAY + " are there.",
    )
    raw >> quality >> silver >> gold >> crawl >> mail
