"""Options, exit codes and what stands on standard output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cultdip_desktop.cli.commands import event as event_commands
from tests.offices import PASSPHRASE, ask, command, process, run


@pytest.mark.parametrize("place", [0, 1, 2])
def test_options_stand_before_between_and_after_the_command(mission: Path, place: int) -> None:
    words: list[str | Path] = ["event", "list"]
    words[place:place] = ["--json", "--home", mission, "--language", "en"]
    assert run(*words).json["total"] == 24


def test_the_later_option_wins(mission: Path) -> None:
    assert run("--home", "/không-có", "event", "list", "--home", mission).code == 0


def test_the_office_may_come_from_the_environment(mission: Path) -> None:
    ran = run("event", "list", "--json", environment={"CULTDIP_HOME": str(mission)})
    assert ran.json["total"] == 24


@pytest.mark.parametrize(
    ("argv", "error"),
    [
        (("event", "list"), "cli.home_missing"),
        (("event", "list", "--home", "/không-có"), "office.missing"),
        (("digest", "--home", "/dev/null"), "office.missing"),
    ],
)
def test_an_office_that_is_not_there_is_an_expected_error(argv: tuple[str, ...], error: str) -> None:
    ran = run(*argv, "--json")
    assert (ran.code, ran.error, ran.err) == (3, error, "")


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("bay",),
        ("event",),
        ("event", "list", "--limit", "-1"),
        ("event", "list", "--from", "2026-02-30"),
        ("event", "list", "--lang", "en"),
        ("event", "list", "--language", "fr"),
        ("report", "build", "--period", "2026-Q3"),
        ("hq", "figures", "--by", "colour"),
        ("demo", "--events", "many"),
    ],
)
def test_wrong_usage_is_2_and_json_stays_one_object(argv: tuple[str, ...]) -> None:
    plain = run(*argv)
    assert (plain.code, plain.out) == (2, "")
    assert "usage: cultdip" in plain.err
    as_json = run(*argv, "--json")
    assert (as_json.code, as_json.error, as_json.err) == (2, "cli.usage", "")


@pytest.mark.parametrize("text", ["{0}", "\ufeff{0}\r\n", "{0}\nsecond line\n", "{0}\r\n\r\n"])
def test_a_passphrase_file_may_come_from_any_editor(mission: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "passphrase.txt"
    file.write_bytes(text.format(PASSPHRASE).encode())
    ran = run("event", "list", "--home", mission, "--passphrase-file", file, "--json", passphrase="wrong")
    assert ran.code == 0


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x" * 5000])
def test_a_file_that_is_no_passphrase_is_named(mission: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "p").write_bytes(content)
    ran = run("event", "list", "--home", mission, "--passphrase-file", tmp_path / "p", "--json")
    assert (ran.code, ran.error) == (3, "cli.secret_file_bad")


def test_a_passphrase_is_never_an_argument_and_its_lack_is_said(mission: Path) -> None:
    ran = process("event", "list", "--home", mission, "--json", passphrase=None, stdin=subprocess.DEVNULL)
    assert (ran.code, ran.error) == (3, "cli.passphrase_missing")
    assert run("event", "list", "--home", mission, "--passphrase", "x").code == 2


@pytest.mark.parametrize("wrong", ["", "sai", PASSPHRASE.upper(), PASSPHRASE + " "])
def test_a_wrong_passphrase_opens_nothing(mission: Path, wrong: str) -> None:
    ran = run("digest", "--home", mission, "--json", passphrase=wrong)
    assert (ran.code, ran.error) == (3, "office.wrong_passphrase")


def test_answers_follow_the_language(mission: Path) -> None:
    for language, said in (("vi", "24 sự kiện"), ("en", "24 events")):
        assert run("event", "list", "--home", mission, "--language", language).out.splitlines()[-1] == said
    assert "không" in run("digest", "--home", mission, passphrase="x").err
    assert "not correct" in run("digest", "--home", mission, "--language", "en", passphrase="x").err


def test_a_bug_is_4_with_a_report_and_one_object(
    mission: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(event_commands, "listing", broken)
    ran = run("event", "list", "--home", mission, "--json")
    assert (ran.code, ran.error) == (4, "cli.bug")
    report = Path(ran.json["error"]["report"])
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")


@pytest.mark.slow
def test_json_is_utf8_whatever_the_locale_says(mission: Path) -> None:
    environment = {"LC_ALL": "C", "CULTDIP_PASSPHRASE": PASSPHRASE, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command("event", "list", "--home", mission, "--json"), capture_output=True, check=True, env=environment
    )
    assert json.loads(done.stdout.decode("utf-8"))["total"] == 24
    assert "Praha" in done.stdout.decode("utf-8")


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_bug(mission: Path) -> None:
    environment = {**os.environ, "CULTDIP_PASSPHRASE": PASSPHRASE}
    with subprocess.Popen(
        command("history", "--limit", "100000", "--home", mission),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read().decode()
        assert (running.wait(30), said) == (130, "")


def test_version_and_help_load_no_store() -> None:
    script = (
        "import sys\nfrom cultdip_desktop.cli.main import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "heavy = {'sqlalchemy', 'sqlcipher3', 'cryptography', 'reportlab', 'pyhanko', 'PIL', 'PySide6', 'alembic'}\n"
        "sys.exit(sorted(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("cultdip ")


def test_a_list_of_events_loads_no_pdf_no_signatures_no_pictures(mission: Path) -> None:
    script = (
        "import sys\nfrom cultdip_desktop.cli.main import main\n"
        f"assert main(['event', 'list', '--home', {str(mission)!r}]) == 0\n"
        "heavy = {'reportlab', 'pyhanko', 'PIL', 'PySide6', 'alembic', 'pikepdf', 'xlsxwriter', 'holidays'}\n"
        "sys.exit(str(sorted(heavy & set(sys.modules))) if heavy & set(sys.modules) else 0)"
    )
    environment = {**os.environ, "CULTDIP_PASSPHRASE": PASSPHRASE}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo terminal")
def test_progress_is_drawn_on_a_terminal_only(mission: Path, tmp_path: Path) -> None:
    import pty

    argv = ("report", "build", "--period", "2026-Q3", "--home", mission, "--json")
    silent = process(*argv, "--out", tmp_path / "a.pdf")
    assert (silent.code, silent.err) == (0, "")
    leader, follower = pty.openpty()
    environment = {**os.environ, "CULTDIP_PASSPHRASE": PASSPHRASE}
    done = subprocess.run(
        command(*argv, "--out", tmp_path / "b.pdf"),
        stdout=subprocess.PIPE,
        stderr=follower,
        env=environment,
        check=True,
    )
    os.close(follower)
    drawn = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        drawn += piece
    os.close(leader)
    assert b"%" in drawn
    assert json.loads(done.stdout)["pages"] >= 1


def test_the_digest_of_an_untouched_office_stays(mission: Path) -> None:
    first = ask(mission, "digest")
    assert first.keys() >= {"content_sha256", "history_sha256", "counts"}
    assert ask(mission, "digest") == first


@pytest.mark.parametrize(
    "argv",
    [
        ("export", "--period", "2026-Q3", "--out", "{}.cdrp"),
        ("backup", "--out", "{}"),
        ("backup", "--move-to", "{}"),
        ("key", "install", "{}"),
        ("verify", "goi.cdrp", "--trust", "{}"),
        ("event", "add", "--file", "{}"),
    ],
    ids=" ".join,
)
def test_a_name_too_long_for_any_folder_is_refused(mission: Path, tmp_path: Path, argv: tuple[str, ...]) -> None:
    too_long = str(tmp_path / ("ế" * 100))
    before = sorted(tmp_path.iterdir())
    ran = run(*(word.replace("{}", too_long) for word in argv), "--home", mission, "--json")
    assert (ran.code, ran.error) == (3, "file.unreachable"), ran.out
    assert sorted(tmp_path.iterdir()) == before
