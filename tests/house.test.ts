import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { test } from "node:test";
import { root } from "../processes/project";

// The rules of docs/architecture.md that can be checked: who imports whom, no circles, short files, folders that can be seen.

/** For each room, the rooms that it may import from. Tests, benches and what only these use may import from all. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  processes: [],
  helpers: ["processes"],
  datasets: [],
  "checks/engine": ["helpers", "processes", "datasets", "local-aws/server.ts"],
  "checks/*": ["checks/engine", "helpers", "processes", "datasets"],
  "checks/workshops.ts": ["checks/engine", "checks/*"],
  scripts: ["checks/engine", "checks/workshops.ts", "helpers", "processes", "local-aws/server.ts"],
  "local-aws/event-loop": [],
  "local-aws/storage": ["local-aws/event-loop", "processes"],
  "local-aws/protocol": ["local-aws/event-loop", "local-aws/storage"],
  "local-aws/integration": ["local-aws/event-loop", "local-aws/protocol", "local-aws/storage"],
  "local-aws/schedule": [],
  "local-aws/scheduler": [
    ...["local-aws/protocol", "local-aws/storage", "local-aws/integration", "local-aws/schedule"],
  ],
  "local-aws/events": [
    ...["local-aws/event-loop", "local-aws/protocol", "local-aws/storage"],
    ...["local-aws/integration", "local-aws/schedule"],
  ],
  "local-aws/engines": ["local-aws/event-loop", "local-aws/protocol", "processes"],
  "local-aws/s3": ["local-aws/event-loop", "local-aws/protocol", "local-aws/storage", "local-aws/integration"],
  "local-aws/logs": ["local-aws/event-loop", "local-aws/protocol", "local-aws/storage", "local-aws/integration"],
  "local-aws/monitoring": ["local-aws/integration", "local-aws/protocol", "local-aws/storage", "local-aws/event-loop"],
  "local-aws/inbox": ["local-aws/storage"],
  "local-aws/ses": ["local-aws/inbox", "local-aws/protocol", "local-aws/storage"],
  "local-aws/sns": [
    ...["local-aws/inbox", "local-aws/event-loop", "local-aws/protocol", "local-aws/storage"],
    "local-aws/integration",
  ],
  "local-aws/sqs": ["local-aws/event-loop", "local-aws/protocol", "local-aws/storage", "local-aws/integration"],
  "local-aws/states": [
    ...["local-aws/logs", "local-aws/integration"],
    ...["local-aws/event-loop", "local-aws/protocol", "local-aws/storage"],
  ],
  "local-aws/secretsmanager": ["local-aws/protocol", "local-aws/storage", "local-aws/integration"],
  "local-aws/ssm": ["local-aws/protocol", "local-aws/storage"],
  "local-aws/lambda": [
    ...["local-aws/s3", "local-aws/logs", "local-aws/engines", "local-aws/integration"],
    ...["local-aws/protocol", "local-aws/storage"],
  ],
  "local-aws/rds": [
    ...["local-aws/engines", "local-aws/integration", "local-aws/protocol", "local-aws/storage", "processes"],
  ],
  "local-aws/sts": ["local-aws/protocol"],
  "local-aws/moto": ["local-aws/engines", "local-aws/protocol", "local-aws/storage", "processes"],
  "local-aws/glue": [
    ...["local-aws/s3", "local-aws/logs", "local-aws/engines", "local-aws/integration"],
    ...["local-aws/event-loop", "local-aws/protocol", "local-aws/storage", "local-aws/schedule"],
  ],
  "local-aws/athena": [
    ...["local-aws/glue", "local-aws/s3", "local-aws/engines", "local-aws/integration"],
    ...["local-aws/event-loop", "local-aws/protocol", "local-aws/storage"],
  ],
};

/** Only these files of `local-aws/` bring its rooms together. */
const assembly = /^local-aws\/[^/]+\.ts$/;
const isForTests = /\.test\.ts$|\/testing\/|\/corpus\/|^tests\/|^scripts\/bench|\/all-tests\.ts$/;
const longest = 500;
const fewestFilesInAnUnclearFolder = 16;

const files = ["helpers", "processes", "datasets", "checks", "local-aws", "scripts", "tests"].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(room, name).split(sep).join("/")),
);
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));

