"""The page that asks for an office's passphrase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.unlock.view import UnlockPage
from cultdip_desktop.ui.rooms.unlock.viewmodel import UnlockModel

__all__ = ["UnlockPage", "build"]


def build(kit: Kit, home: Path, name: BiText, known: Sequence[tuple[Path, BiText]]) -> UnlockPage:
    """The page for the office in `home`; `name` is empty when it was never opened here; `known` are others."""
    return UnlockPage(kit, UnlockModel(kit, home), home, name, known)
