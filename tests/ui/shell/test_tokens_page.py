"""The page of tokens in Settings: the library, what is plugged in, other authorities."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.packages import certificates
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import settings
from cultdip_desktop.ui.rooms.settings.view_tokens import TokensPage
from tests.packages.world import World, make_world
from tests.signatures import soft_token
from tests.signatures.soft_token import LABEL
from tests.ui.kit_typing import type_text

Settle = Callable[[], None]


@pytest.fixture
def page(kit: Kit, mission: Office, shown: Any, settle: Settle) -> TokensPage:
    """The page in a window, no library chosen."""
    room = settings.build(kit, mission)
    shown(room)
    room.enter(Route("settings", "tokens"))
    settle()
    return room.findChildren(TokensPage)[0]


@pytest.fixture
def world(mission: Office) -> World:
    """Another authority."""
    return make_world(mission.desk.clock.now())


def test_a_chosen_library_shows_its_tokens(
    page: TokensPage, files: ScriptedFileChooser, settle: Settle, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, world: World,
) -> None:  # fmt: skip
    token = soft_token.make(tmp_path, monkeypatch, world)
    token.put("ec")
    files.answers.append(token.module)
    page.choose.click()
    settle()
    assert page.shelf is not None
    [found] = page.shelf.tokens
    assert (found.label, found.tries, found.wrong) == (LABEL, "all", 0)
    assert [one.person for one in found.certificates] == ["Nguyễn Văn An"]
    page.forget.click()
    settle()
    assert page.shelf.module == ""


def test_a_file_that_is_no_library_is_said(
    page: TokensPage, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "thư viện.so"
    file.write_text("không phải thư viện")
    files.answers.append(file)
    page.choose.click()
    settle()
    assert page.shelf is not None
    assert page.shelf.trouble is not None
    assert page.shelf.trouble.code == "token.module_refused"


def test_a_root_is_believed_by_typing_its_fingerprint(
    page: TokensPage, mission: Office, files: ScriptedFileChooser, settle: Settle, tmp_path: Path, world: World
) -> None:
    file = tmp_path / "gốc.pem"
    file.write_text(certificates.to_pem(world.trust.root))
    files.answers.append(file)
    page.roots.begin.click()
    settle()
    type_text(page.roots.typed, "ab" * 32)
    page.roots.believe.click()
    settle()
    assert "không phải" in page.roots.field.error
    page.roots.typed.clear()
    type_text(page.roots.typed, world.trust.root_sha256)
    page.roots.believe.click()
    settle()
    assert [one.sha256 for one in mission.signing.roots.list()] == [world.trust.root_sha256]
    assert not page.roots.field.isVisible()
