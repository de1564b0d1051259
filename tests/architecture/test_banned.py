"""Calls that have one room, and things that have none. Ruff's banned-api list does the imports."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator

import pytest

from tests.architecture.sources import Source, called, dotted, product

WRITING_MODE = re.compile(r"[wxa+]")
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9A-Za-z_-])")


def calls(source: Source) -> Iterator[ast.Call]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.Call))


def opens_for_writing(node: ast.Call) -> bool:
    if called(node) != "open":
        return False
    place = 0 if isinstance(node.func, ast.Attribute) and dotted(node.func) not in ("io.open", "os.fdopen") else 1
    modes = [node.args[place]] if len(node.args) > place else []
    modes += [keyword.value for keyword in node.keywords if keyword.arg == "mode"]
    return any(isinstance(m, ast.Constant) and isinstance(m.value, str) and WRITING_MODE.search(m.value) for m in modes)


def writes_a_path(node: ast.Call) -> bool:
    """`path.write_text(…)`; the functions of the same names are core/durable's."""
    is_method = isinstance(node.func, ast.Attribute) and not dotted(node.func).startswith(("durable.", "self."))
    return is_method and called(node) in ("write_text", "write_bytes")


def is_call_of(*names: str) -> Callable[[ast.Call], bool]:
    return lambda node: called(node) in names


def is_dotted(*names: str) -> Callable[[ast.Call], bool]:
    return lambda node: dotted(node.func) in names


def hears_the_look_in_a_lambda(node: ast.Call) -> bool:
    """`kit.look.changed.connect(lambda …)`: nothing disconnects it when its widget is gone, as it does a method."""
    if called(node) != "connect" or not node.args or not isinstance(node.args[0], ast.Lambda):
        return False
    return dotted(node.func).endswith(("look.changed.connect", "live.changed.connect"))


# what is banned, who may, and why
RULES: list[tuple[str, Callable[[ast.Call], bool], tuple[str, ...]]] = [
    ("files are written only through core/durable", opens_for_writing, ("core/durable.py",)),
    ("files are written only through core/durable", writes_a_path, ("core/durable.py",)),
    ("the clock is asked in one place", is_dotted("datetime.now", "datetime.utcnow", "date.today", "time.time"),
     ("core/clock.py",)),
    ("renames are durable", is_dotted("os.replace", "os.rename", "shutil.move"), ("core/durable.py",)),
    ("nothing waits", is_dotted("time.sleep"), ("core/durable.py",)),
    ("no second event loop, no killed thread", is_call_of("processEvents", "terminate"), ()),
    ("no dialog blocks the user", is_call_of("QMessageBox", "QSortFilterProxyModel"), ()),
    ("people's text is shown as plain text: PlainLabel", is_call_of("QLabel"), ("ui/kit",)),
    ("people's text is shown as plain text: plain_tip", is_call_of("setToolTip"), ("ui/kit",)),
    ("look and language are heard by methods, which end with their widget", hears_the_look_in_a_lambda, ()),
    ("nothing unpacks an archive wholesale", is_call_of("extractall"), ()),
    ("nothing shipped is evaluated", is_dotted("eval", "exec"), ("core/records.py",)),
    ("printing has one room", is_call_of("print"), ()),
    ("the program ends in its main only", is_dotted("sys.exit", "os._exit", "exit", "quit"),
     ("cli/main.py", "ui/main.py", "__main__.py", "workshop/child.py")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "is_banned", "rooms"), RULES, ids=[f"{i}-{rule[0]}" for i, rule in enumerate(RULES)])
def test_a_call_is_made_only_in_its_room(
    why: str, is_banned: Callable[[ast.Call], bool], rooms: tuple[str, ...]
) -> None:
    found = [s.at(node) for s in product() if not s.is_in(*rooms) for node in calls(s) if is_banned(node)]
    assert found == [], why


BROAD_EXCEPT_ROOMS = (
    "ui/kit/jobs.py",
    "ui/crash.py",
    "ui/kit/crash.py",
    "ui/main.py",
    "cli/main.py",
    "packages/examination.py",
    "workshop/child.py",
)


def test_a_broad_except_swallows_bugs_only_at_the_outermost_boundaries() -> None:
    found = [
        s.at(node)
        for s in product()
        if not s.is_in(*BROAD_EXCEPT_ROOMS)
        for node in ast.walk(s.tree)
        if isinstance(node, ast.ExceptHandler) and is_broad(node) and not raises_again(node)
    ]
    assert found == []


def is_broad(node: ast.ExceptHandler) -> bool:
    kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(kind is None or dotted(kind) in ("Exception", "BaseException") for kind in kinds)


def raises_again(node: ast.ExceptHandler) -> bool:
    return any(isinstance(inner, ast.Raise) for inner in ast.walk(node))


def test_colours_come_from_the_tokens() -> None:
    found = [
        f"{s.at(node)} {node.value[:40]!r}"
        for s in product()
        for node in ast.walk(s.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX_COLOUR.search(node.value)
    ]
    assert found == []


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{s.name}:{token.start[0]} {token.string[:60]}"
        for s in product()
        for token in tokenize.generate_tokens(io.StringIO(s.text).readline)
        if token.type == tokenize.COMMENT and re.search(r"\b(TODO|FIXME|XXX|HACK)\b", token.string)
    ]
    assert found == []


def test_nothing_is_a_stub() -> None:
    found = [
        s.at(node)
        for s in product()
        for node in ast.walk(s.tree)
        if isinstance(node, ast.Raise) and node.exc is not None and "NotImplementedError" in ast.dump(node.exc)
    ]
    assert found == []


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    found = [
        s.at(node)
        for s in product()
        for node in calls(s)
        if called(node) in ("t", "n", "c", "N_")
        if any(isinstance(part, (ast.JoinedStr, ast.BinOp)) for part in node.args[:2])
    ]
    assert found == []


def test_a_room_asks_services_only_through_its_view_model() -> None:
    """The door of a room (`__init__.py`) is handed the office and gives it to the view-model, no more.

    Types of the composition root and of the store's rows may be named where only the type checker reads.
    """
    found = [
        f"{s.at(node)} imports {module}"
        for s in product()
        if s.is_in("ui/rooms") and not s.name.rsplit("/", 1)[1].startswith("viewmodel")
        for node in ast.walk(s.tree)
        for module in imported(node)
        if re.match(r"cultdip_desktop\.(services|hq|store|packages|media|crypto|app)\b", module)
        and not (re.match(r"cultdip_desktop\.(app|store\.query)\b", module) and node in only_for_types(s))
    ]
    assert found == []


def only_for_types(source: Source) -> set[ast.AST]:
    """What stands inside `if TYPE_CHECKING:`."""
    blocks = (n for n in ast.walk(source.tree) if isinstance(n, ast.If) and dotted(n.test) == "TYPE_CHECKING")
    return {inner for block in blocks for inner in ast.walk(block)}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []


def test_paragraphs_of_a_report_are_made_by_the_one_escaping_room() -> None:
    makers = {s.name for s in product() for node in calls(s) if called(node) == "Paragraph"}
    assert len(makers) <= 1, sorted(makers)
