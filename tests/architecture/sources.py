"""The product's Python files, parsed once for all rules."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cultdip_desktop"


@dataclass(frozen=True)
class Source:
    """One file: its path from the root, its text and its tree."""

    name: str
    text: str
    tree: ast.Module

    def is_in(self, *rooms: str) -> bool:
        """Whether the file is one of, or lies under one of, `rooms` (paths from the package)."""
        inside = self.name.removeprefix("cultdip_desktop/")
        return any(inside == room or inside.startswith(room.rstrip("/") + "/") for room in rooms)

    def at(self, node: ast.AST) -> str:
        """Where a finding is."""
        return f"{self.name}:{getattr(node, 'lineno', 0)}"


def read(path: Path) -> Source:
    """Parse one file."""
    text = path.read_text("utf-8")
    name = path.relative_to(ROOT).as_posix()
    return Source(name, text, ast.parse(text, name))


@cache
def product() -> tuple[Source, ...]:
    """Everything that ships."""
    return tuple(read(path) for path in sorted(PACKAGE.rglob("*.py")))


@cache
def everything() -> tuple[Source, ...]:
    """Everything that we write: product, tests, tools."""
    folders = [path for folder in ("cultdip_desktop", "tests", "tools") for path in (ROOT / folder).rglob("*.py")]
    return tuple(read(path) for path in sorted([*folders, *ROOT.glob("*.py")]))


@cache
def tracked_files() -> tuple[Path, ...]:
    """What the repository holds, and what is about to be added to it; outside a checkout, what lies there."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = ""
    if shutil.which("git"):
        listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        skip = re.compile(r"(^|/)(\.venv|\.git|build|dist|__pycache__|\.[a-z]+_cache|\.hypothesis)(/|$)")
        found = [path for path in ROOT.rglob("*") if not skip.search(path.relative_to(ROOT).as_posix())]
    else:
        found = [ROOT / name for name in listed.split("\0") if name]
    return tuple(path for path in found if path.is_file())


def called(node: ast.Call) -> str:
    """The last name of what is called: `open` for `path.open(…)` and for `open(…)`."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def dotted(node: ast.expr) -> str:
    """`os.replace` for the expression `os.replace`; empty for anything that is not names and dots."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
