"""What PySide6 leaves for later works as it did: the words of its errors, its documentation, its own modules."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASKED = """
import sys
from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QLabel
for call in (
    lambda: QSize("a", 3, 4), lambda: QSize("a", 3), lambda: QTimer.singleShot("x"), lambda: QObject(foo=3),
    lambda: QObject().setObjectName(3), lambda: QLabel.setText(1, 2), lambda: QObject().nothing,
):
    try:
        print(call())
    except Exception as error:
        print(repr(error))
print(QObject.setObjectName.__doc__, QLabel.__doc__, QSize(3, 4))
import PySide6.support.signature.layout as layout
from shibokensupport.signature.lib import pyi_generator
print(layout.__spec__.name, layout.create_signature, pyi_generator.Formatter)
"""
"""Wrong calls, and the modules by name."""


def said(*before: str) -> list[str]:
    """What a process of its own prints; addresses are not the same twice."""
    code = "\n".join((*before, ASKED))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return [line.partition(" at 0x")[0] for line in done.stdout.splitlines()]


def test_wrong_calls_are_told_in_the_same_words_as_without_us() -> None:
    late = said("import cultdip_desktop.ui")
    assert late == said()
    assert any("Supported signatures" in line for line in late)


@pytest.mark.parametrize("name", ["parser", "layout", "mapping", "lib.pyi_generator", "lib.enum_sig"])
def test_a_start_compiles_none_of_it(name: str) -> None:
    code = (
        "import sys, cultdip_desktop.ui\nfrom PySide6.QtWidgets import QApplication\n"
        f"print(len(vars(sys.modules['shibokensupport.signature.{name}'])))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert int(done.stdout) < 8, "only what every module has"
