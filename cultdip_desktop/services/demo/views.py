"""Filters that the sample office keeps under names."""

from __future__ import annotations

from typing import Any, Final

from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain.saved_view import SavedView

_VIEWS: Final[tuple[tuple[str, str, dict[str, Any]], ...]] = (
    ("events", "Đã tổ chức, chờ kết quả", {"states": ["held"], "sort": "start", "down": False}),
    (
        "events",
        "Điện ảnh và tọa đàm theo M3",
        {"kinds": ["film", "talk"], "goals": ["M3"], "sort": "start", "down": True},
    ),
    (
        "plan",
        "Chưa được duyệt",
        {"states": ["idea", "preparing", "submitted"], "quarter": 0, "sort": "start", "down": False},
    ),
    ("partners", "Còn lời hứa", {"promises": True, "sort": "promises", "down": True}),
)


def saved_views(ids: IdSource) -> tuple[SavedView, ...]:
    """A few for each room that has a list."""
    return tuple(
        SavedView(id=ids.new(), room=room, name=name, content=content, position=position)
        for position, (room, name, content) in enumerate(_VIEWS)
    )
