"""boto3: what it does by itself, such as multipart uploads, checksums and pagination."""

import hashlib
import os
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

odd_keys = [
    "year=2025/month=07/a b.csv",
    "+ = & % # ? ;,:@$!*'()~",
    "한국어/키.json",
    "😀",
    "folder/",
    "a",
    "a/b",
    "a//b",
    "../up",
    "./same",
    "CON",
    "UPPER",
    "upper",
    "%2e%2e/encoded",
    "x" * 1024,
    "line\nbreak",
]


def code_of(error: pytest.ExceptionInfo[ClientError]) -> str:
    return error.value.response["Error"]["Code"]


def test_a_big_file_goes_up_and_down_in_parts(s3: Any, bucket: str, tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(os.urandom(20_000_000))
    extra = {"Metadata": {"line": "L3"}, "ContentType": "application/x-parts", "ChecksumAlgorithm": "SHA256"}
    s3.upload_file(str(source), bucket, "big", ExtraArgs=extra)
    head = s3.head_object(Bucket=bucket, Key="big", ChecksumMode="ENABLED")
    assert head["ContentLength"] == 20_000_000
    assert head["Metadata"] == {"line": "L3"}
    assert head["ContentType"] == "application/x-parts"
    assert head["ETag"].endswith('-3"')
    assert head["ChecksumSHA256"].endswith("-3")
    s3.download_file(bucket, "big", str(target))
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("algorithm", ["CRC32", "SHA1", "SHA256"])
def test_checksums_of_each_kind(s3: Any, bucket: str, algorithm: str) -> None:
    sent = s3.put_object(Bucket=bucket, Key="key", Body=b"checked", ChecksumAlgorithm=algorithm)
    got = s3.get_object(Bucket=bucket, Key="key", ChecksumMode="ENABLED")
    assert got["Body"].read() == b"checked"
    assert got[f"Checksum{algorithm}"] == sent[f"Checksum{algorithm}"]
    with pytest.raises(ClientError) as error:
        wrong = {f"Checksum{algorithm}": sent[f"Checksum{algorithm}"]}
        s3.put_object(Bucket=bucket, Key="key", Body=b"changed", **wrong)
    assert code_of(error) == "BadDigest"
    assert s3.get_object(Bucket=bucket, Key="key")["Body"].read() == b"checked"


def test_odd_keys_are_listed_in_order_page_by_page(s3: Any, bucket: str) -> None:
    for key in odd_keys:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    in_order = sorted(odd_keys, key=lambda key: key.encode())
    for operation in ["list_objects", "list_objects_v2"]:
        pages = s3.get_paginator(operation).paginate(Bucket=bucket, PaginationConfig={"PageSize": 3})
        assert [each["Key"] for page in pages for each in page["Contents"]] == in_order
    for key in odd_keys:
        assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == key.encode()
    copied = s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": odd_keys[1]})
    assert copied["CopyObjectResult"]["ETag"] == f'"{hashlib.md5(odd_keys[1].encode()).hexdigest()}"'
    everything = [{"Key": key} for key in [*odd_keys, "copy", "never-there"]]
    deleted = s3.delete_objects(Bucket=bucket, Delete={"Objects": everything})
    assert len(deleted["Deleted"]) == len(everything)
    assert s3.list_objects_v2(Bucket=bucket)["KeyCount"] == 0


def test_conditions_and_ranges(s3: Any, bucket: str) -> None:
    etag = s3.put_object(Bucket=bucket, Key="key", Body=b"0123456789", IfNoneMatch="*")["ETag"]
    with pytest.raises(ClientError) as error:
        s3.put_object(Bucket=bucket, Key="key", Body=b"x", IfNoneMatch="*")
    assert code_of(error) == "PreconditionFailed"
    s3.put_object(Bucket=bucket, Key="key", Body=b"0123456789", IfMatch=etag)
    with pytest.raises(ClientError) as error:
        s3.get_object(Bucket=bucket, Key="key", IfNoneMatch=etag)
    assert code_of(error) == "304"
    for wanted, expected in [("bytes=2-4", b"234"), ("bytes=-3", b"789"), ("bytes=8-100", b"89")]:
        assert s3.get_object(Bucket=bucket, Key="key", Range=wanted)["Body"].read() == expected
    with pytest.raises(ClientError) as error:
        s3.get_object(Bucket=bucket, Key="key", Range="bytes=10-")
    assert code_of(error) == "InvalidRange"


def test_presigned_urls(bucket: str) -> None:
    s3 = boto3.client("s3", config=Config(signature_version="s3v4"))
    key = "한국어 + key"
    put = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=60)
    urllib.request.urlopen(urllib.request.Request(put, data=b"presigned", method="PUT")).close()
    get = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=60)
    with urllib.request.urlopen(get) as answer:
        assert answer.read() == b"presigned"
    old = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=1)
    time.sleep(2)
    for url, reason in [
        (get.replace("X-Amz-Expires=60", "X-Amz-Expires=600"), "SignatureDoesNotMatch"),
        (get.replace(bucket, "other-bucket"), "SignatureDoesNotMatch"),
        (get.split("?")[0], "AccessDenied"),
        (old, "Request has expired"),
    ]:
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(url)
        assert error.value.code == 403
        assert reason in error.value.read().decode()


