"""The command line as a process of its own: what only the real streams can show."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import BROKEN, process

SAMPLE = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"


def test_exit_codes_of_the_contract(plan: Path, broken: Path, tmp_path: Path) -> None:
    assert process("schedule", plan).returncode == 0
    assert process("schedule", broken).returncode == 1
    assert process("schedule").returncode == 2
    assert process("schedule", tmp_path / "none.yaml").returncode == 3


def test_results_and_messages_do_not_mix(plan: Path, broken: Path) -> None:
    good, bad = process("schedule", plan, "--json"), process("schedule", broken, "--json")
    assert json.loads(good.stdout)["project"] == "SH-1"
    assert good.stderr == b""
    assert bad.stdout == b""
    assert b"error[" in bad.stderr


def test_no_colours_without_a_terminal(broken: Path) -> None:
    assert b"\x1b" not in process("schedule", broken).stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_every_stdout_encoding_works(encoding: str) -> None:
    done = process("schedule", SAMPLE, environment={"PYTHONIOENCODING": encoding, "COLUMNS": "100"})
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert "Thu 25 Feb 2027" in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_file_name_that_is_no_text_is_printed_somehow(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe.yaml"
    try:
        Path(os.fsdecode(name)).write_text(BROKEN, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only text as names")
    done = subprocess.run([sys.executable, "-m", "plandocs", "check", name], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
@pytest.mark.parametrize("arguments", [["schedule", SAMPLE, "--json"], ["schema"], ["check", "nowhere.yaml"]])
def test_a_reader_that_has_gone_is_no_trouble(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "plandocs", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
        code = running.wait(timeout=60)
    assert b"Traceback" not in said
    assert code == (3 if "nowhere.yaml" in arguments else 128 + signal.SIGPIPE)


@pytest.mark.skipif(os.name == "nt", reason="signals are otherwise on Windows")
def test_an_interrupt_ends_it_quietly(tmp_path: Path) -> None:
    fifo = tmp_path / "plan.yaml"
    os.mkfifo(fifo)  # reading it waits for somebody to write: the command hangs until it is interrupted
    command = [sys.executable, "-m", "plandocs", "schedule", str(fifo)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        time.sleep(1.5)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    if running.returncode == 3:
        pytest.skip("only regular files are read")
    assert running.returncode == 130
    assert b"Traceback" not in said


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_an_unwritable_folder_is_exit_code_3(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = process("new", locked / "plan.yaml")
    assert done.returncode == 3
    assert b"permission denied" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_file_where_a_folder_should_be_is_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = process("new", tmp_path / "file" / "plan.yaml")
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
