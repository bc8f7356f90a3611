"""Runs DAGs in this process, their tasks one after the other, without scheduler or server: `run_dag.py FILE`.

Each line of standard input is a command in JSON, each answered by a line of JSON on standard output.
{"load": "a_dag"} reads the file anew: {"ready": true}, or {"broken": "…"}.
{"conf": {…}} lets the DAG run: {"state": "success", "tasks": {"raw": "success"}, "reason": "…",
"before": {"kiosk-sales": ["kiosk-raw"]}}. `before` says of each job that an operator of Glue runs which
others end before it begins.
"""

import contextlib
import importlib.util
import json
import logging
import sys


def load(path: str, dag_id: str):
    """The DAG of a file. Raises `ValueError` where the file has no such DAG."""
    spec = importlib.util.spec_from_file_location("lab_dags", path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    # Airflow looks there for the functions of the file
    sys.modules["lab_dags"] = module
    spec.loader.exec_module(module)
    from airflow.sdk import DAG

    found = {one.dag_id: one for one in vars(module).values() if isinstance(one, DAG)}
    if dag_id not in found:
        raise ValueError(f"The file has no DAG {dag_id}; it has {', '.join(found) or 'none'}.")
    return found[dag_id]


def before(dag) -> dict[str, list[str]]:
    """Of each job the others that it waits for."""
    jobs = {task.task_id: getattr(task, "job_name", None) for task in dag.tasks}
    above = {task: dag.get_task(task).get_flat_relative_ids(upstream=True) for task in jobs}
    return {job: [jobs[one] for one in above[task] if jobs.get(one)] for task, job in jobs.items() if job}


class Reasons(logging.Handler):
    """Keeps the last error that a task raised."""

    last = ""

    def emit(self, record):
        """Keeps it."""
        if record.exc_info and record.exc_info[1] is not None:
            self.last = f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}"


def main() -> None:
    """Answers each line."""
    reasons = Reasons(logging.ERROR)
    answers = sys.stdout
    dag = None
    with contextlib.redirect_stdout(sys.stderr):
        for line in sys.stdin:
            command = json.loads(line)
            if "load" in command:
                try:
                    dag = load(sys.argv[1], command["load"])
                    answer = {"ready": True}
                except Exception as error:
                    answer = {"broken": f"{type(error).__name__}: {error}"}
            elif dag is None:
                answer = {"broken": "No DAG was loaded."}
            else:
                logging.getLogger().addHandler(reasons)
                reasons.last = ""
                run = dag.test(run_conf=command["conf"], logical_date=None)
                tasks = {one.task_id: str(one.state) for one in run.get_task_instances()}
                answer = {
                    "state": str(run.state),
                    "tasks": tasks,
                    "reason": reasons.last,
                    "before": before(dag),
                }
            print(json.dumps(answer), file=answers, flush=True)


main()
