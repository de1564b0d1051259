#!/usr/bin/env python3
"""The one command of this checkout: run, test, check, tour, golden, lock, strings.

Standard library only, so that it works on a machine that has nothing but Python 3.11: it names (as root:
installs) missing system packages, makes `.venv` from the hashed lock, and calls the tools in there.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent
VENV: Final = ROOT / ".venv"
BIN: Final = VENV / ("Scripts" if os.name == "nt" else "bin")
BUILD: Final = ROOT / "build"
STAMP: Final = VENV / "cultdip-lock.txt"
LOCK: Final = ROOT / "requirements.lock"
DEV_LOCK: Final = ROOT / "requirements-dev.lock"
BENCH_LOCK: Final = ROOT / "requirements-bench.lock"

DEMO_PASSPHRASE: Final = "hoa-sen-demo-2026"
"""Public on purpose: it opens sample data and nothing else."""

OFFSCREEN: Final = (
    "libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3", "libbrotli1",
    "libgssapi-krb5-2",
)  # fmt: skip
SCREEN: Final = ("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxkbcommon-x11-0", "libxcb-shape0")
TEST_TOOLS: Final = (
    "openssl",
    "gnutls-bin",
    "unzip",
    "poppler-utils",
    "gcc",
    "libc6-dev",
    "qpdf",
    "softhsm2",
    "libnss3-tools",
    "postgresql",
)


class StepError(Exception):
    """A step ended with something to tell the developer; no traceback wanted."""


# ------------------------------------------------------------------------------------------- the commands


def run(options: argparse.Namespace) -> int:
    """Make the demo offices once, take one event through to a counted package, open the window."""
    prepare(LOCK, OFFSCREEN + (SCREEN if has_screen() else ()))
    home = Path(options.home).resolve() / "mission" if options.home else BUILD / "demo" / "mission"
    headquarters = home.with_name("headquarters")
    if not (home / "office.db").exists():
        say(f"Making a demo mission in {home} and a headquarters beside it (about a minute) …")
        cultdip("demo", "--home", home, "--with-headquarters", headquarters)
    main_job(home, headquarters)
    if not has_screen():
        say("\nThere is no screen here, so the windows are painted into files instead.")
        return paint(home, [("vi", "light", "1366x768"), ("en", "dark", "1366x768")])
    say(f"\nOpening the window. The passphrase of the demo is: {DEMO_PASSPHRASE}")
    return call([tool("cultdip-desktop"), "--home", home])


def test(options: argparse.Namespace) -> int:
    """Every test; the last line is pytest's."""
    prepare(DEV_LOCK, OFFSCREEN + TEST_TOOLS)
    return pytest(options.rest)


def check(options: argparse.Namespace) -> int:
    """What must hold before every commit, in under three minutes."""
    prepare(DEV_LOCK, OFFSCREEN + TEST_TOOLS)
    steps: list[tuple[str, list[object]]] = [
        ("format", [tool("ruff"), "format", "--check", "--quiet", "."]),
        ("lint", [tool("ruff"), "check", "--quiet", "."]),
        ("types", [tool("mypy")]),
        ("floors", [tool("lint-imports")]),
        ("catalogs", [tool("python"), "-m", "tools.catalogs", "missing"]),
    ]
    results = [(name, call(command)) for name, command in steps]
    results.append(("tests", pytest(["-m", "not slow", *options.rest])))
    say("")
    for name, code in results:
        say(f"{name:9} {'ok' if code == 0 else 'FAILED'}")
    return 0 if all(code == 0 for _name, code in results) else 1


def tour(options: argparse.Namespace) -> int:
    """Paint every room in both languages, both themes and both sizes to build/tour."""
    del options
    prepare(LOCK, OFFSCREEN)
    home = BUILD / "tour-office" / "mission"
    if not (home / "office.db").exists():
        cultdip("demo", "--home", home, "--with-headquarters", home.with_name("headquarters"))
    main_job(home, home.with_name("headquarters"))
    return paint(
        home,
        [
            (language, theme, size)
            for language in ("vi", "en")
            for theme in ("light", "dark")
            for size in ("1366x768", "1024x600")
        ],
    )


