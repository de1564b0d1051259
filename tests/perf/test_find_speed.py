"""One question to 20,000 events and 5,000 partners, as ratios to plain work on the same machine."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from cultdip_desktop.app import create_mission
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.repo import event, partner
from tests.offices import PASSPHRASE, quick_keys
from tests.perf.test_store_speed import seconds
from tests.store.factory import FIRST, NOON, full_event

EVENTS, PARTNERS = 20_000, 5_000


@pytest.mark.slow
def test_a_question_to_a_large_office_costs_less_than_reading_its_titles(
    tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> None:
    with quick_keys():
        made = create_mission(
            tmp_path / "praha", mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi",
            person_name="Nguyễn Minh Hà", clock=fixed_clock, ids=seeded_ids,
        )  # fmt: skip
    like = full_event(seeded_ids, created_at=NOON, updated_at=NOON)
    words = ("Trung thu", "Tết", "Tuần phim", "Áo dài", "Triển lãm ảnh")
    events = [
        replace(
            like,
            id=seeded_ids.new(),
            number=f"SK-2026-{at:05}",
            title=BiText(f"{words[at % 5]} lần {at}"),
            start=FIRST - timedelta(hours=8 * at),
            end=None,
        )
        for at in range(EVENTS)
    ]
    with contextlib.closing(made.office) as office:
        with office.desk.store.write("hq.import") as tx:
            event.merge_office(tx, "CZ-EMB", events, "gói-1")
            partner.ensure_all(tx, [(f"Nhà hát Hoa Sen {at:04}", "AC.HOST") for at in range(PARTNERS)])
        with office.desk.store.read() as tx:
            scan = seconds(lambda: tx.connection.exec_driver_sql("SELECT id, title_vi FROM event").all())
        office.find.recent()  # as the palette does when it opens
        for typed in ("trung thu", "trung thu 2024", "trungthu", "SK-2026-00031", "hoa sen 49", "trugn thu", "t"):
            assert seconds(partial(office.find.find, typed)) < 2 * scan, typed
