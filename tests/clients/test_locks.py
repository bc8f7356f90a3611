"""The locks hold for every Python that the README promises: a resolver finds wheels, and no conflict."""

import functools
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.txt"))
PROGRAMS = ROOT / ".venv" / "bin"
LAST_MINOR = {"requirements-dbt.txt": 12}
"""Where a package has no wheels for later ones: run.ts leaves its tests out there, and says so."""
FIRST_MINOR = {"requirements-airflow.txt": 11}
"""Where a package takes no earlier ones: the set-up says so."""
WHEELS = Path(os.environ.get("LAB_CACHE") or Path.home() / ".cache" / "glue-quality-lab") / "wheels"


def promised() -> list[str]:
    """The Pythons that the set-up takes; of 3.11 also the early one of Debian 12."""
    code = "import('./scripts/setup/machine.mjs').then(({ pythons }) => console.log(JSON.stringify(pythons)))"
    answer = subprocess.run([shutil.which("node"), "-e", code], cwd=ROOT, check=True, capture_output=True)
    return [*json.loads(answer.stdout), "3.11.2"]


@functools.cache
def index() -> str:
    """Where pip would fetch from."""
    command = [PROGRAMS / "python", "-m", "pip", "config", "get", "global.index-url"]
    configured = subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()
    return os.environ.get("PIP_INDEX_URL") or configured or "https://pypi.org/simple"


def resolve(lock: str, version: str, platform: str) -> subprocess.CompletedProcess:
    """Lets uv find what it would install. pyspark has no wheel but the one that the set-up makes."""
    options = {
        "--target": ROOT / ".setup" / "nothing",
        "--python-version": version,
        "--python-platform": platform,
        "--default-index": index(),
        "--find-links": WHEELS,
        "-r": ROOT / lock,
    }
    command = [PROGRAMS / "uv", "pip", "install", "--dry-run", "--no-build", "--native-tls"]
    for name, value in options.items():
        command += [name, value]
    answer = subprocess.run(command, check=False, capture_output=True, text=True)
    if "error sending request" in answer.stderr:
        pytest.skip("no package registry answers")
    return answer


def has_wheels(lock: str, version: str) -> bool:
    return FIRST_MINOR.get(lock, 0) <= int(version.split(".")[1]) <= LAST_MINOR.get(lock, 99)


@pytest.mark.parametrize(
    ("version", "lock"),
    [(version, lock) for version in promised() for lock in LOCKS if has_wheels(lock, version)],
)
def test_each_lock_resolves_for_each_promised_python(version, lock):
    answer = resolve(lock, version, "x86_64-manylinux_2_28")
    assert answer.returncode == 0, answer.stderr
    names = re.findall(r"^ \+ (\S+)==", answer.stderr, flags=re.MULTILINE)
    assert names and len(names) == len(set(names))


@pytest.mark.parametrize("version", [promised()[0], promised()[-2]])
def test_the_lock_resolves_on_a_mac(version):
    answer = resolve("requirements.txt", version, "aarch64-apple-darwin")
    assert answer.returncode == 0, answer.stderr


def test_the_readme_promises_these():
    versions = promised()
    assert f"Python {versions[0]} to {versions[-2]}" in (ROOT / "README.md").read_text()


def test_a_python_for_which_there_are_no_wheels_is_seen():
    """The resolver's answer can be no."""
    answer = resolve("requirements.txt", "3.9", "x86_64-manylinux_2_28")
    assert answer.returncode == 1
    assert "No solution found" in answer.stderr
