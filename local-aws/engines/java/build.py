"""Builds lab.jar and spark-java25.jar from the sources beside it, the same bytes each time, without a JDK.

The compiler is Eclipse's, from the lock of Trino's jars; Iceberg's jars come by `npm run setup -- lake`. Run:
`.venv/bin/python local-aws/engines/java/build.py FOLDER`
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def main(folder: Path) -> None:
    """Compiles the sources, changes what of Spark's has to be, and writes the jars."""
    installed = json.loads((ROOT / ".setup" / "installation.json").read_text())
    trino = ROOT / installed["trinoHome"]
    spark_jars = ROOT / installed["sparkHome"] / "jars"
    (compiler,) = (trino / "build").glob("ecj-*.jar")
    java = str(ROOT / installed["trinoJava"])
    compiling = [java, "-cp", str(compiler), "org.eclipse.jdt.internal.compiler.batch.Main"]
    compiling += ["-source", "17", "-target", "17", "-nowarn", "-proc:none"]
    iceberg = ROOT / ".setup" / "iceberg" / "trino"
    class_path = [jar for jars in (spark_jars, trino / "lib", iceberg) for jar in sorted(jars.glob("*.jar"))]
    tool = HERE / "build" / "OnJava25.java"
    sources = [source for source in sorted(HERE.glob("**/*.java")) if source != tool]
    with tempfile.TemporaryDirectory() as temporary:
        classes, tools, changed = (Path(temporary, name) for name in ("classes", "tools", "changed"))
        inputs = ["-cp", ":".join(map(str, class_path)), *map(str, sources)]
        subprocess.run([*compiling, "-d", str(classes), *inputs], check=True)
        write_jar(folder / "lab.jar", classes)
        subprocess.run([*compiling, "-d", str(tools), str(tool)], check=True)
        subprocess.run([java, "-cp", str(tools), tool.stem, str(spark_jars), str(changed)], check=True)
        write_jar(folder / "spark-java25.jar", changed)


def write_jar(target: Path, classes: Path) -> None:
    """Writes the classes in a fixed order with a fixed time."""
    files = {path.relative_to(classes): path for path in classes.rglob("*.class")}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as jar:
        for name in sorted(files, key=str):
            jar.writestr(zipfile.ZipInfo(str(name), (1980, 1, 1, 0, 0, 0)), files[name].read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