/** What a file imports of the project, types as well. */
function importsOf(file: string): string[] {
  const found = [...(sources.get(file) ?? "").matchAll(/(?:from |import\(|import )"(\.[^"]+)"/g)];
  return found.flatMap(([, path = ""]) => {
    const base = join(dirname(file), path).replace(/\.js$/, "");
    return [`${base}.ts`, join(base, "index.ts")].filter((one) => sources.has(one));
  });
}

function roomOf(file: string): string {
  const [top = "", second = "", ...more] = file.split("/");
  if (top !== "checks" && top !== "local-aws") {
    return top;
  }
  if (more.length === 0) {
    return file;
  }
  return top === "checks" && second !== "engine" ? "checks/*" : `${top}/${second}`;
}

test("a room imports from the rooms below it, and from no other", () => {
  const wrong = files
    .filter((file) => !isForTests.test(file) && !assembly.test(file))
    .flatMap((file) => {
      const own = roomOf(file);
      const allowed = mayImport[own];
      assert.ok(allowed, `the rules say nothing of ${own}`);
      return importsOf(file)
        .filter((other) => roomOf(other) !== own && !allowed.includes(roomOf(other)))
        .map((other) => `${file} → ${other}`);
    });
  assert.deepEqual(wrong, []);
});

test("no workshop imports from another, and the engine of the checks from none", () => {
  const slugOf = (file: string): string | undefined => /^(?:checks|datasets)\/([a-z]+)\//.exec(file)?.[1];
  const wrong = files.flatMap((file) => {
    const own = slugOf(file);
    return own === undefined
      ? []
      : importsOf(file)
          .filter((other) => ![undefined, own, "engine", "shared"].includes(slugOf(other)))
          .filter(() => own !== "engine" || !isForTests.test(file))
          .map((other) => `${file} → ${other}`);
  });
  assert.deepEqual(wrong, []);
});

test("notebooks, exercises and solutions import the helpers, the AWS SDK, PostgreSQL's client and Node only", () => {
  for (const room of ["notebooks", "exercises", "solutions"]) {
    for (const name of readdirSync(join(root, room), { recursive: true, encoding: "utf8" })) {
      if (name.endsWith(".ipynb") && !name.includes("checkpoint")) {
        const text = readFileSync(join(root, room, name), "utf8");
        const imported = [...text.matchAll(/ from \\"([^"\\]+)\\";/g)].map(([, from = ""]) => from);
        assert.deepEqual(
          imported.filter((from) => !/^(glue-lab$|@aws-sdk\/client-|pg$|node:)/.test(from)),
          [],
          join(room, name),
        );
      }
    }
  }
});

test("no circles of imports", () => {
  const state = new Map<string, "open" | "done">();
  const visit = (file: string, path: readonly string[]): void => {
    assert.notEqual(state.get(file), "open", `a circle: ${[...path.slice(path.indexOf(file)), file].join(" → ")}`);
    if (state.get(file) === undefined) {
      state.set(file, "open");
      for (const other of importsOf(file)) {
        visit(other, [...path, file]);
      }
      state.set(file, "done");
    }
  };
  for (const file of files) {
    visit(file, []);
  }
});

test("files are short: none over five hundred lines, few over three hundred", () => {
  const lengths = files.map((file) => ({ file, lines: sources.get(file)?.split("\n").length ?? 0 }));
  assert.deepEqual(
    lengths.filter(({ lines }) => lines > longest),
    [],
  );
  const over = lengths.filter(({ lines }) => lines > 300);
  assert.ok(over.length <= files.length * 0.03, over.map(({ file, lines }) => `${file} ${lines}`).join("\n"));
});

test("folders can be seen at one glance: at most fifteen files, operations aside", () => {
  const folders = new Map<string, number>();
  for (const file of files.filter((one) => !isForTests.test(one))) {
    folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
  }
  const full = [...folders].filter(
    ([folder, count]) => count >= fewestFilesInAnUnclearFolder && !/\/operations$/.test(folder),
  );
  assert.deepEqual(full, []);
});

test("what the rules name is there", () => {
  for (const room of Object.keys(mayImport)) {
    assert.ok(existsSync(join(root, room.replace("/*", ""))), room);
  }
});

test("the paths that the pages about the house name are there", () => {
  for (const page of ["docs/architecture.md", "CONTRIBUTING.md", "SECURITY.md"]) {
    const text = readFileSync(join(root, page), "utf8").replaceAll(/```[\s\S]*?```/g, "");
    const named = [...text.matchAll(/`([a-z][\w.-]*\/[\w./-]*)`/g)].map(([, path = ""]) => path);
    const made = /^(?:work|out|exercises|notebooks|solutions|dist)\//;
    const missing = named.filter((path) => !made.test(path) && !existsSync(join(root, path)));
    assert.deepEqual(missing, [], page);
  }
});
