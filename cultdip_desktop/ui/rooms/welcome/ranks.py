"""Ranks offered at the first start (DOMAIN section 3). An office writes any other rank in its settings."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.domain.text import BiText

MISSION_RANKS: Final[tuple[BiText, ...]] = tuple(
    BiText(vi, en)
    for vi, en in (
        ("Đại sứ đặc mệnh toàn quyền", "Ambassador Extraordinary and Plenipotentiary"),
        ("Đại sứ", "Ambassador"),
        ("Công sứ", "Minister"),
        ("Tham tán Công sứ", "Minister-Counsellor"),
        ("Tham tán", "Counsellor"),
        ("Bí thư thứ nhất", "First Secretary"),
        ("Bí thư thứ hai", "Second Secretary"),
        ("Bí thư thứ ba", "Third Secretary"),
        ("Tùy viên", "Attaché"),
        ("Tổng Lãnh sự", "Consul General"),
        ("Phó Tổng Lãnh sự", "Deputy Consul General"),
        ("Lãnh sự", "Consul"),
        ("Phó Lãnh sự", "Vice Consul"),
        ("Tùy viên lãnh sự", "Consular Attaché"),
    )
)
MISSION_DEFAULT: Final = BiText("Bí thư thứ nhất", "First Secretary")

HEADQUARTERS_DEFAULT: Final = BiText("Chuyên viên", "Desk officer")
HEADQUARTERS_RANKS: Final[tuple[BiText, ...]] = (HEADQUARTERS_DEFAULT, *MISSION_RANKS)
