"""Colour tokens, the style sheet made from them, and the palette; switched while the program runs.

Widgets name tokens (`accent`, `warn.tint`), never colours. All lengths of the template are px at 100 %.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.ui.kit import fonts
from cultdip_desktop.ui.kit.icons import IconDrawer

Scheme = Literal["light", "dark"]
Role = Literal["mission", "headquarters"]

TEXT_SCALES: Final = (100, 115, 130)
"""Text sizes a user may choose, in per cent."""

FONT_SIZES: Final = {"display": 24, "h1": 20, "h2": 15, "body": 13, "small": 12, "micro": 11}
"""The only text sizes, px at 100 %."""

STYLE: Final = "cultdip-style"
"""Property of the application that says which style it was started with."""

_MIXED: Final = {
    "warn.line": ("warn.text", "warn.tint", 22),
    "info.line": ("info.text", "info.tint", 18),
    "danger.line": ("danger.text", "danger.tint", 26),
    "accent.line": ("accent.text", "accent.tint", 22),
    "accent.off": ("accent", "bg.window", 45),
    "official.off": ("official.fill", "bg.window", 50),
    "official.hover": ("nav.bg", "official.fill", 22),
    "text.off": ("text.tertiary", "bg.window", 70),
}
"""Tokens mixed from two others: (over, under, per cent of over)."""

_TOKEN: Final = re.compile(r"\$([a-z][a-z0-9]*(?:\.[a-z0-9]+)*)")
_LENGTH: Final = re.compile(r"\b(\d+)px")


@dataclass(frozen=True, slots=True)
class Theme:
    """One complete set of tokens."""

    scheme: Scheme
    role: Role
    tokens: Mapping[str, str]

    def colour(self, token: str) -> QColor:
        """The colour of `token`; an unknown name is a bug and raises KeyError."""
        return QColor(self.tokens[token])

    def style_sheet(self, template: str, scale: int = 100) -> str:
        """Fill `template` with tokens; lengths above 2 px grow with `scale` (per cent)."""
        filled = _TOKEN.sub(lambda found: self.tokens[found.group(1)], template)
        return _LENGTH.sub(lambda found: f"{scaled(int(found.group(1)), scale)}px", filled)

    def palette(self) -> QPalette:
        """The palette for everything the style sheet does not reach (dialogs, placeholders, links)."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text.off"))
        return palette


_PALETTE: Final = {
    QPalette.ColorRole.Window: "bg.window",
    QPalette.ColorRole.Base: "bg.surface",
    QPalette.ColorRole.AlternateBase: "bg.sunken",
    QPalette.ColorRole.Button: "bg.surface",
    QPalette.ColorRole.ToolTipBase: "toast.bg",
    QPalette.ColorRole.ToolTipText: "toast.text",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.BrightText: "official.on",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent.on",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent.text",
    QPalette.ColorRole.LinkVisited: "accent.text",
    QPalette.ColorRole.Light: "bg.surface",
    QPalette.ColorRole.Midlight: "bg.hover",
    QPalette.ColorRole.Mid: "border.control",
    QPalette.ColorRole.Dark: "border.strong",
    QPalette.ColorRole.Shadow: "border.strong",
}


def load_theme(folder: Path, scheme: Scheme, role: Role) -> Theme:
    """Read `tokens.json` in `folder` (resources/themes) and put the role's overrides on top."""
    document = json.loads((folder / "tokens.json").read_text("utf-8"))
    tokens: dict[str, str] = {**document["constant"], **document[scheme]}
    if role == "headquarters":
        tokens.update(document["hq_override"])
    for name, (over, under, share) in _MIXED.items():
        tokens[name] = mix(tokens[over], tokens[under], share)
    return Theme(scheme, role, tokens)


def mix(over: str, under: str, share: int) -> str:
    """`share` per cent of `over` laid on `under`, as an opaque colour name."""
    a, b = QColor(over), QColor(under)

    def part(x: int, y: int) -> int:
        return (x * share + y * (100 - share)) // 100

    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())).name()


def scaled(length: int, scale: int) -> int:
    """A length in px at `scale` per cent; hairlines (up to 2 px) stay as they are."""
    return length if length <= 2 else (length * scale + 50) // 100


