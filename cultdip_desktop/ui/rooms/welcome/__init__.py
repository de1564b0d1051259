"""The first page of all: whose office, what protects it, the code to put away."""

from __future__ import annotations

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.welcome.view import WelcomePage
from cultdip_desktop.ui.rooms.welcome.viewmodel import WelcomeModel

__all__ = ["WelcomePage", "build"]


def build(kit: Kit, *, can_go_back: bool = False) -> WelcomePage:
    """The page; `can_go_back` offers the way back to an office that this machine knows."""
    return WelcomePage(kit, WelcomeModel(kit), can_go_back=can_go_back)
