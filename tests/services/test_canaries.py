"""Every field that is for the office alone is filled with a canary; whatever leaves the machine is then listened to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from PIL import Image

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.anniversary import Anniversary
from cultdip_desktop.domain.event import Event, Evidence, Gain, GainKind, PressItem, PressKind
from cultdip_desktop.domain.importing import ColumnMapping, RowOutcome
from cultdip_desktop.domain.partner import WITHHELD, Actor, ActorRole, Consent, Partner, PartnerKind
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.plan_words import DateRule, RateKind
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.task import Check
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from tests.offices import PASSPHRASE, Pair, ask
from tests.reports import seen

PERIOD = Period.parse("2026-Q3")
LANGUAGES = ("vi", "en")


class Canaries:
    """Gives out words that no program writes by chance, and finds them again."""

    def __init__(self) -> None:
        self.all: dict[str, str] = {}
        self._numbers = count()

    def text(self, what: str) -> str:
        word = f"zqx{next(self._numbers):03d}canary"
        self.all[word] = what
        return word

    def both(self, what: str) -> BiText:
        return BiText(self.text(f"{what} (vi)"), self.text(f"{what} (en)"))

    def heard_in(self, text: str) -> list[str]:
        plain = text.casefold().replace("\r\n ", "").replace("\n ", "")
        return [what for word, what in self.all.items() if word in plain]


@pytest.fixture
def birds() -> Canaries:
    return Canaries()


@pytest.fixture
def filled(pair: Pair, tmp_path: Path, birds: Canaries) -> Path:
    """The mission, a canary in every internal field."""
    with open_office(pair.mission, PASSPHRASE) as office:
        event = office.events.get(office.reports.data(PERIOD).events[0].id)
        _fill_event(office, event, birds, tmp_path)
        _fill_partners(office, event, birds)
        _fill_plan(office, event, birds)
        _take_in(office, birds, tmp_path)
    return pair.mission


def _fill_event(office: Office, event: Event, birds: Canaries, folder: Path) -> None:
    results = replace(
        event.results,
        press=(PressItem("Báo Praha", PressKind.ONLINE, title="Tết", clipping=birds.text("clipping")),),
        gains=(*event.results.gains, Gain(GainKind.LEAD, BiText("Hợp tác"), "Hội Phu nhân zqxshy")),
    )
    office.events.save(
        replace(
            event,
            internal_note=birds.text("internal note"),
            risk_note=birds.text("risk note"),
            evidence=(Evidence("attendance", birds.text("evidence")),),
            template=birds.text("template"),
            results=results,
            actors=(*event.actors, Actor("Hội Phu nhân zqxshy", "AC.NGO", ActorRole.SPONSOR)),
        )
    )
    birds.all["zqxshy"] = "name of a partner who refused"
    photo = folder / f"{birds.text('file name')}.png"
    Image.new("RGB", (40, 30), 0x336699).save(photo)
    office.media.attach(event.id, [photo])
    office.drafts.keep(replace(event, city=birds.text("draft")), {"start": birds.text("typed")})


def _fill_partners(office: Office, event: Event, birds: Canaries) -> None:
    for name in (event.actors[0].partner, "Hội Phu nhân zqxshy"):
        found = office.partners.suggest(name)[0]
        entry = office.partners.get(found.id)
        fields = ("phone", "email", "address", "website", "note", "city", "name_en")
        values: dict[str, str] = {field: birds.text(f"partner {field}") for field in fields}
        aliases = (birds.text("partner alias"),)
        honorific = birds.both("honorific")
        entry, _ = office.partners.save(replace(entry, **values, aliases=aliases, honorific=honorific))  # type: ignore[arg-type]
        contact = office.partners.blank_contact(entry.id)
        office.partners.log(
            replace(contact, summary=birds.text("contact"), promise=birds.text("promise"), event_id=event.id)
        )
        person: Partner = replace(office.partners.blank(PartnerKind.PERSON), name=birds.text("person of a partner"))
        office.partners.save(person)
        role = office.partners.blank_role(person.id, entry.id)
        if entry.kind is PartnerKind.ORGANISATION:
            office.partners.save_role(replace(role, title=birds.both("role")))
    office.partners.set_consent([entry.id], Consent.REFUSED)


def _fill_plan(office: Office, event: Event, birds: Canaries) -> None:
    task = office.tasks.blank(event.id, birds.text("task"), date(2026, 9, 1))
    office.tasks.save(replace(task, note=birds.text("task note"), checklist=(Check(birds.text("checklist")),)))
    rate = office.money.blank_rate("CZK", RateKind.YEARLY_AVERAGE, date(2019, 12, 31))
    office.money.save_rate(replace(rate, value=Decimal("1198.2"), source=birds.text("source of a rate")))
    rule = YearlyRule(DateRule.CIVIL, 9, 15)
    title, note, source = birds.both("anniversary"), birds.text("anniversary note"), birds.text("anniversary source")
    office.anniversaries.save(Anniversary(id="", title=title, rule=rule, note=note, source=source))
    item, _ = office.programme.add(2026, code="M3")
    office.programme.save(replace(item, title=BiText("Tuần phim"), note=birds.text("programme note")))
    office.programme.freeze(2026, "Đại sứ duyệt", None)
    office.programme.save(replace(item, title=BiText("Tuần phim"), note=birds.text("programme note, later")))
    office.views.save("events", birds.text("saved view"), {"query": birds.text("query of a view")})
    trashed = office.partners.save(replace(office.partners.blank(), name=birds.text("partner in the trash")))[0]
    office.partners.delete([trashed.id])
    gone, _ = office.events.save(replace(office.events.blank(), title=birds.both("event in the trash")))
    office.events.delete(gone.id)


def _take_in(office: Office, birds: Canaries, folder: Path) -> None:
    file = folder / f"{birds.text('name of a table')}.csv"
    file.write_text("Tên sự kiện (tiếng Việt);Ngày\nChiếu phim Mùi đu đủ xanh;12/9/2026\n", "utf-8")
    sheet = office.importing.read(file)
    mapping = ColumnMapping(tuple(column.suggested for column in sheet.columns), year=2026)
    office.importing.run(office.importing.plan(sheet, mapping))


def texts_of(file: Path) -> Iterator[tuple[str, str]]:
    """What a file says, name by name, containers opened, PDFs as people and as programs read them."""
    yield file.name, file.name
    if file.suffix == ".pdf":
        yield file.name, seen.text(file) + file.read_bytes().decode("latin-1")
    elif zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                inner = file.parent / f"inside {file.name}" / name
                inner.parent.mkdir(parents=True, exist_ok=True)
                inner.write_bytes(archive.read(name))
                yield f"{file.name}/{name}", name
                yield from texts_of(inner)
    else:
        yield file.name, file.read_bytes().decode("utf-8", "replace")


def assert_silent(files: list[Path], birds: Canaries) -> None:
    for file in files:
        said = list(texts_of(file))
        assert sum(len(text) for _, text in said) > 500, f"{file.name} says nothing at all"
        for name, text in said:
            assert birds.heard_in(text) == [], name


def test_no_internal_field_leaves_in_a_package(filled: Path, tmp_path: Path, birds: Canaries) -> None:
    out = tmp_path / "q3.cdrp"
    ask(filled, "export", "--period", "2026-Q3", "--out", out)
    assert len(birds.all) > 50
    assert_silent([out], birds)


def test_no_internal_field_leaves_in_a_report_table_calendar_or_bundle(
    filled: Path, tmp_path: Path, birds: Canaries
) -> None:
    files = []
    with open_office(filled, PASSPHRASE) as office:
        for language in LANGUAGES:
            for ending in ("pdf", "xlsx", "csv"):
                files.append(tmp_path / f"report-{language}.{ending}")
                office.reports.build(PERIOD, language, files[-1], NoProgress())
            for ending in ("xlsx", "csv", "ics"):
                files.append(tmp_path / f"events-{language}.{ending}")
                office.exporting.events(files[-1], EventFilter(), language)
        files += [office.support.save(tmp_path / "bundle.zip"), office.support.save(tmp_path / "bundle.txt")]
        office.exporting.template(tmp_path / "template.xlsx")
    assert_silent([*files, tmp_path / "template.xlsx"], birds)


def test_the_canaries_are_heard_where_they_may_sing(filled: Path, tmp_path: Path, birds: Canaries) -> None:
    """Else a silent package would prove nothing."""
    with open_office(filled, PASSPHRASE) as office, office.desk.store.read() as tx:
        log = tx.connection.exec_driver_sql(
            "SELECT group_concat(coalesce(before, '') || coalesce(after, '')) FROM change_row"
        )
        heard = set(birds.heard_in(str(log.scalar_one())))
    outside = {"draft", "typed", "name of a table"}
    assert set(birds.all.values()) - heard <= outside


def test_a_table_that_went_out_without_names_brings_nobody_new_and_loses_nobody(
    filled: Path, tmp_path: Path, birds: Canaries
) -> None:
    with open_office(filled, PASSPHRASE) as office:
        before = office.digest().content_sha256
        event = office.events.get(office.reports.data(PERIOD).events[0].id)
        second = Actor("Nhóm Mẫu Đơn", "AC.NGO", ActorRole.SPONSOR)
        event, _ = office.events.save(replace(event, actors=(second, *event.actors)))
        shy = office.partners.suggest("mau don")[0]
        office.partners.set_consent([shy.id], Consent.REFUSED)
        before = office.digest().content_sha256
        for name in ("ra.xlsx", "ra.csv"):
            out = tmp_path / name
            office.exporting.events(out, EventFilter(), "vi")
            sheet = office.importing.read(out)
            plan = office.importing.plan(sheet, sheet.mapping)
            assert {answer.outcome for answer in plan.answers} == {RowOutcome.UNCHANGED}
        text = out.read_text("utf-8-sig")
        assert text.count(WITHHELD.vi) == 2
        out.write_text(text.replace(event.title.vi, f"{event.title.vi} (mới)"), "utf-8")
        sheet = office.importing.read(out)
        office.importing.run(office.importing.plan(sheet, sheet.mapping))
        assert office.events.get(event.id).actors == event.actors
        assert office.partners.suggest(WITHHELD.vi) == []
        assert office.digest().content_sha256 != before


@pytest.mark.parametrize(
    "change",
    [
        {"audience": BiText("Bạn của Hội Phu nhân Mẫu Đơn")},
        {"occasion_note": "Theo lời mời của HỘI PHU NHÂN MẪU ĐƠN"},
        {"link_note": BiText("", "With Hội Phu nhân Mẫu Đơn")},
    ],
)
def test_every_text_that_leaves_is_looked_through_for_refused_names(
    mission: Path, change: dict[str, BiText | str]
) -> None:
    with open_office(mission, PASSPHRASE) as office:
        shy, _ = office.partners.save(replace(office.partners.blank(), name="Hội Phu nhân Mẫu Đơn"))
        office.partners.set_consent([shy.id], Consent.REFUSED)
        event = office.events.get(office.reports.data(PERIOD).events[0].id)
        assert "report.partner_named" not in {finding.code for finding in office.reports.findings(PERIOD)}
        office.events.save(replace(event, **change))  # type: ignore[arg-type]
        found = next(each for each in office.reports.findings(PERIOD) if each.code == "report.partner_named")
        assert found.field == next(iter(change))


def test_what_a_package_says_can_be_heard_at_all(filled: Path, tmp_path: Path, birds: Canaries) -> None:
    """A canary in a field that does travel is found in the package's data, its page and its tables."""
    with open_office(filled, PASSPHRASE) as office:
        event = office.events.get(office.reports.data(PERIOD).events[0].id)
        office.events.save(replace(event, venue=BiText(birds.text("venue"))))
    out = tmp_path / "q3.cdrp"
    ask(filled, "export", "--period", "2026-Q3", "--out", out)
    heard = {name.rpartition(".")[2] for name, text in texts_of(out) if birds.heard_in(text)}
    assert {"jsonl", "pdf", "xml", "html", "csv"} <= heard
