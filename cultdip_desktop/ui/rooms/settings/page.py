"""What a page of Settings is."""

from __future__ import annotations

from cultdip_desktop.ui.kit.surfaces import ScrollPage


class SettingsPage(ScrollPage):
    """Asks for its data when it is opened, keeps what was typed when it is left."""

    def load(self) -> None:
        """The page is opened: ask the view-model."""

    def keep(self) -> None:
        """The page is left: store what stands in the fields, forget secrets."""

    def fold(self) -> bool:
        """Esc: close what is opened out inside the page; False when there is nothing to close."""
        return False

    def open_part(self, part: str, file: str = "") -> None:
        """The route names something inside the page, about `file` perhaps: open it out when the data is there."""
