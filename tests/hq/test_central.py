"""Lists for missions: programme, offers, rates, deadlines; each is issued again only where something changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period
from cultdip_desktop.hq.central import CentralService
from tests import offices
from tests.offices import PASSPHRASE, Pair, ask

PROGRAMME = {"year": 2027, "items": [{"title": "Tuần phim", "code": "M3", "quarter": 2, "target": 1}, {"title": "Tết"}]}
TEMPLATE = {"name": "Tuần Việt Nam", "title": "Tuần Việt Nam tại {city} {year}", "kind": "vietnamday", "days": 7}
RATES = {"rates": [{"currency": "CZK", "kind": "june_estimate", "day": "2026-06-01", "value": "1181.5"}]}


@pytest.fixture
def pair(sample: Path, tmp_path: Path) -> Pair:
    return offices.pair(sample, tmp_path / "pair")


@pytest.fixture
def office(pair: Pair) -> Iterator[Office]:
    with open_office(pair.headquarters, PASSPHRASE, writing=True) as opened:
        yield opened


@pytest.fixture
def service(office: Office) -> CentralService:
    assert office.central is not None
    return office.central


def state(service: CentralService, name: str) -> tuple[int, bool]:
    found = next(one for one in service.states() if one.name == name)
    return found.entries, found.news


def test_a_programme_is_issued_whole_and_again_only_after_a_change(service: CentralService, tmp_path: Path) -> None:
    service.take_programme(PROGRAMME)
    assert state(service, "programme 2027") == (2, True)
    assert len(service.issue("programme 2027", tmp_path, PASSPHRASE)) == 1
    assert state(service, "programme 2027") == (2, False)
    assert service.issue("programme 2027", tmp_path, PASSPHRASE) == []
    kept = service.programme(2027)[0]
    service.take_programme({"year": 2027, "items": [{"id": kept.id, "title": "Tuần phim", "code": "M3"}]})
    assert [one.id for one in service.programme(2027)] == [kept.id]
    assert state(service, "programme 2027") == (1, True)
    (file,) = service.issue("programme 2027", tmp_path, PASSPHRASE)
    assert file.dispatch.content["counts"]["issued_item"] == 2


def test_offers_are_drafted_issued_and_taken_back(service: CentralService, tmp_path: Path) -> None:
    (message, template), _ = service.take_offers(
        {
            "items": [
                {"kind": "message", "title": "Thông điệp", "text": "Việt Nam hội nhập", "until": "2027-12-31"},
                {"kind": "template", "title": "Tuần Việt Nam", "content": TEMPLATE},
            ]
        }
    )
    assert json.loads(template.content)["days"] == 7
    service.issue("central", tmp_path, PASSPHRASE)
    service.take_back_offer(message.id)
    assert state(service, "central") == (1, True)
    (file,) = service.issue("central", tmp_path, PASSPHRASE)
    assert file.dispatch.content["counts"]["central_item"] == 2
    assert [one.id for one in service.offers()] == [template.id]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"kind": "poster", "title": "x"}, "issue.bad_value"),
        ({"title": "x"}, "issue.bad_value"),
        ({"kind": "message", "title": "x", "content": {"link": "y"}}, "issue.unknown_field"),
        ({"kind": "template", "title": "x", "content": {**TEMPLATE, "title": "{city.__class__}"}}, "issue.bad_value"),
        ({"kind": "template", "title": "x", "content": {**TEMPLATE, "title": "{0}"}}, "issue.bad_value"),
        ({"kind": "template", "title": "x", "content": {**TEMPLATE, "title": "{"}}, "issue.bad_value"),
        ({"kind": "template", "title": "x", "content": {**TEMPLATE, "goals": [{"code": "M1"}]}}, "issue.bad_value"),
        ({"kind": "story", "title": "x", "id": "01990000-0000-7000-8000-000000000001"}, "issue.bad_value"),
        ({"kind": "story", "title": "MẬT"}, "letterhead.secrecy"),
        ({"kind": "story", "title": "x", "offices": ["XX-EMB"]}, "mission.not_found"),
    ],
)
def test_a_strange_offer_is_refused_and_nothing_of_its_file_kept(
    service: CentralService, item: dict[str, Any], code: str
) -> None:
    before = service.offers()
    with pytest.raises(UserError) as caught:
        service.take_offers({"items": [{"kind": "story", "title": "Tốt"}, item]})
    assert caught.value.code == code
    assert service.offers() == before


def test_rates_are_taken_in_once_and_travel_as_a_table(service: CentralService, tmp_path: Path) -> None:
    assert service.take_rates(RATES)[0] == 1
    assert service.take_rates(RATES)[0] == 0
    assert len(service.issue("rates", tmp_path, PASSPHRASE)) == 1
    with pytest.raises(UserError, match=r"rate\.not_june"):
        service.take_rates({"rates": [{**RATES["rates"][0], "day": "2026-07-01"}]})
    with pytest.raises(UserError, match=r"issue\.twice"):
        service.take_rates({"rates": RATES["rates"] * 2})


def test_deadlines_are_announced_to_all(office: Office, service: CentralService, tmp_path: Path) -> None:
    assert office.duties is not None
    period = Period.parse("2027-Q1")
    office.duties.set(period, date(2027, 4, 15))
    (file,) = service.issue("duties", tmp_path, PASSPHRASE)
    assert office.duties.of(period).dispatch_id == file.dispatch.id


def test_an_empty_or_unknown_list_is_refused(service: CentralService, tmp_path: Path) -> None:
    for name, code in (
        ("programme 1999", "central.empty"),
        ("poems", "central.list_unknown"),
        ("rates 1", "central.list_unknown"),
    ):
        with pytest.raises(UserError) as caught:
            service.issue(name, tmp_path, PASSPHRASE)
        assert caught.value.code == code


def test_the_command_line_issues_lists(pair: Pair, tmp_path: Path) -> None:
    hq, file = pair.headquarters, tmp_path / "f.json"
    file.write_text(json.dumps(PROGRAMME, ensure_ascii=False), encoding="utf-8")
    assert ask(hq, "hq", "issue", "programme", "--file", file, "--out", tmp_path)["year"] == 2027
    file.write_text('{"rates": [{"currency": "EUR", "kind": "monthly", "day": "2026-11-01", "value": 28750.25}]}')
    done = ask(hq, "hq", "issue", "rates", "--file", file, "--out", tmp_path)
    assert (done["changed"], len(done["files"])) == (1, 1)
    again = ask(hq, "hq", "issue", "rates", "--out", tmp_path)
    assert again["files"] == []
