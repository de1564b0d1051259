"""UUIDv7: order, shape, repeatability."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from cultdip_desktop.core.clock import FixedClock, SystemClock
from cultdip_desktop.core.ids import ClockIds, SeededIds, is_uuid7, uuid7


def test_layout_is_the_example_of_rfc_9562_appendix_a_6() -> None:
    made = uuid7(0x017F22E279B0, 0xCC3, 0x18C4DC0C0C07398F)
    assert made == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_ids_rise_within_one_millisecond(fixed_clock: FixedClock) -> None:
    source = ClockIds(fixed_clock)
    ids = [source.new() for _ in range(10_000)]
    assert ids == sorted(set(ids))


def test_ids_rise_when_the_clock_is_set_back(fixed_clock: FixedClock) -> None:
    source = ClockIds(fixed_clock)
    before = source.new()
    fixed_clock.set(fixed_clock.now() - timedelta(days=1))
    assert source.new() > before


def test_ids_from_several_threads_never_repeat() -> None:
    source = ClockIds(SystemClock())
    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(lambda _: source.new(), range(2_000)))
    assert len(set(ids)) == len(ids)


def test_every_id_has_the_canonical_form(seeded_ids: SeededIds) -> None:
    assert all(is_uuid7(seeded_ids.new()) for _ in range(100))


def test_other_versions_and_upper_case_are_not_taken_for_ours() -> None:
    assert not is_uuid7("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    assert not is_uuid7("017f22e2-79b0-4cc3-98c4-dc0c0c07398f")
    assert not is_uuid7("017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n")


def test_the_same_seed_and_clock_give_the_same_ids() -> None:
    def first_three(seed: int) -> list[str]:
        source = SeededIds(seed, FixedClock(datetime(2026, 2, 17, tzinfo=UTC)))
        return [source.new() for _ in range(3)]

    assert first_three(7) == first_three(7) != first_three(8)
