"""The consolidated view: complete as far as it says, equal to the figures, and open down to the signed package."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.joint import Joint, JointState
from cultdip_desktop.domain.overview import Reported, Selection, year_before
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.hq import exemplars
from cultdip_desktop.hq.behind import BehindService
from cultdip_desktop.hq.exemplars import ExemplarService
from cultdip_desktop.hq.figures import FiguresService
from cultdip_desktop.hq.overview import OverviewService
from cultdip_desktop.store.repo import joint as joint_rows
from cultdip_desktop.store.repo import rate as rate_rows
from tests.offices import PASSPHRASE, Pair

EVER = Window(date(2000, 1, 1), date(2100, 12, 31))


@pytest.fixture
def office(taken: Pair) -> Iterator[Office]:
    with open_office(taken.headquarters, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def overview(office: Office) -> OverviewService:
    assert office.overview is not None
    return office.overview


@pytest.fixture
def figures(office: Office) -> FiguresService:
    assert office.figures is not None
    return office.figures


@pytest.fixture
def behind(office: Office) -> BehindService:
    assert office.behind is not None
    return office.behind


@pytest.fixture
def stars(office: Office) -> ExemplarService:
    assert office.exemplars is not None
    return office.exemplars


def test_the_view_says_how_many_missions_are_in_it(overview: OverviewService) -> None:
    shown = overview.overview(Period.parse("2026-Q3").window)
    complete = shown.completeness
    assert (complete.reported, complete.waiting) == (1, 0)
    assert complete.standing["CZ-EMB"] is Reported.IN
    assert complete.expected == complete.missing + 1 > 90
    assert sum(row.expected for row in shown.regions) == complete.expected


def test_a_mission_that_reported_on_earlier_days_only_is_missing_from_later_ones(overview: OverviewService) -> None:
    assert overview.overview(Period.parse("2026").window).completeness.standing["CZ-EMB"] is Reported.IN
    assert overview.overview(Period.parse("2026-Q4").window).completeness.day >= date(2026, 10, 1)


def test_kinds_and_months_and_regions_add_up_to_the_same_total(
    overview: OverviewService, figures: FiguresService, taken: Pair
) -> None:
    figures.refresh()
    shown = overview.overview(EVER)
    total = shown.now.total.events
    assert total == taken.counts["held"]
    assert sum(row.events for row in shown.kinds) == total
    assert sum(now for _month, now, _before in shown.months) == total
    assert shown.now.total.attendance == taken.counts["attendance"]
    groups = figures.figures(EVER, Dimension.GROUP).figures.rows
    counts = {row.key: row.events for row in groups}
    cells = {cell.code: cell.events for row in shown.regions for cell in row.cells if row.region == "europe"}
    assert {code: number for code, number in cells.items() if number} == {
        code: number for code, number in counts.items() if code in cells
    }


def test_another_region_shows_none_of_it(overview: OverviewService) -> None:
    shown = overview.overview(EVER, region="northeast_asia")
    assert shown.now.total.events == 0
    assert [row.region for row in shown.regions] == ["northeast_asia"]
    assert shown.completeness.reported == 0
    assert overview.overview(EVER, region="europe").now.total.events > 0


def test_a_comparison_counts_the_same_days_of_the_other_year(
    overview: OverviewService, figures: FiguresService
) -> None:
    window = Period.parse("2026-Q3").window
    shown = overview.overview(window, year_before(window))
    assert shown.before is not None
    early = figures.figures(Period.parse("2025-Q3").window, Dimension.KIND).figures.total
    assert shown.before.total.events == early.events
    assert [before for _month, _now, before in shown.months] == [
        figures.figures(Period.parse(f"2025-0{month}").window, Dimension.KIND).figures.total.events
        for month in (7, 8, 9)
    ]


def test_money_is_converted_only_by_a_rate_that_is_there(office: Office, overview: OverviewService) -> None:
    window = Period.parse("2026-Q3").window
    spending = overview.overview(window).now.spending
    assert spending.converted.money.amount == 0
    assert {one.currency for one in spending.converted.missing} == set(spending.by_currency)
    rates = [
        Rate(id=office.desk.ids.new(), currency=one, kind=RateKind.YEARLY_AVERAGE, day=date(2026, 12, 31),
             value=Decimal(1000))
        for one in spending.by_currency
    ]  # fmt: skip
    with office.desk.store.write("rate.save") as tx:
        for one in rates:
            rate_rows.save(tx, one)
    after = overview.overview(window).now.spending
    assert after.converted.money.amount == sum(spending.by_currency.values()) * 1000
    assert after.converted.missing == ()
    assert after.share is not None
    assert 0 <= after.share <= 1
    rows = overview.converted(window, Dimension.SOURCE, RateKind.YEARLY_AVERAGE)
    assert rows["total"].money == after.converted.money
    assert sum(made.money.amount for key, made in rows.items() if key != "total") == after.converted.money.amount


def test_from_an_event_one_gets_to_its_package_and_its_photos(behind: BehindService) -> None:
    found = behind.page(Selection(EVER))
    sources = [behind.event(one.id) for one in found]
    assert {source.package.office for source in sources if source.package} == {"CZ-EMB"}
    assert all(source.package is not None and source.event.id == one.id for source, one in zip(sources, found))
    images = [media for source in sources for media in source.media if media.kind == "image"]
    assert images
    picture = behind.thumbnail(images[0])
    assert picture is not None
    assert picture[:2] == b"\xff\xd8"
    assert behind.thumbnail(images[0]) == picture
    large = behind.preview(images[0])
    assert large is not None
    assert len(large) > len(picture)


def test_an_event_is_held_up_with_a_note_and_let_down_again(
    overview: OverviewService, stars: ExemplarService, behind: BehindService
) -> None:
    event = behind.page(Selection(EVER))[0]
    assert "exemplar" in stars.mark(event.id, "  Cộng đồng cùng tổ chức.  ").kinds
    (shown,) = overview.overview(EVER).exemplars
    assert (shown.event_id, shown.note, shown.title) == (event.id, "Cộng đồng cùng tổ chức.", event.title)
    stars.mark(event.id, "Ghi chú khác")
    (again,) = overview.exemplars(EVER)
    assert (again.note, again.marked_at) == ("Ghi chú khác", shown.marked_at)
    assert behind.event(event.id).mark is not None
    stars.unmark(event.id)
    assert overview.overview(EVER).exemplars == ()
    assert not stars.unmark(event.id)


def test_a_star_needs_an_event_and_a_short_note(stars: ExemplarService, behind: BehindService) -> None:
    with pytest.raises(UserError, match=r"event\.not_found"):
        stars.mark("01900000-0000-7000-8000-000000000000")
    with pytest.raises(UserError, match=r"exemplar\.note_too_long"):
        stars.mark(behind.page(Selection(EVER))[0].id, "đ" * (exemplars.LONGEST + 1))


def test_lessons_are_those_that_missions_wrote_the_latest_first(
    overview: OverviewService, behind: BehindService
) -> None:
    found, number = overview.lessons(EVER)
    assert number == len(found)
    told = [one for one in behind.page(Selection(EVER), 0, 500) if behind.event(one.id).event.results.lessons]
    assert {one.id for one in found} == {one.id for one in told}
    assert [one.day for one in found] == sorted((one.day for one in found), reverse=True)
    assert overview.lessons(EVER, "northeast_asia") == ((), 0)


def test_events_linked_as_one_count_once_in_figures_and_lists_and_twice_after_all_when_parted(
    office: Office, figures: FiguresService, behind: BehindService
) -> None:
    figures.refresh()
    first, second = behind.page(Selection(EVER))[:2]
    total = behind.number(Selection(EVER))
    made = Joint(
        id=office.desk.ids.new(),
        lead_event_id=first.id,
        event_ids=(first.id, second.id),
        state=JointState.LINKED,
        made_at=office.desk.clock.now(),
    )
    with office.desk.store.write("joint.link") as tx:
        joint_rows.save(tx, made)
    assert figures.figures(EVER, Dimension.KIND).figures.total.events == total - 1
    assert behind.number(Selection(EVER)) == total - 1
    assert second.id not in {one.id for one in behind.page(Selection(EVER), 0, 500)}
    assert not figures.stale() or figures.refresh() >= 0
    assert figures.figures(EVER, Dimension.KIND).figures.total.events == total - 1


def test_two_looks_at_the_same_state_are_equal(overview: OverviewService, figures: FiguresService) -> None:
    window = Period.parse("2026-Q3").window
    counted = overview.overview(window, year_before(window))
    figures.refresh()
    summed = overview.overview(window, year_before(window))
    assert (counted.now, counted.before, counted.regions, counted.months, counted.kinds, counted.gaps) == (
        summed.now, summed.before, summed.regions, summed.months, summed.kinds, summed.gaps,
    )  # fmt: skip
    assert summed.made_at - counted.made_at < timedelta(minutes=5)
