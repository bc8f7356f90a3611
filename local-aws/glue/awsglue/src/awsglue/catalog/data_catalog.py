"""The Data Catalog as a job sees it: AWS JSON over HTTP to the embedded AWS."""

import json
import os
import urllib.error

from awsglue.run.aws_request import post


class CatalogError(Exception):
    """The Glue API refused a request, or did not answer. `code` is AWS's own, where it answered."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


# the name in a signature, what stands before the dot in X-Amz-Target, the variable with its own endpoint
_GLUE = ("glue", "AWSGlue", "AWS_ENDPOINT_URL_GLUE")
_SECRETS_MANAGER = ("secretsmanager", "secretsmanager", "AWS_ENDPOINT_URL_SECRETS_MANAGER")
_BATCH = 100
_TABLE_INPUT = (
    "Name",
    "Description",
    "Owner",
    "LastAccessTime",
    "Retention",
    "StorageDescriptor",
    "PartitionKeys",
    "ViewOriginalText",
    "ViewExpandedText",
    "TableType",
    "Parameters",
)


def get_table(database: str, table: str) -> dict:
    """`GetTable`: the table's definition. Raises `CatalogError` where there is none."""
    return _call("GetTable", {"DatabaseName": database, "Name": table})["Table"]


def find_table(database: str, table: str) -> dict | None:
    """`GetTable`: the table's definition, or None where there is none."""
    try:
        return get_table(database, table)
    except CatalogError as error:
        if error.code == "EntityNotFoundException":
            return None
        raise


def create_table(database: str, table: dict) -> None:
    """`CreateTable`: `table` is its TableInput."""
    _call("CreateTable", {"DatabaseName": database, "TableInput": table})


def update_table(database: str, table: dict) -> None:
    """`UpdateTable`: `table` is as `get_table` gives it."""
    table_input = {name: table[name] for name in _TABLE_INPUT if name in table}
    _call("UpdateTable", {"DatabaseName": database, "TableInput": table_input})


def get_partitions(database: str, table: str, expression: str = "") -> list[dict]:
    """`GetPartitions`: the partitions that the catalog finds for an expression, else all of them."""
    request = {"DatabaseName": database, "TableName": table, "ExcludeColumnSchema": True}
    if expression:
        request["Expression"] = expression
    partitions: list[dict] = []
    while True:
        page = _call("GetPartitions", request)
        partitions += page.get("Partitions", [])
        if not page.get("NextToken"):
            return partitions
        request["NextToken"] = page["NextToken"]


def create_partitions(database: str, table: str, partitions: list[dict]) -> None:
    """`BatchCreatePartition`: adds those that are not there yet."""
    for start in range(0, len(partitions), _BATCH):
        request = {
            "DatabaseName": database,
            "TableName": table,
            "PartitionInputList": partitions[start : start + _BATCH],
        }
        for error in _call("BatchCreatePartition", request).get("Errors", []):
            detail = error.get("ErrorDetail", {})
            if detail.get("ErrorCode") != "AlreadyExistsException":
                raise CatalogError(f"The partition {error.get('PartitionValues')} was refused: {detail}")


def delete_partition(database: str, table: str, values: list[str]) -> None:
    """`DeletePartition`."""
    _call("DeletePartition", {"DatabaseName": database, "TableName": table, "PartitionValues": values})


def get_connection(name: str) -> dict:
    """`GetConnection`, its password included. Raises `CatalogError` where there is none."""
    return _call("GetConnection", {"Name": name})["Connection"]


def get_secret(secret_id: str) -> dict:
    """`GetSecretValue`: the JSON object in a secret. Raises `CatalogError` where there is none."""
    answer = _call("GetSecretValue", {"SecretId": secret_id}, _SECRETS_MANAGER)
    try:
        secret = json.loads(answer["SecretString"])
    except (KeyError, ValueError):
        secret = None
    if not isinstance(secret, dict):
        raise CatalogError(f"The secret {secret_id} is no JSON object.")
    return secret


def get_ml_transform(transform_id: str) -> dict:
    """`GetMLTransform`: a machine learning transform. Raises `CatalogError` where there is none."""
    return _call("GetMLTransform", {"TransformId": transform_id})


def _call(operation: str, payload: dict, service: tuple[str, str, str] = _GLUE) -> dict:
    name, target, variable = service
    endpoint = os.environ.get(variable) or os.environ.get("AWS_ENDPOINT_URL")
    if not endpoint:
        raise CatalogError(
            "The Data Catalog cannot be reached. Detail: AWS_ENDPOINT_URL is not set. "
            "How to solve: start the job through StartJobRun of the embedded AWS."
        )
    body = json.dumps(payload).encode()
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"{target}.{operation}"}
    try:
        return json.loads(post(endpoint, body, headers, name))
    except urllib.error.HTTPError as error:
        raise _refusal(operation, payload, error) from None
    except OSError as error:
        raise CatalogError(
            f"The Data Catalog at {endpoint} did not answer {operation}. Detail: {error}. "
            "How to solve: check that the embedded AWS is running."
        ) from None


def _refusal(operation: str, payload: dict, error: urllib.error.HTTPError) -> CatalogError:
    body = error.read().decode(errors="replace")
    try:
        answer = json.loads(body)
        code = str(answer.get("__type", error.code)).split("#")[-1]
        message = answer.get("Message") or answer.get("message") or ""
    except (ValueError, AttributeError):
        code, message = str(error.code), body
    return CatalogError(
        f"An error occurred ({code}) when calling the {operation} operation: {message} Request: {payload}",
        code,
    )
