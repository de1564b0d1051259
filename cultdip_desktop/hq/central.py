"""What headquarters issues beside directives: programme, messages, stories, products, templates, rates, deadlines (R1, R19).

Each list is issued as it stands. What missions have been told is read from the files themselves, so a list is open
again as soon as something in it is no longer what they know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from cultdip_desktop.core import canonical
from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain import central_reading, issue_codec, receipt_codec
from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.dispatch import Dispatch
from cultdip_desktop.domain.issuing import CentralKind, DispatchKind, IssueState
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.domain.secrecy import require_open
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.hq import duty_notices
from cultdip_desktop.hq.dispatching import Dispatcher, Draft, Maker, Plain
from cultdip_desktop.hq.effects import Effects
from cultdip_desktop.hq.outbox import IssuedFile, issue, recipients_of, require_missions
from cultdip_desktop.packages.package import ALL_MISSIONS
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import catalogue as catalogue_rows
from cultdip_desktop.store.repo import central as rows
from cultdip_desktop.store.repo import dispatch as dispatch_rows
from cultdip_desktop.store.repo import rate as rate_rows
from cultdip_desktop.store.store import Reader

PROGRAMME: Final = "programme"
CENTRAL: Final = "central"
RATES: Final = "rates"
DUTIES: Final = "duties"
LISTS: Final = (PROGRAMME, CENTRAL, RATES, DUTIES)
"""Names of the lists that can be issued."""


@dataclass(frozen=True, slots=True)
class ListState:
    """One list and whether missions know it."""

    name: str
    """One of `LISTS`; a programme's has its year: `programme 2027`."""

    entries: int
    news: bool
    """Something in it is not what all missions were told last."""

    last: Dispatch | None
    """The file that told all missions last."""


@dataclass(frozen=True, slots=True)
class _Content:
    """A list as it would travel."""

    kind: DispatchKind
    title: BiText
    entity: str
    rows: list[Plain]
    effects: Effects


