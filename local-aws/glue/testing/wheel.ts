import { execFileSync } from "node:child_process";
import { readInstallation } from "../../engines/installation";

/** A Python wheel with one module: a zip of it and of the little that pip wants to know. */
export function wheel(name: string, version: string, source: string): Buffer {
  const info = `${name}-${version}.dist-info`;
  const files = {
    [`${name}.py`]: source,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/WHEEL`]: "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    [`${info}/RECORD`]: `${name}.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`,
  };
  return zip(files);
}

/** A zip, such as a jar, of files by their names. */
export function zip(files: Readonly<Record<string, string>>): Buffer {
  const code =
    "import io, json, sys, zipfile\nfiles = json.load(sys.stdin)\nbuffer = io.BytesIO()\n" +
    "with zipfile.ZipFile(buffer, 'w') as archive:\n    [archive.writestr(*entry) for entry in files.items()]\n" +
    "sys.stdout.buffer.write(buffer.getvalue())\n";
  return execFileSync(readInstallation().python, ["-c", code], { input: JSON.stringify(files) });
}
