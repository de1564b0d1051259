"""Every sentence that people read exists in Vietnamese, and every error has its words."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from babel.messages.catalog import Catalog, Message

from cultdip_desktop.i18n.messages import all_messages
from tests.architecture.sources import ROOT, called, product
from tools import catalogs

PLACE = re.compile(r"\{([a-z_0-9]+)(?:![rs])?(?::[^}]*)?\}")
OLD_TONE = re.compile(r"\b\w*(?:[oO][áàảãạÁÀẢÃẠ]|[uU][ýỳỷỹỵÝỲỶỸỴ]|[oO][éèẻẽẹÉÈẺẼẸ])\b")
"""Old spelling puts the tone on the last vowel of an open syllable: hoá, khoẻ, thuỷ. `qu` is a consonant."""


@cache
def template() -> Catalog:
    """What the sources say right now."""
    return catalogs.extract()


@cache
def vietnamese() -> Catalog:
    """The committed Vietnamese catalog."""
    return catalogs.load(catalogs.catalog_path("vi"), "vi")


def entries(catalog: Catalog) -> list[Message]:
    return [entry for entry in catalog if entry.id]


def strings(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else []


def key(entry: Message) -> tuple[str | None, str]:
    return entry.context, strings(entry.id)[0]


# ------------------------------------------------------------------------------------------- the catalogs


def test_every_string_of_the_sources_is_in_vietnamese() -> None:
    known = {key(entry) for entry in entries(vietnamese()) if all(strings(entry.string))}
    assert [key(entry) for entry in entries(template()) if key(entry) not in known] == []


def test_no_translation_is_uncertain() -> None:
    assert [key(entry) for entry in entries(vietnamese()) if entry.fuzzy] == []


def test_the_template_holds_what_the_sources_say() -> None:
    committed = {key(entry) for entry in entries(catalogs.load(catalogs.template_path(), None))}
    said = {key(entry) for entry in entries(template())}
    assert sorted(map(str, committed ^ said)) == [], "run: python3 dev.py strings"


def test_a_translation_has_the_places_of_its_original() -> None:
    differing = []
    for entry in entries(vietnamese()):
        wanted = set(PLACE.findall(" ".join(strings(entry.id))))
        for text in strings(entry.string):
            has = set(PLACE.findall(text))
            # a singular may do without its number: "One event" / "{n} events"
            if text and has != wanted and not (entry.pluralizable and wanted - has <= {"n"} and has <= wanted):
                differing.append((key(entry), sorted(has ^ wanted)))
    assert differing == []


def test_vietnamese_is_written_in_composed_form() -> None:
    text = catalogs.catalog_path("vi").read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_vietnamese_puts_its_tone_marks_where_the_new_spelling_does() -> None:
    found = [
        (match.group(), text[:60])
        for entry in entries(vietnamese())
        for text in strings(entry.string)
        for match in OLD_TONE.finditer(text)
        if not re.search(r"[qQ]u\w$", match.group())
    ]
    assert found == []


def test_a_translation_ends_with_the_mark_of_its_original() -> None:
    """An ellipsis promises a dialog, a colon a value, a full stop a sentence: in either language."""
    differing = [
        (entry.id, text)
        for entry in entries(vietnamese())
        for text in strings(entry.string)
        if text and len(strings(entry.id)[-1]) > 4  # "No." is an abbreviation
        if closing_mark(text) != closing_mark(strings(entry.id)[-1])
    ]
    assert differing == []


def closing_mark(text: str) -> str:
    return text[-1] if text[-1] in "….:?" else ""


# ---------------------------------------------------------------------------------------------- the errors


def raised() -> Iterator[tuple[str, ast.Call]]:
    for source in product():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called(node) == "UserError" and node.args:
                yield source.at(node), node


def literal_codes(node: ast.Call) -> list[str]:
    options = [node.args[0]]
    if isinstance(options[0], ast.IfExp):
        options = [options[0].body, options[0].orelse]
    return [part.value for part in options if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def test_every_expected_error_has_its_words() -> None:
    assert [f"{where} {code}" for where, n in raised() for code in literal_codes(n) if code not in all_messages()] == []


def test_no_error_code_is_put_together() -> None:
    built = [where for where, node in raised() if isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))]
    assert built == []


def test_the_words_of_an_error_use_only_what_it_carries() -> None:
    lacking = []
    for where, node in raised():
        given = {keyword.arg for keyword in node.keywords}
        for code in literal_codes(node):
            if code in all_messages() and None not in given:
                words = all_messages()[code]
                places = set(PLACE.findall(f"{words.text} {words.advice}"))
                lacking += [f"{where} {code} lacks {name}" for name in sorted(places - given - {"code"})]
    assert lacking == []


def test_every_code_is_dotted_and_every_message_ends_as_a_sentence() -> None:
    odd = [
        code
        for code, words in all_messages().items()
        if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", code)
        or not (
            code.startswith("check.")  # the names of checks, which stand one below the other
            or words.text.endswith((".", "?", "…"))
            or re.search(r": [“(]?\{\w+\}[”)]?$", words.text)
        )
        or not (words.advice == "" or words.advice.endswith((".", "?", "…")))
    ]
    assert odd == []


def test_every_code_that_has_words_is_used_somewhere() -> None:
    text = "\n".join(source.text for source in product() if not source.is_in("i18n/messages"))
    assert [code for code in all_messages() if f'"{code}"' not in text] == []


def test_the_catalog_folder_holds_only_our_two_languages() -> None:
    assert sorted(path.name for path in (ROOT / "i18n").iterdir() if path.is_dir()) == sorted(catalogs.LANGUAGES)