def golden(options: argparse.Namespace) -> int:
    """Agree to the present look: paint the small pictures in tests/look/golden anew, and write the trees of documents."""
    del options
    prepare(DEV_LOCK, OFFSCREEN)
    os.environ["CULTDIP_GOLDEN"] = "1"
    return pytest(["tests/look/test_golden.py", "tests/reports/test_tags.py", "--quiet"])


def lock(options: argparse.Namespace) -> int:
    """Write the lock files again; `--upgrade` takes newer versions."""
    prepare(DEV_LOCK, ())
    settled = [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-annotate",
        "--no-header",
        "--quiet",
    ]
    compiler = [tool("uv"), "pip", "compile", "pyproject.toml", *settled]
    upgrade = ["--upgrade"] if options.upgrade else []
    code = call([*compiler, "--extra", "hq", "--extra", "dev", "--output-file", DEV_LOCK.name, *upgrade])
    beside = ["--constraint", DEV_LOCK.name, "--output-file"]
    code = code or call([*compiler, "--extra", "hq", *beside, LOCK.name])
    return code or call([*compiler, "--extra", "hq", "--extra", "bench", *beside, BENCH_LOCK.name, *upgrade])


def strings(options: argparse.Namespace) -> int:
    """Carry new and changed English strings into the catalogs, compile, list what lacks Vietnamese."""
    del options
    prepare(DEV_LOCK, ())
    code = call([tool("python"), "-m", "tools.catalogs", "extract"])
    compile_catalogs()
    return code or call([tool("python"), "-m", "tools.catalogs", "missing"])


# -------------------------------------------------------------------------------------------- the main job


def main_job(home: Path, headquarters: Path) -> None:
    """One event, from the officer's desk to the figures of headquarters, printed in plain words; done once."""
    folder = home.parent
    first, last, period, day, offset = last_quarter(date.today())
    package = folder / f"{period}.cdrp"
    if package.exists():
        return
    say(f"\nFrom an event to a number at headquarters, for {period}:")
    event = json.loads((ROOT / "tests" / "assets" / "event.example.json").read_text("utf-8"))
    event |= {"start": f"{day}T17:30:00{offset}", "end": f"{day}T21:00:00{offset}"}
    source = folder / "event.json"
    source.write_text(json.dumps(event, ensure_ascii=False, indent=1), "utf-8")

    identity = cultdip("event", "add", "--file", source, home=home)["id"]
    say(f"  1. wrote down “{event['title']['vi']}” on {day}")
    photo = folder / "photo.jpg"
    call([tool("python"), "-m", "tools.sample_photo", photo], quiet=True)
    cultdip("attach", identity, photo, "--caption-vi", "Rước đèn", "--caption-en", "Lantern parade", home=home)
    say("  2. added a photo with captions in two languages")
    report = folder / f"{period}.pdf"
    report.unlink(missing_ok=True)
    pages = cultdip("report", "build", "--period", period, "--language", "vi", "--out", report, home=home)["pages"]
    say(f"  3. built the quarter's report: {report} ({pages} pages)")
    sealed = cultdip("export", "--period", period, "--out", package, home=home)
    say(f"  4. signed everything into one file: {package} ({sealed['bytes'] / 1e6:.1f} MB)")
    verdict = cultdip("verify", package, home=headquarters)
    say(f"  5. checked it with headquarters' trust: {verdict['result'].replace('_', ' ')}")
    cultdip("hq", "import", package, home=headquarters)
    say("  6. took it in at headquarters")
    rows = cultdip("hq", "figures", "--from", first, "--to", last, "--by", "mission", home=headquarters)["rows"]
    for row in rows:
        say(f"  7. headquarters now counts: {row['key']}, {row['events']} events, {row['attendance']} people")