class Look(QObject):
    """The look of the running program: theme, text scale, icons, fonts."""

    changed = Signal()
    """Emitted after the application wears the new look; whoever paints by hand repaints."""

    def __init__(self, resources: Path, role: Role = "mission") -> None:
        """`resources` is the shipped data folder. Nothing is applied before `apply`."""
        super().__init__()
        self._folder = resources / "themes"
        self._template = (self._folder / "theme.qss").read_text("utf-8")
        self._role: Role = role
        self._chosen: Scheme | None = None
        self._scale = 100
        self._theme = load_theme(self._folder, self._system_scheme(), role)
        self._icons = IconDrawer(resources / "icons")
        self._faces: dict[tuple[str, int], tuple[QFont, QFontMetrics]] = {}
        fonts.load(resources / "fonts")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)

    @property
    def theme(self) -> Theme:
        """The tokens in force."""
        return self._theme

    @property
    def scale(self) -> int:
        """Text size in per cent."""
        return self._scale

    @property
    def chosen_scheme(self) -> Scheme | None:
        """What the user set; None follows the system."""
        return self._chosen

    def choose(self, *, scheme: Scheme | None, scale: int = 100) -> None:
        """Set the scheme (None = follow the system) and text size, and wear it at once."""
        if scale not in TEXT_SCALES:
            raise ValueError(f"text scale {scale}")
        self._chosen, self._scale = scheme, scale
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, None: Qt.ColorScheme.Unknown}[scheme]
        QGuiApplication.styleHints().setColorScheme(wanted)  # title bars and system dialogs follow; Unknown = system
        self.apply()

    def set_role(self, role: Role) -> None:
        """A mission's window is lacquer brown, headquarters' celadon; known once an office is open."""
        if role != self._role:
            self._role = role
            self.apply()

    def apply(self) -> None:
        """Dress the application: Fusion, font, palette, style sheet."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            raise TypeError("no QApplication to dress")
        self._theme = load_theme(self._folder, self._chosen or self._system_scheme(), self._role)
        self._icons.forget()
        self._faces.clear()
        if application.property(STYLE) != "Fusion":  # asking for the style itself makes all of QStyle (5 ms)
            application.setStyle("Fusion")
            application.setProperty(STYLE, "Fusion")
        application.setFont(self.font("body"))
        application.setPalette(self._theme.palette())
        application.setStyleSheet(self._theme.style_sheet(self._template, self._scale))
        self.changed.emit()

    def px(self, length: int) -> int:
        """A length of the design (px at 100 %) at the chosen text size."""
        return scaled(length, self._scale)

    def colour(self, token: str) -> QColor:
        """The colour of `token` in force."""
        return self._theme.colour(token)

    def font(self, style: str = "body", weight: int = 400) -> QFont:
        """A font for hand-painted text: a style of `FONT_SIZES`, and 400, 500 or 600."""
        return QFont(self._face(style, weight)[0])

    def metrics(self, style: str = "body", weight: int = 400) -> QFontMetrics:
        """How much room words take in the `font` of the same name."""
        return self._face(style, weight)[1]

    def icon(self, name: str, tint: str = "text.secondary", size: int = 16, *, checked: str = "") -> QIcon:
        """The icon tinted by a token; disabled is `text.off`; `checked` is the tint when on or selected."""
        tokens = self._theme.tokens
        on = tokens[checked or tint]
        return self._icons.icon(name, self.px(size), tokens[tint], disabled=tokens["text.off"], on=on, ratio=_ratio())

    def pixmap(self, name: str, tint: str = "text.secondary", size: int = 16) -> QPixmap:
        """The icon as a picture for hand-painting, sharp on the screen with the highest density."""
        return self._icons.pixmap(name, self.px(size), self._theme.tokens[tint], _ratio())

    def _face(self, style: str, weight: int) -> tuple[QFont, QFontMetrics]:
        """Made once a look: a table asks for hundreds at each painting, and a font that was used knows its glyphs."""
        found = self._faces.get((style, weight))
        if found is None:
            font = fonts.make(self.px(FONT_SIZES[style]), weight, heading=style in ("display", "h1", "h2"))
            found = self._faces[style, weight] = (font, QFontMetrics(font))
        return found

    def _system_scheme(self) -> Scheme:
        return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _system_changed(self) -> None:
        if self._chosen is None and self._system_scheme() != self._theme.scheme:
            self.apply()


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a dynamic property of `widget` changed.

    What was never shown has not been looked at yet, and will be.
    """
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property that the style sheet selects on, and restyle only if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def _ratio() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