class CentralService:
    """The use cases of the Directives room's lists and of `cultdip hq issue programme|central|rates|duties`."""

    def __init__(self, desk: Desk, dispatcher: Dispatcher) -> None:
        self._desk = desk
        self._dispatcher = dispatcher

    def states(self) -> tuple[ListState, ...]:
        """Every list with its standing: programmes by year, then the others."""
        with self._desk.store.read() as tx:
            told = _told(tx, ALL_MISSIONS)
            names = [*(f"{PROGRAMME} {year}" for year in rows.programme_years(tx)), CENTRAL, RATES, DUTIES]
            return tuple(_state(name, _content(tx, name), told) for name in names)

    def programme(self, year: int) -> tuple[IssuedItem, ...]:
        """Headquarters' action programme of a year."""
        with self._desk.store.read() as tx:
            return rows.programme(tx, year)

    def programme_years(self) -> tuple[int, ...]:
        """Years that have one, the newest first."""
        with self._desk.store.read() as tx:
            return rows.programme_years(tx)

    def take_programme(self, plain: object) -> tuple[int, ChangeSet]:
        """Replace the programme of a year by that of a file; gives the year. What was issued and is gone is withdrawn.

        Raises:
            UserError: `issue.*`, `central.code_unknown`, `letterhead.secrecy`.
        """
        with self._desk.store.read() as tx:
            known = {item.id: item for year in rows.programme_years(tx) for item in rows.programme(tx, year)}
            catalogue = catalogue_rows.current(tx)
        items = central_reading.read_programme(plain, known, self._desk.ids.new)
        for item in items:
            if item.code and not catalogue.is_goal(item.code):
                raise UserError("central.code_unknown", code=item.code, edition=catalogue.edition)
            require_open(item.title.vi, item.title.en, item.note)
        year = items[0].year if items else central_reading.year_of(plain)
        with self._desk.store.write("issued.programme", actor=self._desk.actor, year=year) as tx:
            kept = {item.id for item in items}
            for before in rows.programme(tx, year):
                if before.id not in kept:
                    rows.save_issued(tx, replace(before, withdrawn=True))
            for item in items:
                rows.save_issued(tx, replace(item, edition=catalogue.edition))
        return year, tx.change_set

    def save_programme_item(self, item: IssuedItem, *, step: str = "") -> ChangeSet:
        """Autosave one item; a new one needs an id of its own, a withdrawn one goes.

        Raises:
            UserError: `letterhead.secrecy`.
        """
        require_open(item.title.vi, item.title.en, item.note)
        params = {STEP: step} if step else {}
        with self._desk.store.write("issued.item", actor=self._desk.actor, title=item.title.vi[:80], **params) as tx:
            edition = item.edition or catalogue_rows.current(tx).edition
            rows.save_issued(tx, replace(item, edition=edition))
        return tx.change_set

    def new_id(self) -> str:
        """For what a page adds."""
        return self._desk.ids.new()

    def offers(self) -> tuple[CentralItem, ...]:
        """Messages, stories, products, templates, the newest first."""
        with self._desk.store.read() as tx:
            return rows.items(tx)

    def add_offer(self, kind: CentralKind) -> tuple[CentralItem, ChangeSet]:
        """A new offer, to be written."""
        made = CentralItem(id=self._desk.ids.new(), kind=kind, made_at=self._desk.clock.now())
        return made, self._save_offer(made, "library.add", {})

    def take_offers(self, plain: object) -> tuple[tuple[CentralItem, ...], ChangeSet]:
        """Offers from a file: new ones, and changes of those that it names by id; all or none.

        Raises:
            UserError: `issue.*`, `mission.not_found`, `letterhead.secrecy`.
        """
        known = {item.id: item for item in self.offers()}
        items = central_reading.read_offers(plain, known, self._desk.ids.new)
        for item in items:
            _require_open(item)
        with self._desk.store.write("library.add", actor=self._desk.actor, n=len(items)) as tx:
            for item in items:
                require_missions(tx, item.offices)
                rows.save_item(tx, item)
        return items, tx.change_set

    def save_offer(self, item: CentralItem, *, step: str = "") -> ChangeSet:
        """Autosave an offer; one that missions have is open again until it is issued once more.

        Raises:
            UserError: `central.not_found`, `mission.not_found`, `letterhead.secrecy`.
        """
        with self._desk.store.read() as tx:
            rows.get_item(tx, item.id)
        return self._save_offer(item, "library.edit", {STEP: step} if step else {})

    def take_back_offer(self, item_id: str) -> ChangeSet:
        """Withdraw an offer: missions hear it with the next file; a draft just goes.

        Raises:
            UserError: `central.not_found`.
        """
        with self._desk.store.read() as tx:
            item = rows.get_item(tx, item_id)
        return self._save_offer(replace(item, withdrawn=True), "library.delete", {})

    def rates(self) -> tuple[Rate, ...]:
        """The rate table, the newest day first."""
        with self._desk.store.read() as tx:
            return rate_rows.all(tx)

    def take_rates(self, plain: object) -> tuple[int, ChangeSet]:
        """Add or replace rates from a file; gives how many are new or other than before.

        Raises:
            UserError: `issue.*`, `rate.bad_value`, `rate.bad_currency`, `rate.not_june`.
        """
        given = central_reading.read_rates(plain, self._desk.ids.new)
        changed = 0
        with self._desk.store.write("rate.table", actor=self._desk.actor, n=len(given)) as tx:
            known = {_pair(one): one for one in rate_rows.all(tx)}
            for rate in given:
                before = known.get(_pair(rate))
                made = rate if before is None else replace(rate, id=before.id)
                if made != before:
                    rate_rows.save(tx, made)
                    changed += 1
        return changed, tx.change_set

    @in_workshop("central.issue")
    def issue(
        self,
        name: str,
        folder: Path,
        pin: str,
        *,
        offices: Collection[str] | None = None,
        progress: Progress | None = None,
    ) -> list[IssuedFile]:
        """Sign a list for all missions, or for some; those that know it as it is get no file.

        Raises:
            UserError: `central.list_unknown`, `central.empty`, `central.incomplete`, `mission.not_found`, `key.*`,
                `file.*`, `dispatch.busy`.
        """
        with self._desk.store.read() as tx:
            require_missions(tx, tuple(offices or ()))
            content = _content(tx, name)
            if not content.rows:
                raise UserError("central.empty")
            _require_whole(tx, name)
        return issue(
            self._dispatcher, recipients_of(tuple(offices or ())), lambda one: _maker(name, one), folder, pin, progress
        )

    def _save_offer(self, item: CentralItem, label: str, params: Mapping[str, str | int]) -> ChangeSet:
        _require_open(item)
        with self._desk.store.write(label, actor=self._desk.actor, title=item.title.vi[:80], **params) as tx:
            require_missions(tx, item.offices)
            rows.save_item(tx, item)
        return tx.change_set


def _require_open(item: CentralItem) -> None:
    require_open(item.title.vi, item.title.en, item.text.vi, item.text.en, item.content)


