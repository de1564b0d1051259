"""Translation catalogs: extract the English strings, carry them into every language, compile.

Run as `python -m tools.catalogs extract|compile|missing` (through `dev.py strings`), and by `hatch_build.py`.
A changed English sentence is a new sentence: nothing is ever matched by likeness, so nothing is ever fuzzy.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
DOMAIN: Final = "cultdip"
LANGUAGES: Final = ("vi", "en")
WRAP_WIDTH: Final = 110

_FIXED_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)  # a date that moves with every run makes every merge noisy


def template_path() -> Path:
    """The extracted English strings."""
    return ROOT / "i18n" / f"{DOMAIN}.pot"


def catalog_path(language: str) -> Path:
    """The translations of one language."""
    return ROOT / "i18n" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def extract() -> Catalog:
    """Every string that the sources show to people, with the files it comes from."""
    template = _empty(None)
    for path in sorted((ROOT / "cultdip_desktop").rglob("*.py")):
        for context, message in strings_of(path.read_text("utf-8")):
            template.add(message, None, [(path.relative_to(ROOT).as_posix(), 0)], context=context)
    for entry in template:
        entry.locations = sorted(set(entry.locations))
        entry.flags.discard("python-format")  # "100 % done" is a sentence, not a format
        entry.flags.discard("python-brace-format")
    return template


def strings_of(source: str) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    """The contexts and texts of all calls `t(text)`, `n(one, many, …)`, `c(context, text)` and `N_(text)`.

    Read from the syntax tree: Babel's own reader does not see calls inside f-strings before Python 3.12.
    Where the program chooses (`t(a if x else b)`), both are found.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first, second = ([*map(_literals, node.args[:2]), (), ()])[:2]
        if name in ("t", "N_"):
            yield from ((None, text) for text in first)
        elif name == "n":
            yield from ((None, pair) for pair in zip(first, second, strict=False))
        elif name == "c":
            yield from ((context, text) for context in first for text in second)


def merged(template: Catalog, old: Catalog, language: str) -> Catalog:
    """The template's strings with the translations that `old` has for exactly these; the rest becomes obsolete."""
    known = {(entry.context, _id(entry)): entry for entry in (*old.obsolete.values(), *old) if entry.id}
    result = _empty(language)
    for entry in template:
        if not entry.id:
            continue
        before = known.pop((entry.context, _id(entry)), None)
        string = _fitting(entry, before, result.num_plurals)
        result.add(entry.id, string, entry.locations, auto_comments=entry.auto_comments, context=entry.context)
        kept = result.get(_id(entry), entry.context)
        if kept is not None:
            kept.flags.clear()
    for key, entry in known.items():
        if entry.string and (isinstance(entry.string, str) or any(entry.string)):
            result.obsolete[key[1] if key[0] is None else f"{key[0]}\x04{key[1]}"] = entry
    return result


def load(path: Path, language: str | None) -> Catalog:
    """Read a catalog; one that does not exist yet is empty."""
    if not path.exists():
        return _empty(language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def save(catalog: Catalog, path: Path) -> None:
    """Write a catalog so that two people's changes merge: sorted, no line numbers, one width."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalog, width=WRAP_WIDTH, sort_output=True, include_lineno=False)


def missing(catalog: Catalog) -> Iterator[str]:
    """The strings of `catalog` that lack a translation, or whose translation is marked fuzzy."""
    for entry in catalog:
        strings = entry.string if isinstance(entry.string, (list, tuple)) else [entry.string]
        if entry.id and (entry.fuzzy or not all(strings)):
            yield _id(entry)


def compile_to(folder: Path) -> list[Path]:
    """Compile every catalog to `<folder>/<language>/LC_MESSAGES/cultdip.mo`; gives the files written."""
    written = []
    for language in LANGUAGES:
        target = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            write_mo(stream, load(catalog_path(language), language))
        written.append(target)
    return written


def update() -> None:
    """Extract, and carry the strings into every language."""
    template = extract()
    save(template, template_path())
    for language in LANGUAGES:
        path = catalog_path(language)
        save(merged(template, load(path, language), language), path)


def main(arguments: list[str]) -> int:
    """`extract` updates the catalogs, `compile` makes the .mo files, `missing` lists what lacks Vietnamese."""
    match arguments:
        case ["extract"]:
            update()
            return 0
        case ["compile"]:
            compile_to(ROOT / "i18n")
            return 0
        case ["missing"]:
            lacking = list(missing(load(catalog_path("vi"), "vi")))
            print(*(f"  {text!r}" for text in lacking), f"{len(lacking)} strings lack Vietnamese", sep="\n")
            return 1 if lacking else 0
        case _:
            print(main.__doc__, file=sys.stderr)
            return 2


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment="# Strings of CultDip Desktop. The English text is the key; see tools/catalogs.py.",
        project="cultdip-desktop",
        version="1",
        msgid_bugs_address="",
        creation_date=_FIXED_DATE,
        revision_date=_FIXED_DATE,
        last_translator="CultDip Desktop",
        language_team=language or "none",
        fuzzy=False,
    )


def _literals(node: ast.expr) -> tuple[str, ...]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return (node.value,)
    return (*_literals(node.body), *_literals(node.orelse)) if isinstance(node, ast.IfExp) else ()


def _id(entry: Message) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _fitting(entry: Message, before: Message | None, plurals: int) -> str | tuple[str, ...]:
    """The old translation if it has the shape (plural or not) that the new string asks for."""
    if entry.pluralizable:
        if before is not None and isinstance(before.string, (list, tuple)) and len(before.string) == plurals:
            return tuple(before.string)
        return ("",) * plurals
    return before.string if before is not None and isinstance(before.string, str) else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
