"""A partner who does not wish to be listed: the name stays here, category and role travel."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.event import Event, Gain, GainKind
from cultdip_desktop.domain.partner import WITHHELD, Actor, ActorRole, Consent, Partner
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.withheld import NOTHING_WITHHELD, Withheld
from cultdip_desktop.reports.data import content_sha256
from cultdip_desktop.services import outgoing, payload
from cultdip_desktop.store.query import partners as partner_query
from tests.offices import PASSPHRASE, Pair, ask
from tests.reports import seen

PERIOD = Period.parse("2026-Q3")
NAME = "Nhóm Phu nhân Hoa Mẫu Đơn"


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


def shy(office: Office) -> tuple[Partner, Event]:
    """An event of the quarter that names a partner, who is renamed and refuses then."""
    event = office.reports.data(PERIOD).events[0]
    gain = Gain(GainKind.AGREEMENT, BiText("Thỏa thuận tặng áo dài"), NAME)
    actors = (*event.actors, Actor(NAME, "AC.NGO", ActorRole.SPONSOR))
    stored = office.events.get(event.id)
    results = replace(stored.results, gains=(*stored.results.gains, gain))
    office.events.save(replace(stored, actors=actors, results=results))
    found = office.partners.suggest("mau don")[0]
    entry = replace(office.partners.get(found.id), name="Câu lạc bộ Mẫu Đơn", name_en="Peony Ladies")
    office.partners.save(entry)
    office.partners.set_consent([entry.id], Consent.REFUSED)
    return office.partners.get(entry.id), office.events.get(event.id)


def texts_of(package: Path) -> Iterator[tuple[str, str]]:
    """Every readable file of a package as text."""
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".pdf"):
                file = package.with_suffix(".look.pdf")
                file.write_bytes(data)
                yield name, " ".join(seen.text(file).split())
            elif name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(data)) as sheets:
                    yield name, "".join(sheets.read(each).decode("utf-8") for each in sheets.namelist())
            else:
                yield name, data.decode("utf-8", "replace")


def test_no_file_of_a_package_holds_a_refused_name(pair: Pair, tmp_path: Path) -> None:
    with open_office(pair.mission, PASSPHRASE) as office:
        entry, event = shy(office)
        names = (*entry.names, NAME)
    file = tmp_path / "q3.cdrp"
    ask(pair.mission, "export", "--period", "2026-Q3", "--out", file)
    said = dict(texts_of(file))
    assert any(name.endswith(".pdf") for name in said)
    assert any(name.endswith(".xlsx") for name in said)
    for name, text in said.items():
        assert not [each for each in names if each in text], name
    rows = [
        json.loads(line)
        for name, text in said.items()
        if name.endswith("event.jsonl")
        for line in text.split("\n")
        if line
    ]
    travelled = next(row for row in rows if row["id"] == event.id)
    assert travelled["actors"][-1] == {"partner": WITHHELD.vi, "category": "AC.NGO", "role": "sponsor"}
    assert ask(pair.headquarters, "hq", "import", file)["files"][0]["outcome"] == "imported"
    figures = ask(pair.headquarters, "hq", "figures")
    assert figures["total"]["events"] == pair.counts["held"]


def test_the_tables_say_how_many_are_not_named(office: Office, tmp_path: Path) -> None:
    shy(office)
    for ending, language, said in ((".csv", "vi", "1 đối tác không nêu tên"), (".csv", "en", "1 partner not named")):
        target = tmp_path / f"q3.{language}{ending}"
        office.reports.build(PERIOD, language, target, NoProgress())  # type: ignore[arg-type]
        text = target.read_text("utf-8-sig")
        assert said in text
        assert NAME not in text


def test_only_whoever_may_be_named_goes_as_a_row_of_its_own(office: Office) -> None:
    entry, _event = shy(office)
    snapshot = outgoing.take_snapshot(office.desk)
    assert entry.id not in {each.id for each in payload.named_partners(snapshot.partners, snapshot.travelling)}
    office.partners.set_consent([entry.id], Consent.GIVEN)
    snapshot = outgoing.take_snapshot(office.desk)
    assert entry.id in {each.id for each in payload.named_partners(snapshot.partners, snapshot.travelling)}


def test_a_text_that_names_a_refused_partner_is_pointed_out(office: Office) -> None:
    entry, event = shy(office)
    assert "report.partner_named" not in {finding.code for finding in office.reports.findings(PERIOD)}
    office.events.save(replace(event, summary=BiText("Cảm ơn CÂU LẠC BỘ MẪU ĐƠN đã tặng áo dài.")))
    finding = next(each for each in office.reports.findings(PERIOD) if each.code == "report.partner_named")
    assert (finding.field, finding.params["name"]) == ("summary", entry.name)


def test_a_refusal_changes_what_was_approved_and_nothing_else_does(office: Office) -> None:
    before = content_sha256(office.reports.data(PERIOD))
    other = office.partners.suggest("bao tang")[0]
    office.partners.set_consent([other.id], Consent.GIVEN)
    office.partners.save(replace(office.partners.get(other.id), phone="+420 1", note="Chỉ nội bộ"))
    assert content_sha256(office.reports.data(PERIOD)) == before
    entry, _event = shy(office)
    refused = content_sha256(office.reports.data(PERIOD))
    office.partners.set_consent([entry.id], Consent.GIVEN)
    assert content_sha256(office.reports.data(PERIOD)) != refused


def test_the_export_page_says_that_names_stay(office: Office) -> None:
    assert "partner_names" not in {left.code for left in office.packages.plan(PERIOD).left_out}
    shy(office)
    left = {line.code: line.count for line in office.packages.plan(PERIOD).left_out}
    assert left["partner_names"] == 1


def test_the_event_here_keeps_the_name(office: Office) -> None:
    _entry, event = shy(office)
    assert event.actors[-1].partner == NAME
    with office.desk.store.read() as tx:
        assert partner_query.withheld(tx).hides("nhóm phu nhân hoa mẫu đơn")


def test_without_a_refusal_an_event_leaves_as_it_is(office: Office) -> None:
    event = office.reports.data(PERIOD).events[0]
    assert NOTHING_WITHHELD.event(event) is event
    assert Withheld(frozenset({"Ai đó khác"})).event(event) is event


def test_contacts_never_leave(pair: Pair, tmp_path: Path) -> None:
    with open_office(pair.mission, PASSPHRASE) as office:
        found = office.partners.suggest("hoi nguoi viet")[0]
        entry = replace(
            office.partners.get(found.id), phone="+420999888777", note="Thích trà sen", address="Phố Ngầm 9"
        )
        office.partners.save(entry)
        blank = office.partners.blank_contact(entry.id)
        office.partners.log(replace(blank, summary="Bữa tối riêng", promise="Tặng bình gốm"))
    file = tmp_path / "q3.cdrp"
    ask(pair.mission, "export", "--period", "2026-Q3", "--out", file)
    for name, text in texts_of(file):
        for secret in ("999888777", "Thích trà sen", "Phố Ngầm", "Bữa tối riêng", "Tặng bình gốm"):
            assert secret not in text, name
