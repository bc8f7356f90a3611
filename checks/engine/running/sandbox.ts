import { spawnSync } from "node:child_process";
import { root, venvProgram } from "../../../processes/project";

/** Brings up the loopback of a new network namespace, which `ip` would do where it is installed. */
const loopbackUp = `import fcntl,socket,struct;fcntl.ioctl(socket.socket(),0x8914,struct.pack("16sh",b"lo",0x41))`;

/**
 * In namespaces of its own: every file system read-only but `$1`, which is its /tmp; no network but its own loopback; no
 * process outside seen. When its first process ends, all others do. A project below /tmp stays where it is.
 */
const script = `
set -e
case "$2" in /tmp/*)
  mkdir -p "$1/\${2#/tmp/}"
  mount --bind "$2" "$1/\${2#/tmp/}"
esac
mount --rbind "$1" /tmp
awk '{print $5}' /proc/self/mountinfo | while read -r place; do
  case "$place" in /tmp|/proc|/proc/*) ;; *) mount -o remount,bind,ro "$place" 2>/dev/null || true ;; esac
done
if touch "$2/.writable-in-sandbox" 2>/dev/null; then rm -f "$2/.writable-in-sandbox"; exit 97; fi
"$3" -c '${loopbackUp}'
cd /tmp
shift 3
exec "$@"
`;

const flags = ["--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--net"];

/** The command that runs `command` shut in, with `work` as its only writable folder, seen there as /tmp. */
export function shutIn(work: string, command: readonly string[]): readonly [string, ...string[]] {
  return ["unshare", ...flags, "sh", "-c", script, "sh", work, root, venvProgram("python"), ...command];
}

/** Can this machine shut a process in? Linux can, unless its administrator forbids user namespaces. */
export function canShutIn(work: string): boolean {
  const [program, ...args] = shutIn(work, ["true"]);
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}
