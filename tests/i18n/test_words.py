"""Strings in a chosen language."""

import os
import warnings
from pathlib import Path

import pytest

from cultdip_desktop.i18n import words as module
from cultdip_desktop.i18n.words import MissingParameterWarning, Words, fill

_HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for Vietnamese catalogs, used instead of the product's."""
    monkeypatch.setattr(module, "catalogs", lambda: tmp_path)
    found = tmp_path / "vi" / "LC_MESSAGES"
    found.mkdir(parents=True)
    return found


def _source(folder: Path, body: str) -> Path:
    path = folder / "cultdip.po"
    path.write_text(_HEAD + body, "utf-8")
    return path


def test_a_source_catalog_without_a_built_one_is_compiled_in_memory(folder: Path) -> None:
    _source(folder, 'msgid "Event"\nmsgstr "Sự kiện"\n')
    assert Words("vi").t("Event") == "Sự kiện"
    assert not (folder / "cultdip.mo").exists()


def test_a_built_catalog_that_is_older_than_its_source_is_passed_over(folder: Path) -> None:
    source = _source(folder, 'msgid "Event"\nmsgstr "Sự kiện"\n')
    built = folder / "cultdip.mo"
    built.write_bytes(module._compile(source, "vi"))
    _source(folder, 'msgid "Event"\nmsgstr "Hoạt động"\n')
    os.utime(built, (1, 1))
    assert Words("vi").t("Event") == "Hoạt động"


def test_a_built_catalog_alone_is_enough(folder: Path) -> None:
    source = _source(folder, 'msgid "Event"\nmsgstr "Sự kiện"\n')
    (folder / "cultdip.mo").write_bytes(module._compile(source, "vi"))
    source.unlink()
    assert Words("vi").t("Event") == "Sự kiện"


def test_a_string_that_is_not_translated_yet_stays_english(folder: Path) -> None:
    _source(folder, 'msgid "Event"\nmsgstr ""\n\nmsgid "{n} event"\nmsgid_plural "{n} events"\nmsgstr[0] ""\n')
    assert Words("vi").t("Event") == "Event"
    assert Words("vi").n("{n} event", "{n} events", 2) == "2 events"
    assert Words("vi").t("Nowhere") == "Nowhere"


def test_a_context_tells_two_meanings_apart(folder: Path) -> None:
    _source(folder, 'msgctxt "verb"\nmsgid "Open"\nmsgstr "Mở"\n\nmsgctxt "state"\nmsgid "Open"\nmsgstr "Đang mở"\n')
    words = Words("vi")
    assert (words.c("verb", "Open"), words.c("state", "Open"), words.c("other", "Open")) == ("Mở", "Đang mở", "Open")


def test_a_count_is_grouped_and_takes_the_plural_of_its_language(folder: Path) -> None:
    _source(folder, 'msgid "{n} event"\nmsgid_plural "{n} events"\nmsgstr[0] "{n} sự kiện"\n')
    assert Words("vi").n("{n} event", "{n} events", 1234) == "1.234 sự kiện"
    assert Words("en").n("{n} event", "{n} events", 1) == "1 event"
    assert Words("en").n("{n} event", "{n} events", 1234) == "1,234 events"


def test_braces_in_a_value_are_never_interpreted() -> None:
    hostile = "{0.__class__.__mro__} {name} {{}} %s"
    assert fill("Đã gửi {name} đến {place}", {"name": hostile, "place": "Hà Nội"}) == f"Đã gửi {hostile} đến Hà Nội"


def test_places_that_are_not_plain_names_stay_as_they_are() -> None:
    assert fill("{a.b} {a[0]} {a!r} {} {{a}}", {"a": 1}) == "{a.b} {a[0]} {a!r} {} {a}"


def test_none_fills_a_place_with_nothing() -> None:
    assert fill("[{name}]", {"name": None}) == "[]"


def test_a_missing_value_warns_so_that_tests_fail_and_leaves_the_place_visible() -> None:
    with pytest.warns(MissingParameterWarning, match="no value for {name}"):
        assert Words("en").t("Sent {name}") == "Sent {name}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert Words("en").t("Sent {name}", other=1) == "Sent {name}"


def test_two_languages_live_side_by_side() -> None:
    assert (Words("vi").t("today"), Words("en").t("today")) == ("hôm nay", "today")
