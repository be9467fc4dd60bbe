"""The command line as a process of its own: what only the real streams can show."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import process

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
    done = subprocess.run([sys.executable, "-m", "plandocs", "check", name], capture_output=True, check=False)
    assert done.returncode == 3
    assert b".yaml" in done.stderr
    assert b"Traceback" not in done.stderr


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


HANGING = """
import sys, time
from plandocs import api, cli

def hang(*_, **__):
    print("ready", flush=True)
    time.sleep(60)

api.schedule = hang
sys.exit(cli.main(["schedule", "plan.yaml"]))
"""


def test_an_interrupt_ends_it_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HANGING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == b"ready"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in said


@pytest.mark.parametrize("arguments", [["new"], ["build", SAMPLE, "--only", "workbook", "-o"]])
def test_a_place_that_cannot_be_written_is_exit_code_3(tmp_path: Path, arguments: list[object]) -> None:
    """A file where a folder should be stops everybody, also the user who may write everywhere."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = process(*arguments, tmp_path / "file" / "plan.yaml")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"Traceback" not in done.stderr
    assert b"not a directory" in done.stderr


def test_what_somebody_has_edited_is_left_alone_until_forced(tmp_path: Path) -> None:
    command = ("status", SAMPLE, "--as-of", "2027-01-29", "--no-history", "-o", tmp_path)
    assert process(*command).returncode == 0
    mail = tmp_path / "HF-2027-01 Status 2027-01-29.md"
    edited = mail.read_text(encoding="utf-8").replace("At risk", "A little late")
    mail.write_text(edited, encoding="utf-8")
    kept = process(*command)
    assert kept.returncode == 3
    assert f"kept {mail}".encode() in kept.stderr
    assert str(mail).encode() not in kept.stdout
    assert mail.read_text(encoding="utf-8") == edited
    forced = process(*command, "--force")
    assert forced.returncode == 0
    assert "At risk" in mail.read_text(encoding="utf-8")


COLLECTING = """
import gc, sys
from plandocs import cli

code = cli.main(%s)
sys.exit(f"code {code}, collector {gc.isenabled()}")
"""


@pytest.mark.parametrize(("given", "enabled"), [('["--version"]', True), ("", False)])
def test_the_garbage_collector_rests_in_our_own_process_only(given: str, enabled: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COLLECTING % given, "--version"], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == f"code 0, collector {enabled}"
