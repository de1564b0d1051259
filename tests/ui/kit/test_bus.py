"""Views hear of the changes that concern them."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.ui.kit.base import Kit

EVENT = ChangeSet("a", "event.edit", frozenset({"event"}), frozenset({"1"}))
PARTNER = ChangeSet("b", "partner.edit", frozenset({"partner"}))


def test_a_view_hears_only_of_its_kinds(kit: Kit) -> None:
    owner, heard = QObject(), []
    kit.bus.watch(owner, {"event", "media"}, heard.append)
    kit.bus.publish(EVENT)
    kit.bus.publish(PARTNER)
    assert heard == [EVENT]


def test_a_view_that_is_gone_hears_nothing(kit: Kit) -> None:
    owner, heard = QObject(), []
    kit.bus.watch(owner, {"event"}, heard.append)
    shiboken6.delete(owner)
    kit.bus.publish(EVENT)
    assert heard == []


def test_an_action_that_changed_nothing_is_not_published(kit: Kit) -> None:
    heard: list[ChangeSet] = []
    kit.bus.published.connect(heard.append)
    kit.bus.publish(ChangeSet("", "event.edit"))
    assert heard == []
