"""The AWS CLI's `aws s3` commands and one of `aws s3api`."""

import os
import subprocess
from pathlib import Path

import pytest

aws = os.environ["LAB_AWS_CLI"]


def run(*args: str | Path, data: bytes | None = None) -> str:
    done = subprocess.run([aws, *map(str, args)], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "source"
    for name in ["a.csv", "year=2025/month=07/b c.csv", "한국어/d+e.json", "deep/er/f"]:
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name * 100)
    (source / "big").write_bytes(os.urandom(9_000_000))
    # S3 tells whole seconds: a file of this very second would look newer than its copy there
    for path in content(source):
        os.utime(source / path, (1_750_000_000, 1_750_000_000))
    return source


def content(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_sync_there_and_back(bucket: str, folder: Path, tmp_path: Path) -> None:
    there, back = f"s3://{bucket}/there", tmp_path / "back"
    assert run("s3", "sync", folder, there).count("upload:") == 5
    assert run("s3", "sync", folder, there) == ""
    run("s3", "sync", there, back)
    assert content(back) == content(folder)
    (folder / "a.csv").write_text("now longer" * 1000)
    (folder / "big").unlink()
    changes = run("s3", "sync", folder, there, "--delete")
    assert changes.count("upload:") == 1
    assert changes.count("delete:") == 1
    run("s3", "sync", there, back, "--delete")
    assert content(back) == content(folder)


def test_cp_mv_ls_rm(bucket: str, folder: Path, tmp_path: Path) -> None:
    run("s3", "cp", folder, f"s3://{bucket}/x/", "--recursive")
    listed = run("s3", "ls", f"s3://{bucket}", "--recursive")
    assert sorted(line.split(maxsplit=3)[3] for line in listed.splitlines()) == sorted(
        f"x/{name}" for name in content(folder)
    )
    assert "PRE x/" in run("s3", "ls", f"s3://{bucket}")
    run("s3", "cp", f"s3://{bucket}/x/big", f"s3://{bucket}/copy of big")
    run("s3", "mv", f"s3://{bucket}/copy of big", tmp_path / "big")
    assert (tmp_path / "big").read_bytes() == (folder / "big").read_bytes()
    run("s3", "cp", "-", f"s3://{bucket}/from-stdin", data=b"streamed")
    assert run("s3", "cp", f"s3://{bucket}/from-stdin", "-") == "streamed"
    assert run("s3", "rm", f"s3://{bucket}/x/", "--recursive").count("delete:") == 5
    assert run("s3", "ls", f"s3://{bucket}", "--recursive").split()[-1] == "from-stdin"


def test_make_and_remove_a_bucket(bucket: str, tmp_path: Path) -> None:
    other = f"{bucket}-other"
    run("s3", "mb", f"s3://{other}")
    body = tmp_path / "body"
    body.write_text("x")
    put = run("s3api", "put-object", "--bucket", other, "--key", "k", "--body", body, "--query", "ETag")
    assert put.strip() == '"\\"9dd4e461268c8034f5c8564e155c67a6\\""'
    assert other in run("s3", "ls")
    run("s3", "rb", f"s3://{other}", "--force")
    assert other not in run("s3", "ls")


def test_errors_are_what_the_cli_knows(bucket: str, tmp_path: Path) -> None:
    command = [aws, "s3", "cp", f"s3://{bucket}/missing", str(tmp_path / "x")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "(404)" in done.stderr
    environment = {**os.environ, "AWS_SECRET_ACCESS_KEY": "wrong"}
    done = subprocess.run([aws, "s3", "ls"], capture_output=True, text=True, env=environment, check=False)
    assert "SignatureDoesNotMatch" in done.stderr


def test_a_secret_and_a_parameter() -> None:
    run("secretsmanager", "create-secret", "--name", "cli", "--secret-string", '{"password":"한국어"}')
    text = run(
        "secretsmanager",
        "get-secret-value",
        "--secret-id",
        "cli",
        "--query",
        "SecretString",
        "--output",
        "text",
    )
    assert text == '{"password":"한국어"}\n'
    run("ssm", "put-parameter", "--name", "/cli/a", "--value", "1", "--type", "String")
    assert (
        run("ssm", "get-parameter", "--name", "/cli/a", "--query", "Parameter.Value", "--output", "text")
        == "1\n"
    )
