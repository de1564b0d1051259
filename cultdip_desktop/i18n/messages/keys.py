"""Errors of the area "keys" in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import Message

MESSAGES: Final[dict[str, Message]] = {}
