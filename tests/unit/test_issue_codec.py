"""What headquarters sends survives the way into a package's rows and back, and strange input is named by its field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import issue_codec, receipt_codec
from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.directive import Directive, DirectiveAnswer, DirectiveTask
from cultdip_desktop.domain.edition import CodeMapping, EditionHead
from cultdip_desktop.domain.issuing import CentralKind, Decision, DirectiveState, DirectiveTaskState, IssueState
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import PeriodRule
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.domain.receipt import DutyNotice, EncryptionKey, PackageAnswer, Receipt, Remark
from cultdip_desktop.domain.record_reader import Fields
from cultdip_desktop.domain.strategy import Node
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages import schema
from cultdip_desktop.packages.package import SCHEMA_VERSION

A, B, C = (f"01990000-0000-7000-8000-00000000000{number}" for number in (1, 2, 3))
AT = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
DAY = date(2026, 10, 31)
TITLE = BiText("Chuẩn bị Ngày Văn hóa Việt Nam", "Prepare the day")


def described(entity: str, plain: dict[str, Any]) -> dict[str, Any]:
    schema.load(SCHEMA_VERSION, entity).check(plain)
    return plain


def test_a_receipt_with_its_line_returns() -> None:
    receipt = Receipt(id=A, office="CZ-EMB", at=AT, epoch=2, seq=7, manifest_sha256="a" * 64, missing=(3, 5))
    assert receipt_codec.receipt_of(described("receipt", receipt_codec.receipt_to_plain(receipt))) == receipt
    line = PackageAnswer(
        id=B,
        package_id=C,
        outcome=InboxOutcome.IMPORTED,
        received_at=AT,
        decision=Decision.RETURNED,
        decision_text="Bổ sung kinh phí.",
        decided_at=AT,
        missing=(1,),
    )
    assert receipt_codec.answer_of(described("receipt_package", receipt_codec.answer_to_plain(line))) == line


def test_remarks_duties_and_keys_return() -> None:
    remark = Remark(id=A, report_id=B, office="CZ-EMB", place="section:II.3", text="Nêu rõ.", author="An", made_at=AT)
    assert receipt_codec.remark_of(described("remark", receipt_codec.remark_to_plain(remark))) == remark
    duty = DutyNotice(id=A, period="2026-Q3", rule=PeriodRule.DECREE, due=DAY, extended=True, reason="Chuyển trụ sở")
    assert receipt_codec.duty_of(described("duty", receipt_codec.duty_to_plain(duty))) == duty
    key = EncryptionKey(id="KM-2026-11", recipient="age1" + "q" * 58, made_at=AT)
    plain = described("encryption_key", receipt_codec.encryption_key_to_plain(key))
    assert receipt_codec.encryption_key_of(plain) == key


def test_a_directive_with_task_and_answer_returns() -> None:
    sent = Directive(
        id=A,
        notation="12/CĐ-NGVH",
        title=TITLE,
        text=BiText("Mỗi cơ quan một hoạt động."),
        issued_on=DAY,
        offices=("CZ-EMB", "FR-EMB"),
        state=DirectiveState.RECEIVED,
        withdraws=C,
    )
    assert issue_codec.directive_of(described("directive", issue_codec.directive_to_plain(sent))) == sent
    task = DirectiveTask(id=B, directive_id=A, position=2, title=TITLE, due=DAY, code="M3")
    assert issue_codec.task_of(described("directive_task", issue_codec.task_to_plain(task))) == task
    answer = DirectiveAnswer(
        task_id=B, directive_id=A, office="CZ-EMB", state=DirectiveTaskState.DONE, answer="Đã gửi.", answered_at=AT
    )
    plain = described("directive_answer", issue_codec.directive_answer_to_plain(answer))
    assert issue_codec.directive_answer_of(plain, "CZ-EMB") == answer


def test_programme_offers_and_rates_return() -> None:
    item = IssuedItem(id=A, year=2027, title=TITLE, code="M3", edition="2026.1", quarter=4, target=2, withdrawn=True)
    assert issue_codec.issued_item_of(described("issued_item", issue_codec.issued_item_to_plain(item))) == item
    offer = CentralItem(
        id=A, kind=CentralKind.STORY, title=TITLE, content='{"a":1}', until=DAY, state=IssueState.RECEIVED
    )
    assert issue_codec.central_item_of(described("central_item", issue_codec.central_item_to_plain(offer))) == offer
    rate = Rate(
        id=A, currency="CZK", kind=RateKind.JUNE_ESTIMATE, day=date(2026, 6, 1), value=Decimal("1181.5"), source="KB"
    )
    assert issue_codec.rate_of(described("rate", issue_codec.rate_to_plain(rate)), A) == rate


def test_an_edition_with_node_and_mapping_returns() -> None:
    head = EditionHead(edition="2027.1", code="CDS2030", title=TITLE, state=IssueState.RECEIVED, issued_on=DAY, nodes=3)
    assert issue_codec.edition_of(described("catalogue", issue_codec.edition_to_plain(head))) == head
    node = Node(
        code="G2.1", parent="G2", level=3, kind="solution", title=TITLE, text=BiText(), taggable=True, letter="b"
    )
    assert issue_codec.node_of(described("catalogue_node", issue_codec.node_to_plain("2027.1", 4, node))) == (4, node)
    one = CodeMapping("2026.1", "G6.3", "2027.1", "")
    assert issue_codec.mapping_of(described("catalogue_map", issue_codec.mapping_to_plain(one))) == one


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("a\x00b", "issue.bad_value"),
        ("a\x1bb", "issue.bad_value"),
        ("\ud800", "issue.bad_value"),
        ("ă" * 1_000_000, "issue.too_long"),
        (7, "issue.bad_value"),
        (["x"], "issue.bad_value"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_by_its_field(value: object, code: str) -> None:
    with pytest.raises(UserError) as caught:
        Fields({"title": {"vi": value}}).bitext("title")
    assert (caught.value.code, caught.value.params["field"]) == (code, "title.vi")


def test_text_is_kept_in_composed_form_with_plain_line_feeds() -> None:
    assert Fields({"text": "ho\u0300a\r\nb\rc"}).text("text") == "hòa\nb\nc"


@pytest.mark.parametrize("value", ["2026-02-31", "26-1-1", 20260101, True, "0001-01-01"])
def test_a_day_that_does_not_exist_is_refused(value: object) -> None:
    with pytest.raises(UserError) as caught:
        Fields({"due": value}, "tasks[0]").day("due")
    assert caught.value.params["field"] == "tasks[0].due"


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(UserError) as caught:
        Fields({"tilte": ""}, "directive").only("title")
    assert (caught.value.code, caught.value.params["field"]) == ("issue.unknown_field", "directive.tilte")


def test_an_id_of_another_kind_is_refused() -> None:
    assert Fields({"id": A}).identity("id") == A
    with pytest.raises(UserError):
        Fields({"id": "CZ-EMB"}).identity("id")
