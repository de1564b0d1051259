"""An officer's planning day, thrown by dice: every kind of write that an office knows, valid or refused."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.anniversary import Anniversary
from cultdip_desktop.domain.event import Event, EventState, Evidence, Gain, GainKind, GoalTag, PressItem, PressKind
from cultdip_desktop.domain.importing import ColumnMapping
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole, Consent, PartnerKind
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.plan_words import DateRule, LeapMonth, RateKind, TaskKind
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.task import Check
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.query.partners import PartnerFilter

YEARS = (2026, 2027, 2028)
NAMES = (
    "Bảo tàng Náprstek",
    "bao tang naprstek",
    "Hội người Việt tại Séc",
    "Viện Hùng vương",
    "Vien Hung Vuong",
    "Đài ČT 24",
)
HEADS = ("Tên sự kiện (tiếng Việt)", "Ngày bắt đầu", "Thành phố", "Đối tác")


class Events:
    """What a day is made of, and its acts on events."""

    def __init__(self, office: Office, folder: Path, seed: int, *, purges: bool = False) -> None:
        self.office, self._folder, self.dice = office, folder, random.Random(seed)
        self.count = 0
        self.done: dict[str, int] = {}
        self._purges = purges
        self._items: list[str] = []
        self._roles: list[str] = []
        self._contacts: list[str] = []
        self._tasks: list[str] = []
        self._anniversaries: list[str] = []

    def act(self) -> str:
        """One act; its name. What the office refuses is no act, but never anything worse than a refusal."""
        self.count += 1
        acts = [name for name in dir(self) if name.startswith("do_")]
        name = self.dice.choice(acts) if len(self.events()) > 3 else "do_add"
        if name == "do_purge" and not self._purges:
            name = "do_add"
        act: Callable[[], object] = getattr(self, name)
        try:
            act()
        except UserError as error:
            name = f"{name}: {error.code}"
        self.done[name] = self.done.get(name, 0) + 1
        return name

    # -- what there is

    def events(self) -> list[str]:
        return self.office.events.find_ids(EventFilter())

    def event(self) -> Event:
        return self.office.events.get(self.dice.choice(self.events()))

    def partners(self) -> list[str]:
        return self.office.partners.find_ids(PartnerFilter())

    def partner(self) -> str:
        found = self.partners()
        if not found:
            raise UserError("test.no_partner")
        return self.dice.choice(found)

    def name(self) -> str:
        return f"{self.dice.choice(NAMES)}{self.dice.choice(('', '', ' II', f' {self.count}'))}"

    def day(self) -> date:
        return date(2026, 1, 1) + timedelta(days=self.dice.randrange(900))

    def known(self, ids: list[str]) -> str:
        if not ids:
            raise UserError("test.nothing_yet")
        return self.dice.choice(ids)

    # -- events

    def do_add(self) -> None:
        start = datetime.combine(self.day(), time(self.dice.randrange(24)), UTC)
        blank = self.office.events.blank()
        title = BiText(f"Lễ hội {self.count} đường sách {self.day().year}", f"Fair {self.count}")
        self.office.events.save(replace(blank, title=title, start=self.dice.choice((start, start, None))))

    def do_type(self) -> None:
        event = self.event()
        for letter in ("a", "ă", "â"):
            event, _ = self.office.events.save(
                replace(event, title=event.title.with_vi(event.title.vi + letter)), step=f"tên-{self.count}"
            )

    def do_actors(self) -> None:
        event = self.event()
        made = Actor(self.name(), "AC.HOST", self.dice.choice(tuple(ActorRole)))
        self.office.events.save(replace(event, actors=(made, *event.actors)[: self.dice.randrange(4)]))

    def do_press(self) -> None:
        event = self.event()
        item = PressItem(f"Báo {self.count}", PressKind.ONLINE, title="Bài viết", day=self.day(), reach=self.count)
        gain = Gain(GainKind.LEAD, BiText(f"Hợp tác {self.count}"), self.name())
        results = replace(event.results, press=(item, *event.results.press)[:2], gains=(gain, *event.results.gains)[:2])
        self.office.events.save(replace(event, results=results))

    def do_evidence(self) -> None:
        event = self.event()
        proof = Evidence("attendance", f"{self.count:032x}")
        self.office.events.save(replace(event, evidence=(proof, *event.evidence)[: self.dice.randrange(3)]))

    def do_money(self) -> None:
        event = self.event()
        money = Money.of_minor(self.dice.randrange(10**7), "CZK")
        line = MoneyLine(
            "RS.BUD", self.dice.choice(tuple(MoneyStage)), money, in_kind=self.dice.random() < 0.3, note="áo dài"
        )
        self.office.events.save(replace(event, money=(*event.money, line)[-3:]))

    def do_goal(self) -> None:
        tag = GoalTag(
            f"M{self.dice.randrange(1, 6)}", self.office.catalogue.current().edition, reason=BiText(f"Vì {self.count}")
        )
        self.office.events.add_goal(self.dice.sample(self.events(), 2), tag)

    def do_delete(self) -> None:
        self.office.events.delete_many(self.dice.sample(self.events(), 2))

    def do_restore(self) -> None:
        rows = self.office.trash.rows()
        if rows:
            self.office.trash.restore(self.dice.sample(rows, min(3, len(rows))))

    def do_purge(self) -> None:
        rows = self.office.trash.rows()
        if rows:
            self.office.trash.purge(self.dice.sample(rows, 1))

    def do_state(self) -> None:
        self.office.events.set_state(self.event().id, self.dice.choice(tuple(EventState)), "Hoãn vì bão")

    def do_duplicate(self) -> None:
        self.office.events.save(self.office.events.duplicate(self.event().id, self.day()))

    def do_template(self) -> None:
        chosen = self.dice.choice(self.office.templates.all())
        made, _ = self.office.templates.add(chosen.id, self.dice.choice((self.day(), None)))
        self._tasks += [task.id for task in self.office.tasks.of_event(made.id)]

    def do_move(self) -> None:
        self.office.calendar.move(self.event().id, self.day())

    def do_stretch(self) -> None:
        event = self.event()
        self.office.calendar.stretch(event.id, (event.day or self.day()) + timedelta(days=self.dice.randrange(-2, 9)))

    def do_place(self) -> None:
        day = self.day()
        self.office.planning.place(self.event().id, day, day + timedelta(days=self.dice.randrange(5)))

    def do_begin_at(self) -> None:
        self.office.planning.begin_at(self.event().id, self.day(), time(2, 30))

    # -- series

    def do_repeat(self) -> None:
        event = self.event()
        day = event.day or self.day()
        kind = self.dice.choice(tuple(DateRule))
        rule = YearlyRule(kind, day.month, min(day.day, 28), self.dice.choice(tuple(LeapMonth)))
        self.office.series.repeat(event.id, rule, day.year + self.dice.randrange(3))

    def do_series_edit(self) -> None:
        fields = self.dice.choice(
            (
                {"city": f"Thành phố {self.count}"},
                {"title": {"vi": f"Ngày hội {self.day().year}", "en": ""}},
                {"start": f"{self.day()}T18:00", "end": None},
                {"actors": [{"partner": self.name(), "category": "AC.NGO", "role": "sponsor"}]},
            )
        )
        self.office.series.edit(self._member(), fields, self.dice.choice(("this", "following", "all")))

    def do_series_carry(self) -> None:
        names = self.dice.sample(("day", "venue", "city", "title", "actors", "money"), 2)
        self.office.series.carry(self._member(), names, self.dice.choice(("following", "all")))

    def do_series_delete(self) -> None:
        self.office.series.delete(self._member(), self.dice.choice(("this", "following")))

    def do_series_leave(self) -> None:
        self.office.series.leave(self._member())

    def _member(self) -> str:
        members = [event_id for event_id in self.events() if self.office.events.get(event_id).series]
        return self.dice.choice(members) if members else self.event().id

    # -- saved views

    def do_view(self) -> None:
        self.office.views.save("events", f"Lọc {self.dice.randrange(4)}", {"query": f"tet {self.count}"})

    def do_view_change(self) -> None:
        views = self.office.views.of("events")
        view_id = self.known([view.id for view in views])
        if self.dice.random() < 0.4:
            self.office.views.delete(view_id)
        elif self.dice.random() < 0.5:
            self.office.views.rename(view_id, f"Lọc {self.dice.randrange(4)}")
        else:
            self.office.views.reorder("events", [view.id for view in reversed(views)])


class Day(Events):
    """Acts of one seed on one office: events, and all that is planned around them."""

    # -- goals, programme, anniversaries, settings

    def do_anniversary(self) -> None:
        rule = YearlyRule(self.dice.choice(tuple(DateRule)), 2, 28)
        id_ = self.dice.choice([*self._anniversaries, ""])
        made = Anniversary(id=id_, title=BiText(f"Ngày {self.count}"), rule=rule, since_year=1950, note="ghi chú")
        self._anniversaries.append(self.office.anniversaries.save(made)[0].id)

    def do_anniversary_delete(self) -> None:
        self.office.anniversaries.delete(self.known(self._anniversaries))

    def do_target(self) -> None:
        target = self.dice.choice((None, 1, 7))
        self.office.goals.set_target(f"M{self.dice.randrange(1, 6)}", self.dice.choice(YEARS), target)

    def do_gap(self) -> None:
        quarter = Period.parse(f"{self.dice.choice(YEARS)}-Q{self.dice.randrange(1, 5)}")
        self.office.goals.record_gap(
            f"M{self.dice.randrange(1, 6)}", quarter, BiText(self.dice.choice(("", "Thiếu người")))
        )

    def do_item(self) -> None:
        made, _ = self.office.programme.add(self.dice.choice(YEARS), code="M3", quarter=self.dice.randrange(5))
        self._items.append(made.id)

    def do_item_save(self) -> None:
        for view in self.office.programme.view(self.dice.choice(YEARS)).items[:2]:
            self.office.programme.save(
                replace(view.item, title=BiText(f"Mục {self.count}"), note="Hỏi Bộ"), step=f"m{self.count}"
            )

    def do_link(self) -> None:
        self.office.programme.link(self.known(self._items), self.dice.sample(self.events(), 2))

    def do_unlink(self) -> None:
        for view in self.office.programme.view(self.dice.choice(YEARS)).items:
            for linked in view.events:
                self.office.programme.unlink(view.item.id, linked.id)
                return

    def do_item_delete(self) -> None:
        self.office.programme.delete(self.known(self._items))

    def do_freeze(self) -> None:
        self.office.programme.freeze(self.dice.choice(YEARS), "Đại sứ duyệt", None)

    def do_copy(self) -> None:
        self.office.programme.copy(self.dice.choice(YEARS), self.dice.choice((*YEARS, 2030, 2031)))

    def do_accredited(self) -> None:
        self.office.calendar.set_accredited(self.dice.sample(("SK", "AT", "PL"), 2))

    # -- partners

    def do_partner(self) -> None:
        kind = self.dice.choice(tuple(PartnerKind))
        aliases = tuple(self.name() for _ in range(self.dice.randrange(3)))
        self.office.partners.save(
            replace(self.office.partners.blank(kind), name=self.name(), aliases=aliases, phone="+420")
        )

    def do_rename(self) -> None:
        entry = self.office.partners.get(self.partner())
        aliases = self.dice.choice((entry.aliases, (), (*entry.aliases, entry.name)))
        self.office.partners.save(replace(entry, name=self.name(), aliases=aliases))

    def do_merge(self) -> None:
        take = self.dice.choice((None, {"name"}, {"name", "category", "note"}, set()))
        self.office.partners.merge(self.partner(), self.partner(), take)

    def do_partner_delete(self) -> None:
        self.office.partners.delete([self.partner()])

    def do_consent(self) -> None:
        self.office.partners.set_consent([self.partner()], self.dice.choice(tuple(Consent)))

    def do_apart(self) -> None:
        self.office.partners.keep_apart(self.partner(), self.partner())

    def do_role(self) -> None:
        kinds = [(id_, self.office.partners.get(id_).kind) for id_ in self.partners()]
        people = [id_ for id_, kind in kinds if kind is PartnerKind.PERSON]
        houses = [id_ for id_, kind in kinds if kind is PartnerKind.ORGANISATION]
        if people and houses:
            role = self.office.partners.blank_role(self.dice.choice(people), self.dice.choice(houses))
            self.office.partners.save_role(replace(role, title=BiText("Giám đốc")))
            self._roles.append(role.id)

    def do_role_end(self) -> None:
        self.office.partners.end_role(self.known(self._roles), self.day())

    def do_role_delete(self) -> None:
        self.office.partners.delete_role(self.known(self._roles))

    def do_contact(self) -> None:
        contact = self.office.partners.blank_contact(self.partner())
        event_id = self.dice.choice((None, self.event().id))
        self.office.partners.log(replace(contact, summary="Gặp", promise="Gửi sách", event_id=event_id))
        self._contacts.append(contact.id)

    def do_promise(self) -> None:
        self.office.partners.keep_promise(self.known(self._contacts), kept=self.dice.random() < 0.5)

    def do_contact_delete(self) -> None:
        self.office.partners.delete_contact(self.known(self._contacts))

    # -- tasks, rates, tables

    def do_task(self) -> None:
        task = self.office.tasks.blank(
            self.event().id, f"Việc {self.count}", self.day(), self.dice.choice(tuple(TaskKind))
        )
        self.office.tasks.save_all([replace(task, checklist=(Check("mời khách"), Check("in thiệp", True)), note="gấp")])
        self._tasks.append(task.id)

    def do_task_done(self) -> None:
        self.office.tasks.done([self.known(self._tasks)], done=self.dice.random() < 0.7)

    def do_task_delete(self) -> None:
        self.office.tasks.delete([self.known(self._tasks)])

    def do_rate(self) -> None:
        rates = self.office.money.rates()
        year = self.dice.choice(YEARS)
        fresh = self.office.money.blank_rate("CZK", RateKind.YEARLY_AVERAGE, date(year, 12, 31))
        chosen = self.dice.choice((*rates, fresh))
        self.office.money.save_rate(replace(chosen, value=Decimal(1000 + self.count), source="Kho bạc"))

    def do_rate_delete(self) -> None:
        self.office.money.delete_rate(self.known([rate.id for rate in self.office.money.rates()]))

    def do_import(self) -> None:
        file = self._folder / f"kế hoạch {self.dice.randrange(3)}.csv"
        lines = [";".join(HEADS)]
        for number in range(self.dice.randrange(1, 5)):
            lines.append(f"Chiếu phim {number};{self.day():%d/%m/%Y};Praha;{self.name()}")
        file.write_text("\n".join(lines), encoding="utf-8")
        sheet = self.office.importing.read(file)
        mapping = ColumnMapping(tuple(column.suggested for column in sheet.columns), year=sheet.year)
        self.office.importing.run(self.office.importing.plan(sheet, mapping))
