"""The fields of the form of documents, card by card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.domain.letterhead import Authority, Circulation, Letterhead, Urgency
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.choices import CheckBox, ComboBox, Segmented
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.viewmodel_form import FormState

_MOST: Final = 9999


class FormCards(QObject):
    """Shows a letterhead and gives back what stands in the fields."""

    edited = Signal()
    """Something was typed or chosen."""

    settled = Signal()
    """A changed field was left, or something was chosen."""

    def __init__(self, kit: Kit, identity: OfficeIdentity) -> None:
        super().__init__()
        self._kit, self._identity = kit, identity
        self.texts: dict[str, BilingualField] = {}
        self.lines: dict[str, LineEdit] = {}
        self.counts: dict[str, IntegerField] = {}
        self._fields: dict[str, Field] = {}
        self.signer, self.authority = ComboBox(kit), ComboBox(kit)
        self.urgency = Segmented(kit, t("Urgency"))
        self.internal = CheckBox(kit, t("For internal circulation (LƯU HÀNH NỘI BỘ)"))
        self.cards = (self._agency(), self._recipients(), self._signing(), self._marks(), self._rest())
        for combo in (self.signer, self.authority):
            combo.chosen.connect(self._chosen)
        self.urgency.chosen.connect(self._chosen)
        self.internal.clicked.connect(self._chosen)

    def show_state(self, state: FormState) -> None:
        """Fill in; a field in which somebody is typing stays as it is."""
        shown = state.letterhead
        for name, text in self.texts.items():
            if not (text.vi.hasFocus() or text.en.hasFocus()):
                text.set_value(getattr(shown, name))
        for name, line in self.lines.items():
            if not line.hasFocus():
                line.set_value(getattr(shown, name))
        for name, count in self.counts.items():
            if not count.hasFocus():
                count.set_integer(getattr(shown, name))
        self.signer.clear_choices()
        self.signer.add("", t("The first who may approve"))
        for person in state.people:
            self.signer.add(person.id, person.name)
        self.signer.set_value(shown.signer_id)
        self.authority.set_value(shown.authority)
        self.urgency.set_value(shown.urgency)
        self.internal.setChecked(shown.circulation is Circulation.INTERNAL)
        self._arrange()

    def value(self, before: Letterhead) -> Letterhead:
        """What stands in the fields, over `before`."""
        typed: dict[str, Any] = {name: text.value() for name, text in self.texts.items()}
        typed |= {name: line.value() for name, line in self.lines.items()}
        typed |= {name: count.integer() or 0 for name, count in self.counts.items()}
        typed["signer_id"] = str(self.signer.value() or "")
        typed["authority"] = Authority(str(self.authority.value() or ""))
        typed["urgency"] = Urgency(str(self.urgency.value() or ""))
        typed["circulation"] = Circulation.INTERNAL if self.internal.isChecked() else Circulation.OPEN
        return replace(before, **typed)

    def changed_fields(self, typed: Letterhead) -> Mapping[str, Any]:
        """The fields that are not as in a new office, `head` always."""
        empty = Letterhead()
        values = {one.name: getattr(typed, one.name) for one in fields(typed) if one.name in self._named}
        return {name: value for name, value in values.items() if name == "head" or value != getattr(empty, name)}

    def complain(self, name: str, speech: Speech) -> None:
        """Say what is wrong beside the field `name`, and nothing beside the others."""
        for one, text in self.texts.items():
            text.set_error(speech if one == name else "")
        for one, field in self._fields.items():
            field.set_error(speech if one == name else "")

    @property
    def _named(self) -> frozenset[str]:
        return frozenset({*self.texts, *self._fields})

    def _agency(self) -> Card:
        card, office = _card(self._kit, t("Head of the page")), self._identity
        from_office = t("Empty: as the office is called.")
        centre = office.role is OfficeRole.HEADQUARTERS and bool(office.unit)
        above, own = (office.name, office.unit) if centre else (office.parent, office.name)
        card.add(self._text("parent", t("Agency above"), vi=above.vi, en=above.en))
        card.add(self._text("agency", t("Issuing agency"), lines=2, hint=from_office, vi=own.vi, en=own.en))
        symbol = self._line("symbol", t("Symbol in numbers"), office.symbol or office.id, 200)
        card.add(self._text("place", t("Place of issue"), vi=office.city.vi, en=office.city.en))
        card.add(boxed(FlowRow(symbol, gap=12)))
        return card

    def _recipients(self) -> Card:
        card = _card(self._kit, t("Recipients of documents"))
        one_a_line = t("One a line; dashes and closing marks are set by the program.")
        card.add(self._text("recipients", t("To (box 9a)"), lines=3, hint=one_a_line))
        card.add(self._text("copies", t("Further recipients (box 9b)"), lines=3))
        unit = self._line("unit_symbol", t("Drafting unit"), "VH", 140)
        kept = self._count("kept_copies", t("Copies kept"))
        card.add(boxed(FlowRow(unit, kept, gap=12)))
        return card

    def _signing(self) -> Card:
        card = _card(self._kit, t("Who signs"))
        for authority, speech in _AUTHORITIES:
            self.authority.add(authority, speech)
        signer = Field(self._kit, t("Signer"), self.signer)
        right = Field(self._kit, t("In whose right"), self.authority)
        for field, width in ((signer, 240), (right, 300)):
            field.setFixedWidth(self._kit.look.px(width))
        card.add(boxed(FlowRow(signer, right, gap=12)))
        self._head = self._text("head", t("Position or collective signed for"))
        card.add(self._head)
        card.add(self._text("position", t("The signer's position"), hint=t("Empty: the person's rank.")))
        card.add(self._text("other_position", t("Another position, above the name")))
        return card

    def _marks(self) -> Card:
        card = _card(self._kit, t("Marks"))
        self.urgency.add(Urgency.NONE, t("None"))
        self.urgency.add(Urgency.URGENT, "KHẨN")
        self.urgency.add(Urgency.VERY_URGENT, "THƯỢNG KHẨN")
        self.urgency.add(Urgency.EXPRESS, "HỎA TỐC")
        field = Field(self._kit, t("Urgency"), self.urgency)
        card.add(field)
        card.add(self.internal)
        card.add(
            PlainLabel(
                self._kit,
                t("Degrees of secrecy are not offered: this program is not for material that bears them."),
                "small",
                "secondary",
                wrap=True,
            )
        )
        return card

    def _rest(self) -> Card:
        card = _card(self._kit, t("Further particulars"))
        card.add(self._text("basis", t("Basis of reports"), lines=2))
        card.add(self._text("contact", t("Contact lines (box 13)"), lines=2))
        mark = self._line("drafter_mark", t("Sign of the drafter"), t("Initials"), 160)
        issued = self._count("issued_copies", t("Copies issued"))
        card.add(boxed(FlowRow(mark, issued, gap=12)))
        return card

    def _text(
        self, name: str, label: Speech, *, lines: int = 1, hint: Speech = "", vi: str = "", en: str = ""
    ) -> BilingualField:
        text = BilingualField(
            self._kit, label, t("English"), lines=lines, hint=hint, placeholder_vi=vi, placeholder_en=en
        )
        self._kit.name(text.en, t("{label} (English)", label=label))
        text.setMinimumWidth(self._kit.look.px(220))  # beside the preview there is little room: it stacks itself
        text.edited.connect(lambda _value: self.edited.emit())
        text.committed.connect(lambda _value: self.settled.emit())
        self.texts[name] = text
        return text

    def _line(self, name: str, label: Speech, placeholder: Speech, width: int) -> Field:
        line = LineEdit(self._kit, placeholder)
        line.edited.connect(lambda _value: self.edited.emit())
        line.committed.connect(lambda _value: self.settled.emit())
        self.lines[name] = line
        self._fields[name] = Field(self._kit, label, line)
        self._fields[name].setFixedWidth(self._kit.look.px(width))
        return self._fields[name]

    def _count(self, name: str, label: Speech) -> Field:
        count = IntegerField(self._kit, maximum=_MOST)
        count.changed.connect(lambda _value: self.edited.emit())
        count.settled.connect(lambda _value: self.settled.emit())
        self.counts[name] = count
        self._fields[name] = Field(self._kit, label, count)
        self._fields[name].setFixedWidth(self._kit.look.px(140))
        return self._fields[name]

    def _chosen(self, _value: object = None) -> None:
        self._arrange()
        self.edited.emit()
        self.settled.emit()

    def _arrange(self) -> None:
        present(self._head, shown=self.authority.value() not in (None, Authority.OWN))


_AUTHORITIES: Final = (
    (Authority.OWN, t("In the signer's own right")),
    (Authority.COLLECTIVE, t("TM. – on behalf of a collective")),
    (Authority.ACTING, t("Q. – acting head")),
    (Authority.FOR_HEAD, t("KT. – a deputy for the head")),
    (Authority.BY_ORDER, t("TL. – by order")),
    (Authority.BY_AUTHORISATION, t("TUQ. – by authorisation")),
)


def _card(kit: Kit, title: Speech) -> Card:
    card = Card(kit, title)
    card.body.setSpacing(12)
    return card
