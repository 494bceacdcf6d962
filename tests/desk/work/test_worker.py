"""The worker: answers as the function itself, and whatever a task does costs that task only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zhibiao.desk.work.worker import Worker
from zhibiao.errors import ZhibiaoError

HERE = Path(__file__).parent
HOSTILE = "hostile_tasks:all_tasks"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and signals are those of POSIX")


@pytest.fixture(autouse=True)
def _findable(monkeypatch: pytest.MonkeyPatch) -> None:
    """New processes find hostile_tasks.py."""
    known = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(HERE), known))))


@pytest.fixture
def hostile() -> Iterator[Worker]:
    """A worker with the tasks of hostile_tasks.py."""
    worker = Worker(tasks=HOSTILE)
    yield worker
    worker.close()


def refused(worker: Worker, task: str, seconds: float = 10) -> ZhibiaoError:
    """The coded error that a task ends with; afterwards the worker works."""
    with pytest.raises(ZhibiaoError) as raised:
        worker.run(task, {"name": "表.docx"}, seconds=seconds)
    assert worker.run("tell", {"name": "b"}, [b"1"], seconds=10)[1] == [b"1"]
    return raised.value


def is_there(pid: int) -> bool:
    """Whether a process runs (one that is only not yet waited for does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(condition: Callable[[], object], seconds: float = 5) -> bool:
    """Whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("task", "code", "detail"),
    [
        ("loop", "RD12", "> 0.5 s"),
        ("stuck", "RD12", "> 0.5 s"),
        ("eat", "RD12", "> 1 GB"),
        ("abort", "RD12", "> 1 GB"),
        ("crash", "WB21", "SIGSEGV"),
        ("leave", "WB21", "exit 3"),
        ("babble", "WB21", ""),
        ("fail", "WB22", "KeyError: 'fault'"),
        ("unknown", "WB22", "KeyError: 'unknown'"),
        ("large", "WB22", "File too large"),
    ],
)
def test_whatever_a_task_does_is_a_code_and_the_next_one_is_done(
    hostile: Worker, task: str, code: str, detail: str
) -> None:
    """Loops, hunger, crashes, nonsense and faults name the file as it was uploaded."""
    error = refused(hostile, task, seconds=0.5 if code == "RD12" and "s" in detail else 20)
    assert (error.code, error.values["path"]) == (code, "表.docx")
    assert detail in str(error.values["detail"])
    assert "表.docx" in error.render("en")


def test_a_coded_error_comes_back_as_it_was_raised(hostile: Worker) -> None:
    """Code and values cross the pipe; the process goes on."""
    pid = hostile.run("tell", {}, seconds=10)[0]["pid"]
    error = refused(hostile, "refuse")
    assert error.render() == ZhibiaoError("RD08", path="表.docx", size_mb=60.5, limit_mb=50).render()
    assert hostile.run("tell", {}, seconds=10)[0]["pid"] == pid


def test_facts_and_contents_arrive_as_they_were_sent(
    hostile: Worker, capfd: pytest.CaptureFixture[str]
) -> None:
    """Any text, lone surrogates too, and bytes of any length; what a library prints or logs goes nowhere."""
    facts = {"name": "表\ud800.docx", "list": [1, None, 2.5]}
    blobs = [b"", os.urandom(3 * 10**6), b"\x00"]
    answer, contents = hostile.run("tell", facts, blobs, seconds=10)
    assert (answer["name"], answer["list"], contents) == (facts["name"], facts["list"], blobs)
    assert hostile.run("chat", {"name": "a"}, seconds=10) == ({"name": "a"}, [])
    assert capfd.readouterr() == ("", "")


def test_the_process_gets_nothing_of_the_desk(hostile: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the desk's environment, no open file, a home and a temporary folder of its own that go with it."""
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")
    with Path(__file__).open("rb") as file:
        os.set_inheritable(file.fileno(), True)
        answer, _ = hostile.run("tell", {}, seconds=10)
    assert "secret" not in str(answer["environment"])
    assert answer["environment"]["HOME"] == answer["environment"]["TMPDIR"]
    folder = Path(answer["environment"]["TMPDIR"])
    assert folder.stat().st_mode & 0o777 == 0o700
    assert answer["files"] <= 7  # three standard ones, two pipes, and those of listing them
    hostile.close()
    assert not folder.exists()


def test_a_process_killed_in_mid_task_is_replaced(hostile: Worker, tmp_path: Path) -> None:
    """The task at hand is WB21, the next has a new process; one killed between tasks is not noticed at all."""
    pids = tmp_path / "pids"

    def kill() -> None:
        until(lambda: pids.exists() and pids.read_text(encoding="utf-8"))
        os.kill(int(pids.read_text(encoding="utf-8")), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(ZhibiaoError) as raised:
        hostile.run("wait", {"name": "a.docx", "pids": str(pids)}, seconds=30)
    killer.join()
    assert (raised.value.code, raised.value.values["detail"]) == ("WB21", "SIGKILL")
    pid = hostile.run("tell", {}, seconds=10)[0]["pid"]
    os.kill(pid, signal.SIGKILL)
    until(lambda: not is_there(pid))
    assert hostile.run("tell", {}, seconds=10)[0]["pid"] != pid


def test_a_process_does_not_outlive_the_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk killed with -9: gone within 5 s though a task is stuck, with its programs and its folder."""
    pids = tmp_path / "pids"
    code = (
        "from zhibiao.desk.work.worker import Worker\n"
        f"Worker(tasks={HOSTILE!r}).run('stuck', {{'pids': {str(pids)!r}}}, seconds=600)"
    )
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", code]) as desk:
        assert until(lambda: pids.exists() and pids.read_text(encoding="utf-8").count(" ") == 2, 20)
        worker, beside, folder = pids.read_text(encoding="utf-8").split(" ", 2)
        assert is_there(int(worker))
        assert is_there(int(beside))
        desk.kill()
    assert until(lambda: not is_there(int(worker)) and not is_there(int(beside)))
    assert until(lambda: not Path(folder).exists())


def test_a_desk_that_ends_takes_an_idle_process_with_it() -> None:
    """Without close(): nothing is left of it."""
    code = (
        "from zhibiao.desk.work.worker import Worker\n"
        f"print(Worker(tasks={HOSTILE!r}).run('tell', {{}}, seconds=9)[0]['pid'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert until(lambda: not is_there(int(done.stdout)))


def test_the_process_is_replaced_now_and_then(hostile: Worker) -> None:
    """After 200 tasks, and after one that left it with too much memory."""
    seen = [hostile.run("tell", {}, seconds=10)[0]["pid"] for _ in range(201)]
    assert len(set(seen[:200])) == 1
    assert seen[200] != seen[199]
    kept = hostile.run("keep", {}, seconds=20)[0]["pid"]
    assert hostile.run("tell", {}, seconds=10)[0]["pid"] != kept


def test_an_idle_process_ends() -> None:
    """After the time that was said; the next task has a new one."""
    with_rest = Worker(tasks=HOSTILE, idle=0.2)
    pid = with_rest.run("tell", {}, seconds=10)[0]["pid"]
    assert until(lambda: not is_there(pid))
    assert with_rest.run("tell", {}, seconds=10)[0]["pid"] != pid
    with_rest.close()


def test_many_threads_may_ask(hostile: Worker) -> None:
    """Each gets its own answer; one process serves them one after the other."""

    def ask(number: int) -> tuple[int, bytes, int]:
        facts, (blob,) = hostile.run("tell", {"n": number}, [b"%d" % number * 10_000], seconds=10)
        return facts["n"], blob, facts["pid"]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(40)))
    assert [(n, blob) for n, blob, _ in answers] == [(n, b"%d" % n * 10_000) for n in range(40)]
    assert len({pid for _, _, pid in answers}) == 1


def test_closing_does_not_wait_for_the_task_at_hand(hostile: Worker, tmp_path: Path) -> None:
    """Who waits for it gets WB21 at once, and so does who asks afterwards."""
    pids = tmp_path / "pids"
    errors: list[ZhibiaoError] = []

    def ask() -> None:
        with pytest.raises(ZhibiaoError) as raised:
            hostile.run("wait", {"pids": str(pids)}, seconds=60)
        errors.append(raised.value)

    asking = threading.Thread(target=ask)
    asking.start()
    assert until(lambda: pids.exists() and pids.read_text(encoding="utf-8"), 10)
    before = time.monotonic()
    hostile.close()
    asking.join()
    assert time.monotonic() - before < 3
    assert [error.code for error in errors] == ["WB21"]
    with pytest.raises(ZhibiaoError) as raised:
        hostile.run("tell", {}, seconds=10)
    assert raised.value.code == "WB21"


def test_tasks_that_cannot_be_loaded_are_said() -> None:
    """A process that does not come up is WB21, not a desk that waits."""
    with pytest.raises(ZhibiaoError) as raised:
        Worker(tasks="zhibiao.desk.nowhere:tasks").run("read", {"name": "a.csv"}, seconds=10)
    assert (raised.value.code, raised.value.values["detail"]) == ("WB21", "exit 1")
