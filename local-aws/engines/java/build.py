"""Builds lab.jar from the sources beside it, the same bytes each time, without a JDK.

The compiler is Eclipse's, from the lock of Trino's jars; Iceberg's jars come by `npm run setup -- lake`. Run:
`.venv/bin/python local-aws/engines/java/build.py OUT.jar`
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def main(target: Path) -> None:
    """Compiles the sources and writes the jar."""
    installed = json.loads((ROOT / ".setup" / "installation.json").read_text())
    trino = ROOT / installed["trinoHome"]
    spark_jars = ROOT / installed["sparkHome"] / "jars"
    (compiler,) = (trino / "build").glob("ecj-*.jar")
    iceberg = ROOT / ".setup" / "iceberg" / "trino"
    folders = [spark_jars, trino / "lib", iceberg]
    class_path = [jar for folder in folders for jar in sorted(folder.glob("*.jar"))]
    with tempfile.TemporaryDirectory() as classes:
        subprocess.run(
            [
                str(ROOT / installed["trinoJava"]),
                "-cp",
                str(compiler),
                "org.eclipse.jdt.internal.compiler.batch.Main",
            ]
            + ["-source", "17", "-target", "17", "-nowarn", "-proc:none", "-d", classes]
            + ["-cp", ":".join(map(str, class_path))]
            + [str(source) for source in sorted(HERE.glob("**/*.java"))],
            check=True,
        )
        write_jar(target, Path(classes))


def write_jar(target: Path, classes: Path) -> None:
    """Writes the classes in a fixed order with a fixed time."""
    files = {path.relative_to(classes): path for path in classes.rglob("*.class")}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as jar:
        for name in sorted(files, key=str):
            jar.writestr(zipfile.ZipInfo(str(name), (1980, 1, 1, 0, 0, 0)), files[name].read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
