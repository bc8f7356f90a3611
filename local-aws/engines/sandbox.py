"""Runs a function's runtime within limits: `python -E -s -S sandbox.py FOLDER SETTINGS PROGRAM ARGUMENT…`.

SETTINGS is JSON: `memory` and `storage` in bytes, and `scratch`, the folder whose files `storage` bounds.
What the program prints comes out as our standard output, errors as well. Standard input says with a letter
each when the program works (`r`) and when it rests (`s`): it and all that it started are then stopped until
the next `r`, as AWS freezes them. When it rests, file descriptor 3 gets the line `memory BYTES` with the
most that it had so far; before a program is ended for a limit, `ended memory`, `ended processes` or
`ended storage`.
"""

import contextlib
import json
import os
import resource
import select
import signal
import sys

import guard

MOST_PROCESSES = 1024
"""As many as AWS lets a function have."""

MOST_FILES = 1024
LOOK_SECONDS = 0.025 if guard.ON_LINUX else 0.25
"""Where there is no `/proc`, a look starts `ps`."""

LOOKS_A_STORAGE = 20
PAGE = os.sysconf("SC_PAGE_SIZE")


class Sandbox:
    """The program of a function, and what it uses."""

    def __init__(self, memory: int, storage: int, scratch: str) -> None:
        self.memory = memory
        self.storage = storage
        self.scratch = scratch
        self.peak = 0
        self.looks = 0

    def look(self, *, at_storage: bool) -> str | None:
        """Measures. Returns the limit that is broken."""
        pids = below(os.getpid())
        self.peak = max(self.peak, memory_of(pids))
        if self.peak > self.memory:
            return "memory"
        if len(pids) > MOST_PROCESSES:
            return "processes"
        self.looks += 1
        if (at_storage or self.looks % LOOKS_A_STORAGE == 0) and bytes_in(self.scratch) > self.storage:
            return "storage"
        return None

    def rest(self) -> str | None:
        """Has everything stand still. Returns the limit that is broken."""
        broken = self.look(at_storage=True)
        tell(f"memory {self.peak}")
        if broken is None:
            signal_all(signal.SIGSTOP)
        return broken


def main(temporary: str, settings: str, program: list[str]) -> None:
    """Runs the program to its end, and cleans up behind it."""
    os.set_inheritable(3, False)
    os.dup2(1, 2)
    sandbox = Sandbox(**json.loads(settings))
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    if guard.ON_LINUX:
        guard.prctl(guard.PR_SET_CHILD_SUBREAPER, 1)
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
            file.write("900")
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_NOFILE, MOST_FILES)
    limit(resource.RLIMIT_FSIZE, sandbox.storage)
    child = guard.start(program)
    status = run(sandbox, child, woken)
    tell(f"memory {sandbox.peak}")
    guard.end_all(child, temporary, woken)
    guard.shutil.rmtree(temporary, ignore_errors=True)
    guard.end_like(status)


def run(sandbox: Sandbox, child: int, woken: int) -> int | None:
    """Watches the program. Returns how it ended; nothing where it is to be ended."""
    works = True
    while True:
        ready, _, _ = select.select([0, woken], [], [], LOOK_SECONDS if works else None)
        broken = None
        if woken in ready:
            os.read(woken, 4096)
        if 0 in ready:
            commands = os.read(0, 4096)
            if commands == b"":
                return None
            works = commands.endswith(b"r")
            if works:
                signal_all(signal.SIGCONT)
            else:
                broken = sandbox.rest()
        elif works:
            broken = sandbox.look(at_storage=False)
        status = guard.reap(child)
        if status is not None:
            return status
        if broken is not None:
            tell(f"ended {broken}")
            return None


def limit(what: int, most: int) -> None:
    """Bounds a resource, where its bound is not lower already."""
    hard = resource.getrlimit(what)[1]
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (bound, bound))


def tell(line: str) -> None:
    """Tells the embedded AWS."""
    with contextlib.suppress(OSError):
        os.write(3, f"{line}\n".encode())


def signal_all(name: signal.Signals) -> None:
    """Sends a signal to everything below."""
    for pid in below(os.getpid()):
        guard.signal_to(os.kill, pid, name)


def below(top: int) -> list[int]:
    """The processes below one, by what Linux keeps of each thread's children."""
    if not guard.ON_LINUX:
        return [pid for pid, _ in listed(top)]
    found: list[int] = []
    waiting = [top]
    while waiting:
        pid = waiting.pop()
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{pid}/task"):
                waiting += children_of(pid, thread)
        found.append(pid)
    return found[1:]


def children_of(pid: int, thread: str) -> list[int]:
    try:
        with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
            return [int(child) for child in file.read().split()]
    except OSError:
        return []


def memory_of(pids: list[int]) -> int:
    """The bytes that processes have in memory; what they share counts once."""
    if not guard.ON_LINUX:
        return sum(size for _, size in listed(os.getpid()))
    own = 0
    most_shared = 0
    for pid in pids:
        with contextlib.suppress(OSError), open(f"/proc/{pid}/statm", encoding="ascii") as file:
            _, resident, shared = (int(pages) for pages in file.read().split()[:3])
            own += resident - shared
            most_shared = max(most_shared, shared)
    return (own + most_shared) * PAGE


def listed(top: int) -> list[tuple[int, int]]:
    """The processes below one, each with its bytes in memory, as `ps` tells it."""
    import subprocess

    output = subprocess.run(
        ["ps", "-axo", "pid=,ppid=,rss="], capture_output=True, text=True, check=False
    ).stdout
    rows = [tuple(int(number) for number in line.split()) for line in output.splitlines()]
    found: list[tuple[int, int]] = []
    tops = {top}
    while tops:
        below_them = [(pid, size * 1024) for pid, parent, size in rows if parent in tops]
        found += below_them
        tops = {pid for pid, _ in below_them}
    return found


def bytes_in(folder: str) -> int:
    """The bytes that the files in a folder have on disk."""
    total = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                is_folder = entry.is_dir(follow_symlinks=False)
                total += (
                    bytes_in(entry.path) if is_folder else entry.stat(follow_symlinks=False).st_blocks * 512
                )
    return total


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