def _maker(name: str, recipient: str) -> Maker:
    def make(tx: Reader, package_id: str, at: datetime) -> Draft | None:
        del package_id, at
        content = _content(tx, name)
        digest = _digest(content.rows)
        if _told(tx, recipient).get(name, ("", None))[0] == digest:
            return None
        return Draft(
            kind=content.kind,
            recipient=recipient,
            title=content.title,
            rows={content.entity: content.rows},
            essence=digest,
            told={"lists": {name: digest}},
            effects=content.effects,
        )

    return make


def _content(tx: Reader, name: str) -> _Content:
    word, _, year = name.partition(" ")
    make = _LISTS.get(word)
    if make is None or (year and not (word == PROGRAMME and year.isascii() and year.isdigit() and len(year) == 4)):
        raise UserError("central.list_unknown", name=name[:40])
    return make(tx, int(year or 0))


def _programme(tx: Reader, year: int) -> _Content:
    items = rows.programme(tx, year, withdrawn=True)
    sent = [item for item in items if not item.withdrawn or item.dispatch_id is not None]
    return _Content(
        DispatchKind.DIRECTIVE,
        BiText(f"Chương trình hành động năm {year}", f"Action programme {year}"),
        "issued_item",
        [issue_codec.issued_item_to_plain(item) for item in sent],
        Effects(programme=[item.id for item in sent]),
    )


def _offers(tx: Reader, _year: int) -> _Content:
    items = rows.items(tx, withdrawn=True)
    sent = [item for item in items if not item.withdrawn or item.state is IssueState.ISSUED]
    return _Content(
        DispatchKind.DIRECTIVE,
        BiText("Thông điệp, câu chuyện, sản phẩm, mẫu dùng chung", "Messages, stories, products, templates"),
        "central_item",
        [issue_codec.central_item_to_plain(item) for item in sorted(sent, key=lambda one: one.id)],
        Effects(central=[item.id for item in sent]),
    )


def _rates(tx: Reader, _year: int) -> _Content:
    table = [issue_codec.rate_to_plain(rate) for rate in rate_rows.all(tx)]
    title = BiText("Bảng tỷ giá", "Exchange rates")
    return _Content(DispatchKind.RATES, title, "rate", sorted(table, key=lambda row: str(row["id"])), Effects())


def _duties(tx: Reader, _year: int) -> _Content:
    notices = duty_notices.for_all(tx)
    return _Content(
        DispatchKind.DIRECTIVE,
        BiText("Thời hạn báo cáo", "Reporting deadlines"),
        "duty",
        [receipt_codec.duty_to_plain(one) for one in notices],
        Effects(duties=[one.id for one in notices]),
    )


_LISTS: Final[Mapping[str, Callable[[Reader, int], _Content]]] = {
    PROGRAMME: _programme,
    CENTRAL: _offers,
    RATES: _rates,
    DUTIES: _duties,
}


def _state(name: str, content: _Content, told: Mapping[str, tuple[str, Dispatch]]) -> ListState:
    last = told.get(name)
    standing = sum(not row.get("withdrawn", False) for row in content.rows)
    news = bool(content.rows) and (last is None or last[0] != _digest(content.rows))
    return ListState(name, standing, news, None if last is None else last[1])


def _told(tx: Reader, recipient: str) -> dict[str, tuple[str, Dispatch]]:
    """By list, the digest of what a recipient was told last, and by which file."""
    found: dict[str, tuple[str, Dispatch]] = {}
    for row in dispatch_rows.of_stream(tx, recipient):
        for name, digest in row.content.get("lists", {}).items():
            found[name] = (str(digest), row)
    return found


def _digest(plain: Iterable[Plain]) -> str:
    listed: Json = list(plain)
    return hashlib.sha256(canonical.encode(listed)).hexdigest()[:16]


def _require_whole(tx: Reader, name: str) -> None:
    if name == CENTRAL:
        empty = next((item for item in rows.items(tx) if not item.title.vi.strip()), None)
        if empty is not None:
            raise UserError("central.incomplete", field="title.vi")
    elif name.startswith(PROGRAMME):
        items = rows.programme(tx, int(name.partition(" ")[2]))
        if any(not item.title.vi.strip() for item in items):
            raise UserError("central.incomplete", field="title.vi")


def _pair(rate: Rate) -> tuple[str, str, str, str]:
    return rate.currency, rate.quote, rate.kind.value, rate.day.isoformat()
