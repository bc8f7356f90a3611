"""One step of the kiosk's night, a Python shell job. The exercise gives it: nothing in it has to be changed.

--step raw|sales|orders|gold, --day 2017-08-07, --write append|replace (of raw alone), --bucket NAME.
kiosk/faults/<day>.<step> says how many of its next runs fail: a number, or `always`.
"""

import json
import sys
import time
import uuid

import boto3
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["bucket", "step", "day", "write"])
bucket, step, day = args["bucket"], args["step"], args["day"]
s3 = boto3.client("s3")


def keys(prefix):
    """The keys below a prefix."""
    listed = s3.list_objects_v2(Bucket=bucket, Prefix=prefix)
    return [one["Key"] for one in listed.get("Contents", [])]


def read(key):
    """The JSON of an object."""
    return json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())


def write(key, value):
    """Keeps a value as JSON."""
    s3.put_object(Bucket=bucket, Key=key, Body=json.dumps(value).encode())


def fail_where_asked():
    """Fails where a fault is planted, after what the step has written."""
    key = f"kiosk/faults/{day}.{step}"
    if key not in keys(key):
        return
    left = s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()
    if left != "always":
        if left == "1":
            s3.delete_object(Bucket=bucket, Key=key)
        else:
            s3.put_object(Bucket=bucket, Key=key, Body=str(int(left) - 1).encode())
    raise RuntimeError(f"{step} of {day}: the connection was lost")


def raw():
    """Copies what the till has of a day. Replaces the day, or adds to it."""
    delivered = read(f"kiosk/till/{day}.jsonl")
    folder = f"kiosk/raw/dt={day}/"
    if args["write"] == "replace":
        for key in keys(folder):
            s3.delete_object(Bucket=bucket, Key=key)
    write(f"{folder}part-{uuid.uuid4()}.json", delivered)


def silver(kind, field):
    """Adds up a day's receipts or orders."""
    parts = [read(key) for key in keys(f"kiosk/raw/dt={day}/")]
    if not parts:
        raise RuntimeError(f"{step} of {day}: there is nothing in raw")
    time.sleep(0.3)
    lines = [line for part in parts for line in part[kind]]
    write(
        f"kiosk/silver/{step}/dt={day}/day.json",
        {"count": len(lines), field: sum(line[field] for line in lines)},
    )


def gold():
    """Puts a day's sales beside its orders."""
    sales, orders = (read(f"kiosk/silver/{kind}/dt={day}/day.json") for kind in ("sales", "orders"))
    figures = {
        "day": day,
        "receipts": sales["count"],
        "sales": sales["amount"],
        "ordered": orders["quantity"],
    }
    write(f"kiosk/gold/dt={day}/day.json", figures)


steps = {
    "raw": raw,
    "sales": lambda: silver("receipts", "amount"),
    "orders": lambda: silver("orders", "quantity"),
    "gold": gold,
}
steps[step]()
fail_where_asked()
print(f"{step} of {day}: done")
