"""What the documents promise is there: package list, commands, locks, licences, nobody's machine."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.architecture.sources import PACKAGE, ROOT, tracked_files

BINARY = {
    ".png",
    ".ttf",
    ".otf",
    ".woff2",
    ".jpg",
    ".jpeg",
    ".heic",
    ".cdrp",
    ".pdf",
    ".mp4",
    ".docx",
    ".xlsx",
    ".webp",
    ".zip",
}
LOCKS = ("requirements.lock", "requirements-dev.lock")


def packages_of_the_tree() -> set[str]:
    folders = (path.parent for path in PACKAGE.rglob("__init__.py"))
    return {folder.relative_to(PACKAGE).as_posix() + "/" for folder in folders if folder != PACKAGE}


def test_the_package_list_of_the_architecture_page_is_the_tree() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    listing = page.split("<!-- packages -->")[1].split("<!-- /packages -->")[0]
    named = set(re.findall(r"^\| `([a-z0-9_/]+/)` ", listing, re.MULTILINE))
    rooms = {name for name in packages_of_the_tree() if not name.startswith(("ui/rooms/", "store/migrations/"))}
    assert named == rooms | {"ui/rooms/"}


def test_the_architecture_page_is_one_page() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()) <= 110


def test_the_two_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    done = subprocess.run([sys.executable, "dev.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for command in ("run", "test"):
        assert f"python3 dev.py {command}" in readme
        assert re.search(rf"\b{command}\b", done.stdout)


def test_ci_calls_exactly_the_test_command_of_the_readme() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[-1] == "exec python3 dev.py test"
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_every_path_that_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", (ROOT / "README.md").read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_has_a_hash_and_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"(?<!\\)\n", text.strip())
    assert [
        entry for entry in entries if not re.match(r"[a-z0-9._-]+==\S+.*\\\n\s+--hash=sha256:[0-9a-f]{64}", entry)
    ] == []
    assert re.search(r"https?:|file:|--(extra-)?index|--find-links|#|\s/", text) is None


def test_the_two_locks_agree() -> None:
    pins = [
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)) for name in LOCKS
    ]
    assert pins[0].items() <= pins[1].items()


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    locks = {
        "requirements.lock": [],
        "requirements-dev.lock": extras["dev"],
        "requirements-bench.lock": extras["bench"],
    }
    for name, needed in locks.items():
        wanted = {re.split(r"[\[<>=;]", line)[0].lower() for line in [*project["dependencies"], *extras["hq"], *needed]}
        pinned = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        assert wanted - pinned == set()


def test_no_file_names_the_machine_it_was_made_on() -> None:
    machine = re.compile(r"/(?:home|Users|work|root)/[A-Za-z0-9_.]|/tmp/[a-z]{2,}|[A-Z]:\\Users|/opt/(?:wheels|pypi)")
    own = {"tests/architecture/test_documents.py"}
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_files()
        if path.suffix not in BINARY and path.relative_to(ROOT).as_posix() not in own
        for match in [machine.search(path.read_text("utf-8", errors="ignore"))]
        if match
    ]
    assert found == []


@pytest.mark.skipif(not shutil.which("git") or not (ROOT / ".git").exists(), reason="only git knows what is committed")
def test_nothing_built_is_committed() -> None:
    built = [str(path.relative_to(ROOT)) for path in tracked_files() if path.suffix in {".mo", ".pyc", ".part", ".log"}]
    assert built == []


GPL = re.compile(r"\bA?GPL|General Public License", re.IGNORECASE)
CHOICE = re.compile(r"LGPL|Lesser", re.IGNORECASE)  # Qt, psycopg: dynamically linked, replaceable


def licence_of(name: str) -> str:
    data = importlib.metadata.metadata(name)
    trove = [line for line in data.get_all("Classifier") or [] if line.startswith("License ::")]
    return " | ".join([data.get("License-Expression") or "", (data.get("License") or "")[:200], *trove])


def test_no_library_that_ships_binds_its_user_to_the_gpl() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    names = re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE)
    installed = {re.sub(r"[-_.]+", "-", dist.name).lower() for dist in importlib.metadata.distributions()}
    bound = {name: found for name in names if name in installed and GPL.search(found := licence_of(name))}
    assert {name: found for name, found in bound.items() if not CHOICE.search(found)} == {}


def test_our_own_licence_is_the_one_that_the_package_declares() -> None:
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license"] == "MIT"


def test_the_changelog_has_a_section_for_the_version_of_the_package() -> None:
    version = re.search(r'__version__ = "([^"]+)"', (PACKAGE / "__init__.py").read_text("utf-8"))
    assert version is not None
    assert f"## {version.group(1)}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
