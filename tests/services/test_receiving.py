"""What headquarters sends is taken in once, whatever order it comes in, and what does not fit together is named."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cultdip_desktop.domain import issue_codec, receipt_codec
from cultdip_desktop.domain.central import IssuedItem
from cultdip_desktop.domain.directive import Directive, DirectiveTask
from cultdip_desktop.domain.edition import CodeMapping, EditionHead
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState, DispatchKind
from cultdip_desktop.domain.package import InboxOutcome, SentState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.domain.receipt import DutyNotice, Remark
from cultdip_desktop.domain.report import CommentSource, ReportState
from cultdip_desktop.domain.strategy import Node
from cultdip_desktop.domain.text import BiText
from tests.offices import PASSPHRASE, Pair
from tests.services.way_back import PERIOD, headquarters, mission

Q3 = Period.parse(PERIOD)
DIRECTIVE = "01990000-0000-7000-8000-0000000000d1"
TASK = "01990000-0000-7000-8000-0000000000e1"


def exported(pair: Pair, folder: Path, name: str = "q3.cdrp", reason: str = "Bản thử") -> Path:
    with mission(pair) as office:
        return office.packages.export(Q3, folder / name, PASSPHRASE, reason=reason).file


def directive(withdraws: str = "", directive_id: str = DIRECTIVE) -> dict[str, list[dict[str, object]]]:
    task = DirectiveTask(id=TASK, directive_id=directive_id, title=BiText("Gửi kế hoạch"), due=date(2026, 12, 20))
    made = Directive(
        id=directive_id,
        notation="12/CĐ-NGVH",
        title=BiText("Hướng dẫn kỷ niệm 80 năm", "Guidance for the 80th anniversary"),
        text=BiText("Các cơ quan chuẩn bị."),
        issued_on=date(2026, 11, 20),
        due=date(2026, 12, 25),
        withdraws=withdraws,
        person="Trần Văn Hùng",
    )
    tasks = [issue_codec.task_to_plain(task)] if not withdraws else []
    return {"directive": [issue_codec.directive_to_plain(made)], "directive_task": tasks}


def test_a_receipt_moves_package_and_report_and_keeps_its_photos_from_travelling_again(
    pair: Pair, tmp_path: Path
) -> None:
    package = exported(pair, tmp_path)
    with headquarters(pair, tmp_path / "về") as hq:
        hq.take_in(package)
        (receipt,) = hq.receipts()
    with mission(pair) as office:
        (look,) = office.receiving.preview([receipt])
        assert look.outcome is InboxOutcome.IMPORTED
        assert office.receiving.rows() == ()
        (taken,) = office.receiving.take_in([receipt])
        assert [one.code for one in taken.changes] == [one.code for one in look.changes]
        assert "receive.package_here" in {one.code for one in taken.changes}
        (sent,) = office.packages.sent()
        assert (sent.state, sent.receipt_id) == (SentState.RECEIVED, taken.received and taken.received.package_id)
        assert office.reporting.get(Q3).state is ReportState.RECEIVED
        again = office.packages.export(Q3, tmp_path / "lại.cdrp", PASSPHRASE, reason="Gửi lại")
        assert again.verdict.info is not None
        assert again.verdict.info.chain.last_receipt == sent.receipt_id
        assert again.verdict.info.media.included == 0 < again.verdict.info.media.assumed_at_hq
        whole = office.packages.export(Q3, tmp_path / "đủ.cdrp", PASSPHRASE, reason="Đủ ảnh", every_photo=True)
        assert whole.verdict.info is not None
        assert whole.verdict.info.media.assumed_at_hq == 0


def test_the_same_file_again_changes_nothing(pair: Pair, tmp_path: Path) -> None:
    with headquarters(pair, tmp_path / "về") as hq:
        file = hq.send(DispatchKind.DIRECTIVE, directive())
    with mission(pair) as office:
        office.receiving.take_in([file])
        digest = office.digest()
        (again,) = office.receiving.take_in([file])
        assert again.outcome is InboxOutcome.ALREADY_IMPORTED
        assert office.digest() == digest


def test_what_headquarters_sent_is_not_in_the_undo_list(pair: Pair, tmp_path: Path) -> None:
    with headquarters(pair, tmp_path / "về") as hq:
        file = hq.send(DispatchKind.DIRECTIVE, directive())
    with mission(pair) as office:
        before = office.undo.state().undo
        office.receiving.take_in([file])
        assert office.undo.state().undo == before


def test_the_task_of_a_directive_stands_among_the_offices_work_and_its_answer_travels(
    pair: Pair, tmp_path: Path
) -> None:
    with headquarters(pair, tmp_path / "về") as hq:
        file = hq.send(DispatchKind.DIRECTIVE, directive())
    with mission(pair) as office:
        office.receiving.take_in([file])
        office.received_directives.answer(TASK, DirectiveTaskState.DONE, "Đã gửi công văn.")
        (found,) = office.received_directives.all()
        assert found.tasks[0].answer == "Đã gửi công văn."
        package = office.packages.export(Q3, tmp_path / "q3.cdrp", PASSPHRASE, reason="x").file
        office.undo.undo()
        (found,) = office.received_directives.all()
        assert found.tasks[0].state is DirectiveTaskState.OPEN
    with headquarters(pair, tmp_path / "về") as hq:
        hq.take_in(package)


def test_a_directive_that_is_withdrawn_leaves_no_open_work(pair: Pair, tmp_path: Path) -> None:
    other = "01990000-0000-7000-8000-0000000000d2"
    with headquarters(pair, tmp_path / "về") as hq:
        first = hq.send(DispatchKind.DIRECTIVE, directive())
        second = hq.send(DispatchKind.DIRECTIVE, directive(DIRECTIVE, other))
    with mission(pair) as office:
        office.receiving.take_in([second, first])
        states = {one.id: one.state for one in office.received_directives.all()}
        assert states[DIRECTIVE] is DirectiveState.WITHDRAWN
        today = office.today.view(office.desk.clock.now())
        assert "Gửi kế hoạch" not in str(today.groups)


def test_a_remark_becomes_a_comment_at_its_place_and_the_answer_goes_back(pair: Pair, tmp_path: Path) -> None:
    package = exported(pair, tmp_path)
    with headquarters(pair, tmp_path / "về") as hq:
        (taken,) = hq.take_in(package)
        hq.remarks.add(taken.received.id, "section:II.1", "Nêu rõ hơn kết quả.")
        hq.remarks.send_back(taken.received.id, "Bổ sung số liệu.")
        (receipt,) = hq.receipts()
    with mission(pair) as office:
        (file,) = office.receiving.take_in([receipt])
        assert {"receive.remark", "receive.report_returned"} <= {one.code for one in file.changes}
        (comment,) = office.reporting.comments(Q3)
        assert (comment.source, comment.place) == (CommentSource.HEADQUARTERS, "section:II.1")
        assert office.reporting.get(Q3).state is ReportState.RETURNED
        assert office.reporting.steps(Q3)[-1].comment == "Bổ sung số liệu."


def test_numbers_that_lack_are_named_and_hold_nothing_back(pair: Pair, tmp_path: Path) -> None:
    with headquarters(pair, tmp_path / "về") as hq:
        files = [hq.send(DispatchKind.DIRECTIVE, programme(year)) for year in (2026, 2027, 2028)]
    with mission(pair) as office:
        office.receiving.take_in([files[0]])
        (third,) = office.receiving.take_in([files[2]])
        assert (third.outcome, third.code, third.missing) == (InboxOutcome.IMPORTED, "receive.gap", (2,))
        assert [one.code for one in office.acknowledgements.view().standing.misfits] == ["receive.gap"]
        office.receiving.take_in([files[1]])
        assert office.acknowledgements.view().standing.misfits == ()
        assert office.issued.years() == (2028, 2027, 2026)


def programme(year: int) -> dict[str, list[dict[str, object]]]:
    item = IssuedItem(
        id=f"01990000-0000-7000-8000-00000000{year}", year=year, title=BiText("Tuần phim"), code="M3", quarter=2
    )
    return {"issued_item": [issue_codec.issued_item_to_plain(item)]}


def test_items_of_headquarters_programme_become_own_ones_and_can_be_undone(pair: Pair, tmp_path: Path) -> None:
    with headquarters(pair, tmp_path / "về") as hq:
        file = hq.send(DispatchKind.DIRECTIVE, programme(2028))
    with mission(pair) as office:
        office.receiving.take_in([file])
        (offer,) = office.issued.programme(2028)
        office.issued.derive(2028, [offer.item.id])
        (own,) = office.programme.view(2028).items
        assert (own.item.source.value, own.item.code) == ("headquarters", "M3")
        assert office.issued.programme(2028)[0].derived
        office.undo.undo()
        assert office.programme.view(2028).items == ()


def test_a_file_of_a_mission_is_told_and_not_kept(pair: Pair, tmp_path: Path) -> None:
    package = exported(pair, tmp_path)
    with mission(pair) as office:
        (found,) = office.receiving.take_in([package])
        assert (found.outcome, found.code) == (InboxOutcome.REFUSED, "receive.kind")
        assert office.receiving.rows() == ()


def test_one_bad_file_never_stops_the_others(pair: Pair, tmp_path: Path) -> None:
    with headquarters(pair, tmp_path / "về") as hq:
        good = hq.send(DispatchKind.DIRECTIVE, directive())
    bad = tmp_path / "hỏng.cdrp"
    bad.write_bytes(good.read_bytes()[:-40])
    missing = tmp_path / "không có.cdrp"
    with mission(pair) as office:
        found = office.receiving.take_in([bad, missing, good])
        assert [one.outcome for one in found] == [InboxOutcome.REFUSED, InboxOutcome.REFUSED, InboxOutcome.IMPORTED]
        assert len(office.received_directives.all()) == 1


def test_a_duty_of_headquarters_is_kept_with_what_was_given_to_this_office(pair: Pair, tmp_path: Path) -> None:
    def rows(due: date | None, *, extended: bool) -> dict[str, list[dict[str, object]]]:
        notice = DutyNotice(
            id="01990000-0000-7000-8000-0000000000a1", period="2026-Q4", rule=Q3.rule, due=due, extended=extended
        )
        return {"duty": [receipt_codec.duty_to_plain(notice)]}

    with headquarters(pair, tmp_path / "về") as hq:
        files = [
            hq.send(DispatchKind.DIRECTIVE, rows(date(2027, 1, 10), extended=False)),
            hq.send(DispatchKind.DIRECTIVE, rows(date(2027, 1, 20), extended=True), "CZ-EMB"),
        ]
    with mission(pair) as office:
        for file, day in zip(files, ("2027-01-10", "2027-01-20"), strict=True):
            (taken,) = office.receiving.take_in([file])
            assert [(one.code, one.params["day"]) for one in taken.changes] == [("receive.duty", day)]


@pytest.mark.parametrize("place", ["event:x:results.attendance", ""])
def test_remarks_on_reports_that_are_not_here_are_told(pair: Pair, tmp_path: Path, place: str) -> None:
    with headquarters(pair, tmp_path / "về") as hq:
        remark = Remark(
            id="01990000-0000-7000-8000-0000000000c1",
            report_id="01990000-0000-7000-8000-0000000000c2",
            office="CZ-EMB",
            place=place,
            text="Lạ",
            made_at=hq.office.desk.clock.now(),
        )
        file = hq.send(DispatchKind.COMMENTS, {"remark": [receipt_codec.remark_to_plain(remark)]}, "CZ-EMB")
    with mission(pair) as office:
        (taken,) = office.receiving.take_in([file])
        assert [one.code for one in taken.changes] == ["receive.remarks_strange"]


def edition(name: str, day: date, codes: tuple[str, ...], mapped: dict[str, str]) -> dict[str, list[dict[str, object]]]:
    """An edition of the catalogue as headquarters writes it."""
    nodes = tuple(Node(code, None, 1, "goal", BiText(f"Mục tiêu {code}"), BiText(), True) for code in codes)
    head = EditionHead(edition=name, code="CHIEN-LUOC", title=BiText("Danh mục"), issued_on=day, nodes=len(nodes))
    maps = [CodeMapping("2026.1", old, name, new) for old, new in mapped.items()]
    return {
        "catalogue": [issue_codec.edition_to_plain(head)],
        "catalogue_node": [issue_codec.node_to_plain(name, place, node) for place, node in enumerate(nodes)],
        "catalogue_map": [issue_codec.mapping_to_plain(one) for one in maps],
    }


def test_a_new_edition_counts_at_once_and_old_tags_are_offered_their_successors(pair: Pair, tmp_path: Path) -> None:
    with headquarters(pair, tmp_path / "về") as hq:
        today = hq.office.desk.clock.now().date()
        file = hq.send(DispatchKind.CATALOGUE, edition("2027.1", today, ("M1", "M2", "M9"), {"M3": "M9"}))
    with mission(pair) as office:
        before = office.catalogue.current().edition
        office.receiving.take_in([file])
        assert (before, office.catalogue.current().edition) == ("2026.1", "2027.1")
        found = office.issued.old_codes()
        assert found.codes == {"M3": ("M9",)}
        tagged = office.events.get(found.events[0])
        office.issued.retag()
        fresh = office.events.get(tagged.id)
        assert {(tag.code, tag.edition) for tag in fresh.goals} >= {("M9", "2027.1")}
        assert [tag.reason for tag in fresh.goals] == [tag.reason for tag in tagged.goals]
        office.undo.undo()
        assert office.events.get(tagged.id).goals == tagged.goals


def test_an_edition_of_a_later_day_waits_for_it(pair: Pair, tmp_path: Path) -> None:
    with headquarters(pair, tmp_path / "về") as hq:
        later = hq.office.desk.clock.now().date() + timedelta(days=30)
        file = hq.send(DispatchKind.CATALOGUE, edition("2027.1", later, ("M1",), {}))
    with mission(pair) as office:
        (taken,) = office.receiving.take_in([file])
        assert [one.code for one in taken.changes] == ["receive.edition_later"]
        assert office.catalogue.current().edition == "2026.1"
        assert not office.issued.come_into_force()


def test_a_rate_of_headquarters_takes_the_place_of_the_one_that_was_typed_in(pair: Pair, tmp_path: Path) -> None:
    told = Rate(
        id="x", currency="USD", quote="VND", kind=RateKind.JUNE_ESTIMATE, day=date(2026, 6, 1),
        value=Decimal("25100"), source="Bộ Tài chính",
    )  # fmt: skip
    with headquarters(pair, tmp_path / "về") as hq:
        file = hq.send(DispatchKind.RATES, {"rate": [issue_codec.rate_to_plain(told)]})
    with mission(pair) as office:
        office.receiving.take_in([file])
        mine = [one for one in office.money.rates() if (one.currency, one.day) == ("USD", date(2026, 6, 1))]
        assert [(one.value, one.source) for one in mine if one.kind is told.kind and one.quote == "VND"] == [
            (Decimal("25100"), "Bộ Tài chính")
        ]
