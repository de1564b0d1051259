"""Carrying strings from the sources into the catalogs."""

from __future__ import annotations

import textwrap
from pathlib import Path

from babel.messages.catalog import Catalog

from tools import catalogs


def template(*ids: str | tuple[str, str]) -> Catalog:
    made = Catalog()
    for identity in ids:
        made.add(identity, locations=[("cultdip_desktop/x.py", 0)])
    return made


def vietnamese(**translations: str) -> Catalog:
    made = Catalog(locale="vi")
    for identity, string in translations.items():
        made.add(identity, string)
    return made


def test_a_translation_stays_with_its_exact_sentence() -> None:
    result = catalogs.merged(template("Send"), vietnamese(Send="Gửi"), "vi")
    assert result["Send"].string == "Gửi"


def test_a_changed_sentence_is_new_and_never_guessed() -> None:
    result = catalogs.merged(template("Send all"), vietnamese(Send="Gửi"), "vi")
    assert result["Send all"].string == ""
    assert not result["Send all"].fuzzy


def test_a_sentence_that_comes_back_finds_its_translation_again() -> None:
    gone = catalogs.merged(template("Other"), vietnamese(Send="Gửi"), "vi")
    assert "Send" not in gone
    assert catalogs.merged(template("Send"), gone, "vi")["Send"].string == "Gửi"


def test_a_sentence_that_got_a_plural_asks_for_a_new_translation() -> None:
    result = catalogs.merged(template(("{n} event", "{n} events")), vietnamese(**{"{n} event": "{n} sự kiện"}), "vi")
    assert result["{n} event"].string == ("",)


def test_the_same_sentence_in_two_contexts_keeps_two_translations() -> None:
    made, old = Catalog(), Catalog(locale="vi")
    for context, string in (("month", "Tháng Năm"), ("right", "Được phép")):
        made.add("May", context=context)
        old.add("May", string, context=context)
    result = catalogs.merged(made, old, "vi")
    assert [result.get("May", context).string for context in ("month", "right")] == ["Tháng Năm", "Được phép"]


def test_saving_and_loading_changes_nothing(tmp_path: Path) -> None:
    first = catalogs.merged(template("Send", ("{n} event", "{n} events")), vietnamese(Send="Gửi", Old="Cũ"), "vi")
    catalogs.save(first, tmp_path / "a.po")
    catalogs.save(
        catalogs.merged(template("Send", ("{n} event", "{n} events")), catalogs.load(tmp_path / "a.po", "vi"), "vi"),
        tmp_path / "b.po",
    )
    assert (tmp_path / "a.po").read_bytes() == (tmp_path / "b.po").read_bytes()


def test_what_lacks_a_translation_is_listed() -> None:
    catalog = catalogs.merged(template("Send", "Stop"), vietnamese(Send="Gửi"), "vi")
    assert list(catalogs.missing(catalog)) == ["Stop"]


def test_strings_are_found_wherever_they_are_said() -> None:
    source = """
    f"{day} {words.c('after a date', 'lunar')}"
    words.t("Held" if done else "Planned")
    n("{n} event", "{n} events", count)
    Message(N_("One. "
               "Two."), advice)
    words.t(code)
    words.c(context, "Name")
    """
    assert list(catalogs.strings_of(textwrap.dedent(source))) == [
        (None, "Held"),
        (None, "Planned"),
        (None, ("{n} event", "{n} events")),
        (None, "One. Two."),
        ("after a date", "lunar"),
    ]
