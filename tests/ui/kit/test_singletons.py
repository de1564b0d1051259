"""The program survives the reference counts of PySide6 on Python 3.11."""

from __future__ import annotations

import sys

import pytest

import cultdip_desktop.ui


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="they are immortal from 3.12 on")
@pytest.mark.parametrize("singleton", [None, True, False])
def test_a_library_that_steals_references_cannot_bring_a_singleton_to_its_end(singleton: object) -> None:
    assert cultdip_desktop.ui.__doc__
    assert sys.getrefcount(singleton) > 1 << 40