def test_wrong_credentials(bucket: str) -> None:
    def refusal(**config: Any) -> str:
        with pytest.raises(ClientError) as error:
            boto3.client("s3", **config).list_objects_v2(Bucket=bucket)
        return code_of(error)

    keys = {"aws_access_key_id": "AKIACLIENTS", "aws_secret_access_key": "wrong"}
    assert refusal(**keys) == "SignatureDoesNotMatch"
    assert refusal(**{**keys, "aws_access_key_id": "AKIAOTHER"}) == "InvalidAccessKeyId"
    assert refusal(config=Config(signature_version=UNSIGNED)) == "AccessDenied"


def test_buckets(s3: Any, bucket: str) -> None:
    with pytest.raises(ClientError) as error:
        boto3.client("s3", region_name="eu-central-1").create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )
    assert code_of(error) == "BucketAlreadyOwnedByYou"
    assert bucket in [each["Name"] for each in s3.list_buckets()["Buckets"]]
    s3.put_object(Bucket=bucket, Key="key", Body=b"x")
    with pytest.raises(ClientError) as error:
        s3.delete_bucket(Bucket=bucket)
    assert code_of(error) == "BucketNotEmpty"
    boto3.resource("s3").Bucket(bucket).objects.all().delete()
    s3.delete_bucket(Bucket=bucket)
    with pytest.raises(ClientError) as error:
        s3.head_bucket(Bucket=bucket)
    assert code_of(error) == "404"


def test_secrets_and_parameters() -> None:
    secrets, parameters = boto3.client("secretsmanager"), boto3.client("ssm")
    arn = secrets.create_secret(Name="clients/db", SecretBinary=b"\x00\xff")["ARN"]
    assert secrets.get_secret_value(SecretId=arn)["SecretBinary"] == b"\x00\xff"
    with pytest.raises(secrets.exceptions.ResourceExistsException):
        secrets.create_secret(Name="clients/db", SecretString="x")
    secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)
    for name in ["a", "b", "c"]:
        parameters.put_parameter(Name=f"/clients/{name}", Value=name, Type="SecureString")
    pages = parameters.get_paginator("get_parameters_by_path").paginate(
        Path="/clients", WithDecryption=True, PaginationConfig={"PageSize": 2}
    )
    assert [each["Value"] for page in pages for each in page["Parameters"]] == ["a", "b", "c"]
    with pytest.raises(parameters.exceptions.ParameterNotFound):
        parameters.get_parameter(Name="/clients/d")
