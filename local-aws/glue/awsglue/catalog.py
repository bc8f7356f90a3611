"""The Data Catalog as a job sees it: AWS JSON over HTTP to the embedded AWS."""

import json
import os
import urllib.error
import urllib.request

from awsglue.signature import signed_headers


class CatalogError(Exception):
    """The Glue API refused a request, or did not answer."""


def get_table(database: str, table: str) -> dict:
    """`GetTable`: the table's definition. Raises `CatalogError` where there is none."""
    return _call("GetTable", {"DatabaseName": database, "Name": table})["Table"]


def get_partitions(database: str, table: str) -> list[dict]:
    """`GetPartitions`: every partition of the table."""
    request = {"DatabaseName": database, "TableName": table, "ExcludeColumnSchema": True}
    partitions: list[dict] = []
    while True:
        page = _call("GetPartitions", request)
        partitions += page.get("Partitions", [])
        if not page.get("NextToken"):
            return partitions
        request["NextToken"] = page["NextToken"]


def get_ml_transform(transform_id: str) -> dict:
    """`GetMLTransform`: a machine learning transform. Raises `CatalogError` where there is none."""
    return _call("GetMLTransform", {"TransformId": transform_id})


def _call(operation: str, payload: dict) -> dict:
    endpoint = os.environ.get("AWS_ENDPOINT_URL_GLUE") or os.environ.get("AWS_ENDPOINT_URL")
    if not endpoint:
        raise CatalogError(
            "The Data Catalog cannot be reached. Detail: AWS_ENDPOINT_URL is not set. "
            "How to solve: start the job through StartJobRun of the embedded AWS."
        )
    body = json.dumps(payload).encode()
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"AWSGlue.{operation}"}
    request = urllib.request.Request(endpoint, body, signed_headers(endpoint, body, headers))
    # the embedded AWS is on this machine: never through a proxy
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=60) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise CatalogError(_refusal(operation, payload, error)) from None
    except OSError as error:
        raise CatalogError(
            f"The Data Catalog at {endpoint} did not answer {operation}. Detail: {error}. "
            "How to solve: check that the embedded AWS is running."
        ) from None


def _refusal(operation: str, payload: dict, error: urllib.error.HTTPError) -> str:
    body = error.read().decode(errors="replace")
    try:
        answer = json.loads(body)
        code = str(answer.get("__type", error.code)).split("#")[-1]
        message = answer.get("Message") or answer.get("message") or ""
    except (ValueError, AttributeError):
        code, message = str(error.code), body
    return f"An error occurred ({code}) when calling the {operation} operation: {message} Request: {payload}"
