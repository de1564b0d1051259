"""Colours, sizes and icons of the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.ui.kit import theme as theme_module
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.theme import FONT_SIZES, Role, Scheme, Theme, load_theme

THEMES = resources() / "themes"
TEMPLATE = (THEMES / "theme.qss").read_text("utf-8")

TEXT_PAIRS = [
    *(("text.primary", under) for under in ("bg.window", "bg.surface", "bg.sunken", "bg.hover", "accent.tint")),
    *(("text.secondary", under) for under in ("bg.window", "bg.surface", "bg.sunken", "bg.hover", "accent.tint")),
    *(("text.tertiary", under) for under in ("bg.window", "bg.surface")),
    *((f"{tone}.text", f"{tone}.tint") for tone in ("accent", "warn", "info", "danger", "neutral", "official")),
    *(
        (f"{tone}.text", under)
        for tone in ("accent", "warn", "danger", "info")
        for under in ("bg.window", "bg.surface")
    ),
    *((f"kind.{kind}", f"kind.{kind}.tint") for kind in EventKind),
    ("official.text", "bg.surface"),
    ("accent.on", "accent"),
    ("accent.on", "accent.hover"),
    ("official.on", "official.fill"),
    ("official.on", "official.hover"),
    ("nav.text", "nav.bg"),
    ("nav.text2", "nav.bg"),
    ("nav.current", "nav.active"),
    ("nav.badge.text", "nav.badge"),
    ("toast.text", "toast.bg"),
    ("toast.action", "toast.bg"),
    ("heat.3.text", "heat.3"),
    ("accent.on", "heat.4"),
    ("text.primary", "heat.0"),
    ("text.primary", "heat.1"),
]
EDGE_PAIRS = [
    ("border.strong", "bg.surface"),
    ("border.strong", "bg.window"),
    ("accent", "bg.surface"),
    ("accent", "bg.window"),
    ("danger.border", "bg.surface"),
    ("gold.fill", "bg.surface"),
    ("nav.mark", "nav.bg"),
]


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(theme: Theme, over: str, under: str) -> float:
    a, b = luminance(theme.colour(over)), luminance(theme.colour(under))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


@pytest.fixture(params=[("light", "mission"), ("dark", "mission"), ("light", "headquarters"), ("dark", "headquarters")])
def theme(request: pytest.FixtureRequest) -> Theme:
    scheme, role = request.param
    return load_theme(THEMES, scheme, role)


@pytest.mark.parametrize(("over", "under"), TEXT_PAIRS)
def test_text_is_readable_on_its_surface(theme: Theme, over: str, under: str) -> None:
    assert contrast(theme, over, under) >= 4.5


@pytest.mark.parametrize(("over", "under"), EDGE_PAIRS)
def test_edges_and_focus_can_be_seen(theme: Theme, over: str, under: str) -> None:
    assert contrast(theme, over, under) >= 3.0


def test_the_template_names_only_tokens_that_exist(theme: Theme) -> None:
    assert "$" not in theme.style_sheet(TEMPLATE)


def test_light_and_dark_have_the_same_tokens() -> None:
    light, dark = (load_theme(THEMES, scheme, "mission") for scheme in ("light", "dark"))
    assert light.tokens.keys() == dark.tokens.keys()


def test_the_template_has_no_colours_no_effects_and_only_the_permitted_text_sizes() -> None:
    rules = re.sub(r"/\*.*?\*/", "", TEMPLATE, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", rules)
    assert "shadow" not in rules
    assert {int(size) for size in re.findall(r"font-size:\s*(\d+)px", rules)} <= set(FONT_SIZES.values())


def test_text_size_scales_lengths_but_not_hairlines() -> None:
    theme = load_theme(THEMES, "light", "mission")
    assert theme.style_sheet("a { border: 1px; padding: 2px; height: 20px; }", 130) == (
        "a { border: 1px; padding: 2px; height: 26px; }"
    )


@pytest.mark.parametrize("role", ["mission", "headquarters"])
def test_the_role_shows_in_the_navigation(role: Role) -> None:
    expected = {"mission": "#2b1916", "headquarters": "#10302a"}
    assert load_theme(THEMES, "light", role).colour("nav.bg").name() == expected[role]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_switching_the_theme_dresses_what_is_open(kit: Kit, app: QApplication, scheme: Scheme) -> None:
    changes: list[str] = []
    kit.look.changed.connect(lambda: changes.append(kit.look.theme.scheme))
    kit.look.choose(scheme=scheme, scale=115)
    assert changes == [scheme]
    assert app.palette().window().color() == kit.look.colour("bg.window")
    assert kit.look.px(20) == 23


def test_an_unknown_text_size_is_refused(kit: Kit) -> None:
    with pytest.raises(ValueError, match="text scale"):
        kit.look.choose(scheme=None, scale=200)


def test_controls_have_the_heights_of_the_design(kit: Kit) -> None:
    assert Button(kit, "Gửi biên nhận").sizeHint().height() == 32
    assert Button(kit, "Gửi biên nhận", "primary", icon="send").sizeHint().height() == 32
    assert Button(kit, "Gửi biên nhận", compact=True).sizeHint().height() == 28


def test_digits_have_one_width(kit: Kit) -> None:
    from PySide6.QtGui import QFontMetricsF

    measure = QFontMetricsF(kit.look.font("body"))
    assert measure.horizontalAdvance("1111111111") == measure.horizontalAdvance("0000000000")


def test_a_disabled_icon_is_drawn_paler_and_an_icon_is_drawn_once(kit: Kit) -> None:
    icon = kit.look.icon("send", "accent")
    assert kit.look.icon("send", "accent") is icon
    assert not icon.isNull()


def test_every_icon_that_the_windows_name_is_shipped() -> None:
    shipped = {path.stem for path in (resources() / "icons").glob("*.svg")}
    named: set[str] = set()
    for path in Path(theme_module.__file__).parents[1].rglob("*.py"):
        source = path.read_text("utf-8")
        named |= set(re.findall(r"\bicon=\"([a-z0-9-]+)\"", source))
        named |= set(re.findall(r"(?:IconButton|IconLabel)\(\s*(?:self\.)?_?kit,\s*\"([a-z0-9-]+)\"", source))
        named |= set(re.findall(r"\bMark\(\"([a-z0-9-]+)\"", source))
        named |= set(re.findall(r"\.(?:icon|pixmap|set_icon)\(\"([a-z0-9-]+)\"", source))
    assert named - shipped == set()


def test_a_change_of_theme_after_a_page_was_closed_reaches_nobody_who_is_gone(kit: Kit) -> None:
    import shiboken6

    from cultdip_desktop.ui.kit.numbers import IntegerField
    from cultdip_desktop.ui.kit.room import Room

    gone = [Room(kit, "x", "X"), IntegerField(kit, "lượt người"), Button(kit, "Mở", icon="send")]
    for widget in gone:
        shiboken6.delete(widget)
    kit.look.choose(scheme="dark")
    kit.live.switch("en")
    assert not any(shiboken6.isValid(widget) for widget in gone)
