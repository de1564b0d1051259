"""The words of expected errors."""

import re
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n.messages import all_messages, describe
from cultdip_desktop.i18n.words import Words

CATALOG = Path(__file__).parents[2] / "i18n" / "vi" / "LC_MESSAGES" / "cultdip.po"
_PLACES = re.compile(r"\{(\w+)\}")


def test_an_error_is_told_with_its_cause_its_cure_and_its_values() -> None:
    told = describe(Words("vi"), UserError("file.no_space", path="E:/Báo cáo quý III.cdrp"))
    assert told.code == "file.no_space"
    assert told.message == "Không đủ dung lượng trống để ghi E:/Báo cáo quý III.cdrp."
    assert told.advice.startswith("Giải phóng bớt dung lượng")


def test_an_error_that_nobody_listed_is_told_with_its_code_in_both_languages() -> None:
    error = UserError("moon.full", day=15)
    assert describe(Words("vi"), error).message == "Không thực hiện được việc này (mã moon.full)."
    assert "moon.full" in describe(Words("en"), error).message


def test_what_a_file_is_called_never_reaches_the_formatting() -> None:
    told = describe(Words("en"), UserError("file.exists", path="{path.__class__}{code}"))
    assert told.message == "There is already a file named {path.__class__}{code}."


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(all_messages()))
def test_no_error_speaks_python(code: str, language: str) -> None:
    message = all_messages()[code]
    places = _PLACES.findall(message.text + message.advice)
    for value in (None, True, False):
        told = describe(Words(language), UserError(code, **dict.fromkeys(places, value)))
        assert not re.search("None|True|False", told.message + told.advice)
        assert "“”" not in told.message


@pytest.mark.parametrize("code", sorted(all_messages()))
def test_every_error_has_vietnamese_words_with_the_same_places(code: str) -> None:
    words = Words("vi")
    message = all_messages()[code]
    assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", code)
    assert message.text
    for english in filter(None, (message.text, message.advice)):
        places = set(_PLACES.findall(english))
        told = words.t(english, **{place: f"{{{place}}}" for place in places})
        assert told != english, f"no Vietnamese for {english!r}"
        assert set(_PLACES.findall(told)) == places
        assert unicodedata.is_normalized("NFC", told)


def test_vietnamese_quotes_in_one_way() -> None:
    """One pair of marks in the whole language: «…»."""
    with CATALOG.open("rb") as handle:
        catalog = read_po(handle)
    told = [text for message in catalog for text in _forms(message.string)]
    assert [text for text in told if re.search('[“”„"]', text)] == []


def _forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)
