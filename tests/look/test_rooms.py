"""One walk through every room in each of a few dresses; every question is asked at every stop.

The dresses of every day: the longer language in the light theme and wide, Vietnamese with large letters in the
dark theme and narrow. `CULTDIP_NIGHTLY=1` adds the rest.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.theme import Scheme
from tests.look import pseudo, sight, texts
from tests.look.rooms import SMALL, WIDE, Visitor, described, shown


@dataclass(frozen=True)
class Dress:
    """How the windows look during a walk."""

    language: str
    scheme: Scheme
    scale: int
    size: tuple[int, int]
    nightly: bool = True

    @property
    def name(self) -> str:
        """In the test's name."""
        return f"{self.language}-{self.scheme}-{self.scale}-{self.size[0]}"


DRESSES = (
    Dress("longer", "light", 100, WIDE, nightly=False),
    Dress("vi", "dark", 130, SMALL, nightly=False),
    Dress("vi", "light", 130, WIDE),
    Dress("en", "light", 130, SMALL),
    Dress("longer", "dark", 100, SMALL),
    Dress("vi", "dark", 100, WIDE),
)
TONIGHT = [dress for dress in DRESSES if not dress.nightly or os.environ.get("CULTDIP_NIGHTLY")]


@contextlib.contextmanager
def dressed(visitor: Visitor, dress: Dress) -> Iterator[None]:
    """Within the block the windows are shown so."""
    with contextlib.ExitStack() as stack:
        if dress.language == "longer":
            stack.enter_context(pseudo.spoken())
        visitor.kit.live.switch("en" if dress.language != "vi" else "vi")
        visitor.kit.look.choose(scheme=dress.scheme, scale=dress.scale)
        yield


def findings(stops: Iterator[tuple[str, QWidget]], dress: Dress, known: Callable[[], frozenset[str]]) -> list[str]:
    """What is wrong, each thing once, with the first stop where it was seen."""
    found: dict[str, None] = {}
    faint = sight.Faint()
    words = known() if dress.language == "longer" else None
    for stop, window in stops:
        widgets = shown(window)
        wrong = [*sight.nameless(widgets), *texts.cut(widgets), *faint(widgets, window)]
        if words is not None:
            wrong += [(widget, f"not from a catalog: {text!r}") for widget, text in texts.foreign(widgets, words)]
        for widget, trouble in wrong:
            found.setdefault(f"{stop}: {trouble} {described(widget)}")
    return list(found)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("dress", TONIGHT, ids=lambda dress: dress.name)
def test_texts_of_every_room_are_named_translated_whole_and_clear(
    visitor: Visitor, office: Office, dress: Dress
) -> None:
    with dressed(visitor, dress):
        wrong = findings(visitor.rooms(office, dress.size), dress, lambda: texts.data_words(office))
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("dress", TONIGHT, ids=lambda dress: dress.name)
def test_texts_before_an_office_is_open_are_named_translated_whole_and_clear(visitor: Visitor, dress: Dress) -> None:
    with dressed(visitor, dress):
        wrong = findings(visitor.pages(dress.size), dress, lambda: texts.PLAIN_WORDS)
    assert not wrong, "\n".join(wrong)


def test_the_pseudo_language_marks_and_stretches() -> None:
    with pseudo.spoken():
        assert Words("en").t("Sent {n} files", n="3") == "⟦Sent 3 files~~~⟧"
    assert pseudo.unmarked("⟦Sent ⟦three⟧ files⟧ rest") == "  rest"


def test_a_walk_sees_what_is_wrong(visitor: Visitor, tmp_path: Path) -> None:
    del tmp_path
    from PySide6.QtWidgets import QLabel, QLineEdit

    window = QWidget()
    window.resize(300, 200)
    cut, faint, nameless = QLabel("Một câu dài hơn chỗ của nó", window), QLabel("Rất nhạt", window), QLineEdit(window)
    cut.setGeometry(10, 10, 40, 20)
    faint.setGeometry(10, 50, 200, 20)
    faint.setStyleSheet("color: rgb(200, 200, 200); background: white")
    nameless.setGeometry(10, 90, 200, 30)
    window.show()
    visitor.settle()
    widgets = shown(window)
    assert [widget for widget, _ in texts.cut(widgets)] == [cut]
    assert [widget for widget, _ in sight.nameless(widgets)] == [nameless]
    assert [widget for widget, _ in sight.Faint()(widgets, window)] == [faint]
    assert cut in [widget for widget, _ in texts.foreign(widgets, frozenset())]
    window.close()