def last_quarter(today: date) -> tuple[str, str, str, str, str]:
    """First day, last day, name, a day in the middle of the last finished quarter, and Praha's offset on it."""
    year, quarter = (today.year, (today.month - 1) // 3) if today.month > 3 else (today.year - 1, 4)
    month = quarter * 3
    last = {3: 31, 6: 30, 9: 30, 12: 31}[month]
    offset = "+01:00" if quarter in (1, 4) else "+02:00"
    return (
        f"{year}-{month - 2:02}-01",
        f"{year}-{month:02}-{last}",
        f"{year}-Q{quarter}",
        f"{year}-{month - 1:02}-15",
        offset,
    )


def paint(home: Path, looks: Sequence[tuple[str, str, str]]) -> int:
    """Paint the tour of the mission and of the headquarters beside it in each look; list the files."""
    for office in (home, home.with_name("headquarters")):
        for language, theme, size in looks:
            target = BUILD / "tour" / f"{office.name}-{language}-{theme}-{size}"
            shutil.rmtree(target, ignore_errors=True)
            look = ["--language", language, "--theme", theme, "--size", size]
            say(f"\n{target}:")
            code = call([tool("cultdip-desktop"), "--home", office, "--tour", target, *look], offscreen=True)
            if code:
                return code
    return 0


def cultdip(*arguments: str | Path, home: Path | None = None) -> dict[str, Any]:
    """Call the command line with --json and give its answer; stop with its own words when it refuses."""
    place = [] if home is None else ["--home", home]
    command = [str(part) for part in (tool("cultdip"), *arguments, *place, "--json")]
    done = subprocess.run(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, check=False)
    answer: dict[str, Any] = json.loads(done.stdout) if done.stdout.strip() else {}
    if done.returncode:
        error = answer.get("error", {})
        raise StepError(
            f"cultdip {shlex.join(command[1:])}\n  ended with {done.returncode}: "
            f"{error.get('message', answer)} {error.get('advice', '')}"
        )
    return answer


# ------------------------------------------------------------------------------------------ the environment


def prepare(lock_file: Path, packages: Sequence[str]) -> None:
    """Bring the machine and `.venv` to the state that the lock file names; quick when it is there already."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words on the machine that has only an older one
        raise StepError("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    no_venv = importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None
    need_system_packages([*(["python3-venv"] if no_venv else []), *packages])
    wanted = stamp_for(lock_file)
    if wanted not in (STAMP.read_text("utf-8").splitlines() if STAMP.exists() else []):
        make_venv(lock_file)
        lines = {stamp_for(LOCK), wanted} if lock_file == DEV_LOCK else {wanted}
        STAMP.write_text("\n".join(sorted(lines)) + "\n", "utf-8")
    compile_catalogs()
    call([tool("python"), "-m", "compileall", "-q", "cultdip_desktop"])  # or each start compiles 150 modules anew


def need_system_packages(names: Sequence[str]) -> None:
    """Install missing Debian packages as root; otherwise say the exact command. Elsewhere nothing is known."""
    if shutil.which("dpkg-query") is None or not names:
        return
    lacking = [name for name in names if not is_installed(name)]
    if not lacking:
        return
    command = f"apt-get install -y --no-install-recommends {' '.join(lacking)}"
    if os.name != "posix" or os.geteuid() != 0:
        raise StepError(f"These system packages are missing. Please run:\n  sudo {command}")
    say(f"Installing system packages: {' '.join(lacking)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for attempt in ("apt-get update -q", command + " -q"):
        if subprocess.run(shlex.split(attempt), env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
            say(f"  “{attempt}” failed")
    still = [name for name in lacking if not is_installed(name)]
    if still:
        raise StepError(f"These system packages could not be installed: {' '.join(still)}")


def is_installed(name: str) -> bool:
    """Whether dpkg has the package, also under the name it bears since the 64-bit time transition."""
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status}\n", name, f"{name}t64"]
    found = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    return "installed" in found.split()


def make_venv(lock_file: Path) -> None:
    """Create `.venv` if it is not there or broken, and install exactly what the lock names, by hash."""
    python = tool("python")
    works = (
        python.exists()
        and subprocess.run([python, "-m", "pip", "-V"], capture_output=True, check=False).returncode == 0
    )
    if not works:
        say("Making .venv …")
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    say(f"Installing {lock_file.name} (first time: a few minutes) …")
    pip = [tool("python"), "-m", "pip", "install", "--disable-pip-version-check", "-qq", "--require-hashes"]
    if call([*pip, "-r", lock_file]):
        raise StepError(f"pip could not install {lock_file.name}; is the network reachable?")
    link_project()


def link_project() -> None:
    """Make the checkout importable and its two programs callable in `.venv`, without asking any index."""
    query = [str(tool("python")), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(query, capture_output=True, text=True, check=True).stdout.strip())
    (site / "cultdip_checkout.pth").write_text(f"{ROOT}\n", "utf-8")
    for program, module in (("cultdip", "cultdip_desktop.cli.main"), ("cultdip-desktop", "cultdip_desktop.ui.main")):
        lines = f"import sys\nfrom {module} import main\nsys.exit(main())\n"
        if os.name == "nt":
            run_it = f"import sys; from {module} import main; sys.exit(main())"
            tool(program).write_text(f'@"%~dp0python.exe" -c "{run_it}" %*\n', "utf-8")
        else:
            script = tool(program)
            # sh starts Python, which reads the first line as text: a path may hold spaces and be of any length
            script.write_text(f"#!/bin/sh\n'''exec' '{tool('python')}' \"$0\" \"$@\"\n' '''\n{lines}", "utf-8")
            script.chmod(0o755)


def stamp_for(lock_file: Path) -> str:
    """What the stamp file says when `.venv` holds this lock for this checkout."""
    return f"{lock_file.name} {hashlib.sha256(lock_file.read_bytes() + os.fsencode(ROOT)).hexdigest()}"


def compile_catalogs() -> None:
    """Make the .mo files when a .po file is newer."""
    sources = sorted((ROOT / "i18n").glob("*/LC_MESSAGES/cultdip.po"))
    stale = [po for po in sources if not (mo := po.with_suffix(".mo")).exists() or newer(po, mo)]
    if stale and call([tool("python"), "-m", "tools.catalogs", "compile"]):
        raise StepError("the catalogs do not compile")


def tool(name: str) -> Path:
    """The path of a program in `.venv`."""
    if os.name != "nt":
        return BIN / name
    return BIN / f"{name}.cmd" if name.startswith("cultdip") else BIN / f"{name}.exe"


def newer(left: Path, right: Path) -> bool:
    """Whether `left` was changed after `right`."""
    return left.stat().st_mtime_ns > right.stat().st_mtime_ns


def environment(*, offscreen: bool = False) -> dict[str, str]:
    """What every program we start sees."""
    result = dict(os.environ) | {"PYTHONUTF8": "1", "CULTDIP_PASSPHRASE": DEMO_PASSPHRASE}
    if offscreen or not has_screen():
        result["QT_QPA_PLATFORM"] = "offscreen"
        # the offscreen platform warns of itself at every window; what warns of us goes through the log in tests
        result.setdefault("QT_LOGGING_RULES", "default.warning=false")
    return result


def has_screen() -> bool:
    """Whether a window can be opened here."""
    return os.name == "nt" or sys.platform == "darwin" or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))


def pytest(rest: Sequence[str]) -> int:
    """Run pytest on at least two processes, offscreen, without the demo's passphrase."""
    workers = max(2, min(4, os.cpu_count() or 2))
    command = [tool("python"), "-m", "pytest", "-n", str(workers), "--dist", "worksteal", *rest]
    sys.stdout.flush()
    seen = environment(offscreen=True)
    for name in ("CULTDIP_PASSPHRASE", "QT_LOGGING_RULES"):
        del seen[name]
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=seen, check=False).returncode


def call(command: Sequence[object], *, offscreen: bool = False, quiet: bool = False) -> int:
    """Run a program in the checkout, its output shown; gives its exit code."""
    sys.stdout.flush()
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=environment(offscreen=offscreen), stdout=output, check=False
    ).returncode


def say(text: str) -> None:
    """Tell the developer."""
    print(text, flush=True)


def main() -> int:
    """Read the command and run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for action in (run, test, check, tour, golden, lock, strings):
        sub = commands.add_parser(action.__name__, help=(action.__doc__ or "").splitlines()[0])
        sub.set_defaults(action=action, rest=[])
        if action is run:
            sub.add_argument("--home", help="folder for the demo offices (default: build/demo)")
        if action is lock:
            sub.add_argument("--upgrade", action="store_true", help="take newer versions")
    options, rest = parser.parse_known_args()
    if rest and options.command not in ("test", "check"):
        parser.error(f"unknown: {' '.join(rest)}")
    options.rest = rest
    started = time.monotonic()
    try:
        code: int = options.action(options)
    except StepError as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if options.command in ("check", "run", "tour"):
        say(f"done in {time.monotonic() - started:.0f} s")
    return code


if __name__ == "__main__":
    sys.exit(main())
