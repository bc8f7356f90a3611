"""Runs the program of a job and lets nothing of it stay: `python -I -S guard.py FOLDER PROGRAM ARGUMENT…`.

When the program has ended, or standard input has (its other end is the embedded AWS's alone), all that the
program started is ended, too, and FOLDER, its temporary folder, is removed. On Linux orphans come to this
process, so whatever a script starts stays below it: also by `setsid`, two forks or an environment of its own.
Elsewhere what has left the program's group is found by TMPDIR in its environment, as far as `ps` shows it.
Ends as the program did: with its exit code, or by its signal.
"""

import contextlib
import ctypes
import os
import resource
import select
import shutil
import signal
import sys

MOST_PROCESSES = 2000
"""A job that has more at once is ended: on a cluster it would not have them either."""

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
ON_LINUX = sys.platform == "linux"


def main(temporary: str, program: list[str]) -> None:
    """Runs the program to its end, and cleans up behind it."""
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    if ON_LINUX:
        prctl(PR_SET_CHILD_SUBREAPER, 1)
        go_first()
    threads = machine_threads()
    child = start(program)
    status = None
    while status is None:
        ready, _, _ = select.select([0, woken], [], [], 0.5)
        if woken in ready:
            os.read(woken, 4096)
        if 0 in ready:
            break
        status = reap(child)
        if machine_threads() > threads + MOST_PROCESSES and len(descendants(temporary)) > MOST_PROCESSES:
            print(f"The job was ended: it had more than {MOST_PROCESSES} processes at once.", file=sys.stderr)
            break
    end_all(child, temporary, woken)
    shutil.rmtree(temporary, ignore_errors=True)
    end_like(status)


def go_first() -> None:
    """Has this process run before thousands that a script started: where it may, which is where it is root.

    Anyone else's number of processes is bounded in `start`; the limit does not bind root.
    """
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(1))


def prctl(option: int, value: int) -> None:
    """Calls Linux's prctl(2)."""
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def start(program: list[str]) -> int:
    """Starts the program in a session of its own, so that it cannot end us by a signal to its own group."""
    guard = os.getpid()
    child = os.fork()
    if child != 0:
        return child
    os.setsid()
    if ON_LINUX:
        hard = resource.getrlimit(resource.RLIMIT_NPROC)[1]
        most = machine_threads() + MOST_PROCESSES
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_NPROC, (most, most))
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != guard:
            os._exit(1)
    for name in (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    try:
        os.execvp(program[0], program)
    except OSError as error:
        print(f"{program[0]}: {error.strerror}", file=sys.stderr, flush=True)
        os._exit(127)


def reap(child: int) -> int | None:
    """Takes the ends of processes. Returns the program's, where it has ended."""
    ended = None
    try:
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return ended
            if pid == child:
                ended = status
    except ChildProcessError:
        return ended


def end_all(child: int, temporary: str, woken: int) -> None:
    """Ends every process below this one, however fast they start others: none goes on once it is stopped."""
    signal_to(os.killpg, child, signal.SIGKILL)
    while True:
        reap(child)
        stopped: set[int] = set()
        while found := set(descendants(temporary)) - stopped:
            for pid in found:
                signal_to(os.kill, pid, signal.SIGSTOP)
            stopped |= found
        for pid in stopped:
            signal_to(os.kill, pid, signal.SIGKILL)
        if not stopped:
            return
        select.select([woken], [], [], 0.02)


def signal_to(send, target: int, name: signal.Signals) -> None:
    """Sends a signal to a process or group that may be gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        send(target, name)


def descendants(temporary: str) -> list[int]:
    """The processes below this one, without those that have ended."""
    return below(os.getpid()) if ON_LINUX else marked(temporary)


def below(top: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    state, parent = file.read().rpartition(") ")[2].split(" ", 2)[:2]
            except OSError:
                continue
            children.setdefault(int(parent), []).append(0 if state == "Z" else int(name))
    found = []
    next_ones = [top]
    while next_ones:
        next_ones = [child for parent in next_ones for child in children.get(parent, []) if child != 0]
        found += next_ones
    return found


def marked(temporary: str) -> list[int]:
    """Processes that have the temporary folder in their environment."""
    import subprocess

    listed = subprocess.run(
        ["ps", "-axwwE", "-o", "pid=,command="], capture_output=True, text=True, errors="replace", check=False
    )
    lines = [line.split(None, 1) for line in listed.stdout.splitlines() if f"TMPDIR={temporary}" in line]
    return [int(words[0]) for words in lines if int(words[0]) != os.getpid()]


def machine_threads() -> int:
    """How many threads the machine has: a quick look that tells when to count the job's."""
    if not ON_LINUX:
        return 0
    with open("/proc/loadavg", encoding="ascii") as file:
        return int(file.read().split()[3].split("/")[1])


def end_like(status: int | None) -> None:
    """Ends this process as the program has ended."""
    if status is None:
        sys.exit(1)
    if os.WIFSIGNALED(status):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        name = os.WTERMSIG(status)
        if name != signal.SIGKILL:
            signal.signal(name, signal.SIG_DFL)
        os.kill(os.getpid(), name)
    sys.exit(os.WEXITSTATUS(status))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
