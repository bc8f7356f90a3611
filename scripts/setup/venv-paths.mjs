import { chmodSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { movedFrom } from "./engines.mjs";
import { python, venv } from "./paths.mjs";
import { run } from "./run.mjs";

/**
 * The first lines of a program that pip or uv has made: the path of its Python. One with blanks stands in a form of their
 * own, in quotes of one or the other kind.
 */
const header =
  /^#!(?:\/bin\/sh\n'''exec' ["']?)?(?<python>\/.*\/\.venv\/bin\/python[\d.]*)["']?(?: "\$0" "\$@"\n' ''')?\n/;

/**
 * After the folder was moved or copied: writes its place into the programs of `.venv`, which name the Python that runs them
 * by its whole path, and into the scripts that activate it. Files are replaced, never written to: a copy may share them.
 */
export async function putPathsRight() {
  if (movedFrom() === undefined) {
    return;
  }
  const bin = join(venv, "bin");
  for (const name of readdirSync(bin)) {
    const file = join(bin, name);
    if (/^activate/i.test(name)) {
      rmSync(file);
    } else if (lstatSync(file).isFile()) {
      const text = readFileSync(file, "latin1");
      const old = header.exec(text);
      if (old?.groups?.python !== undefined) {
        const path = Buffer.from(join(bin, basename(old.groups.python))).toString("latin1");
        const own = `#!/bin/sh\n'''exec' "${path}" "$0" "$@"\n' '''\n`;
        replace(file, own + text.slice(old[0].length));
      }
    }
  }
  const configuration = join(venv, "pyvenv.cfg");
  replace(configuration, readFileSync(configuration, "latin1"));
  await run("python-venv", python, ["-m", "venv", "--without-pip", venv]);
}

/**
 * @param {string} file
 * @param {string} text Its bytes, each as a letter.
 */
function replace(file, text) {
  const { mode } = statSync(file);
  writeFileSync(`${file}.new`, text, "latin1");
  chmodSync(`${file}.new`, mode);
  renameSync(`${file}.new`, file);
}
