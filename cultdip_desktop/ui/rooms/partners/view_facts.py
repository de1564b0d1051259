"""Who a partner is: names, form of address, category, place, contact data, note."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.partner import PartnerKind
from cultdip_desktop.i18n.country import countries, country
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.partners.phrases import KIND_ICONS, either, word
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import PartnerDraft

WIDEST: Final = 980
"""Text columns grow no wider than this (px at 100 %)."""

_TEXTS: Final = ("name", "name_en", "city", "phone", "email", "address", "website", "note")
_OF_NAME: Final = frozenset({"partner.name_missing", "partner.name_taken", "partner.name_in_trash"})


class FactsTab(QWidget):
    """A form that stores itself."""

    def __init__(self, kit: Kit, open_other: Callable[[str], object], restore_other: Callable[[str], object]) -> None:
        """`open_other` opens the entry that has the name already, `restore_other` brings it back from the trash."""
        super().__init__()
        self._kit = kit
        self._draft: PartnerDraft | None = None
        self._other = ""
        self._open_other = open_other
        self._restore_other = restore_other
        self.kind = Segmented(kit, t("Kind"))
        for each in PartnerKind:
            self.kind.add(each, word(each), KIND_ICONS[each])
        self.name = LineEdit(kit, t("As it stands in documents"))
        self.name_en = LineEdit(kit)
        self.honorific = BilingualField(
            kit,
            t("Form of address"),
            placeholder_vi=t("Mr Ambassador, Madam Director…"),
            placeholder_en=t("His Excellency, Ms…"),
        )
        self.category = ComboBox(kit)
        self.country = ComboBox(kit, placeholder=t("Country"))
        self.city = LineEdit(kit)
        self.phone = LineEdit(kit, icon="phone")
        self.email = LineEdit(kit, icon="mail")
        self.address = LineEdit(kit, icon="map-pin")
        self.website = LineEdit(kit, icon="globe")
        self.note = TextArea(kit, lines=3)
        self.aliases = TextArea(kit, lines=2)
        self._name_field = Field(kit, t("Name"), self.name, required=True)
        self.see_other = Button(kit, t("Open that entry"), "link", icon="arrow-right", on_click=self._show_other)
        self.restore = Button(kit, t("Restore that entry"), "link", icon="archive-restore", on_click=self._bring_back)
        for button in (self.see_other, self.restore):
            button.setProperty("compact", "tight")
            self._name_field.add_beside(button)
            present(button, shown=False)
        self._fixed = PlainLabel(kit, t("The kind stays while roles are recorded."), "small", "tertiary")
        self._category_field = Field(kit, t("Category"), self.category)
        page = ScrollPage(gap=12)
        inner = page.widget()
        if inner is not None:
            inner.setMaximumWidth(WIDEST)
        page.add(self._who())
        page.add(self._reach())
        page.end()
        self.setLayout(column(page, gap=0))
        self._connect()

    def open(self, draft: PartnerDraft) -> None:
        """Show this partner from now on."""
        self._draft = draft
        self._fill_choices()
        self.show_fields(None)
        self.show_story()
        self.show_trouble()

    def close(self) -> bool:
        """Let go of the partner."""
        self._draft = None
        return True

    def take_focus(self) -> None:
        """Begin in the name."""
        self.name.setFocus()

    def show_fields(self, names: frozenset[str] | None) -> None:
        """Show these fields (None = all) as they are now."""
        if self._draft is None:
            return
        entry = self._draft.now
        for name in _TEXTS:
            if names is None or name in names:
                getattr(self, name).set_value(getattr(entry, name))
        if names is None or "kind" in names:
            self.kind.set_value(entry.kind)
        if names is None or "honorific" in names:
            self.honorific.set_value(entry.honorific)
        if names is None or "category" in names:
            self.category.set_value(entry.category)
        if names is None or "country" in names:
            self.country.set_value(entry.country)
        if names is None or "aliases" in names:
            self.aliases.set_value("\n".join(entry.aliases))

    def show_story(self) -> None:
        """A person in office does not become an organisation by a slip."""
        fixed = self._draft is not None and bool(self._draft.story.roles)
        self.kind.setEnabled(not fixed)
        present(self._fixed, shown=fixed)

    def show_trouble(self) -> None:
        """Say beside the name what is wrong with it."""
        trouble = self._draft.trouble if self._draft is not None else None
        mine = trouble is not None and trouble.code in _OF_NAME
        self._name_field.set_error(_said(trouble) if mine and trouble is not None else "")
        self._other = str(trouble.params.get("id", "")) if trouble is not None and mine else ""
        code = trouble.code if trouble is not None else ""
        present(self.see_other, shown=code == "partner.name_taken")
        present(self.restore, shown=code == "partner.name_in_trash")

    def _who(self) -> Card:
        kit = self._kit
        card = Card(kit, t("Name and category"))
        card.add(row(self.kind, self._fixed, None))
        card.add(_beside(self._name_field, Field(kit, t("English name"), self.name_en)))
        card.add(self.honorific)
        other = Field(
            kit, t("Other names"), self.aliases, hint=t("One a line. Events find the partner by these names, too.")
        )
        card.add(_beside(self._category_field, other))
        card.add(_beside(Field(kit, t("City"), self.city), Field(kit, t("Country"), self.country)))
        return card

    def _reach(self) -> Card:
        kit = self._kit
        card = Card(kit, t("How to reach them"))
        stays = t("never leaves this machine")
        card.add(
            _beside(Field(kit, t("Telephone"), self.phone, note=stays), Field(kit, t("E-mail"), self.email, note=stays))
        )
        card.add(
            _beside(
                Field(kit, t("Address"), self.address, note=stays), Field(kit, t("Website"), self.website, note=stays)
            )
        )
        card.add(Field(kit, t("Note"), self.note, note=stays))
        return card

    def _connect(self) -> None:
        for name in _TEXTS:
            editor = getattr(self, name)
            editor.edited.connect(lambda text, name=name: self._edit(**{name: text}))
            editor.committed.connect(lambda _text: self._begin())
        self.aliases.edited.connect(lambda text: self._edit(aliases=_lines(text)))
        self.aliases.committed.connect(lambda _text: self._begin())
        self.honorific.edited.connect(lambda value: self._edit(honorific=value))
        self.honorific.committed.connect(lambda _value: self._begin())
        self.kind.chosen.connect(lambda value: self._choose(kind=value))
        self.category.chosen.connect(lambda value: self._choose(category=value))
        self.country.chosen.connect(lambda value: self._choose(country=value))

    def _edit(self, **changes: Any) -> None:
        if self._draft is not None:
            self._draft.edit(**changes)

    def _choose(self, **changes: Any) -> None:
        if self._draft is not None:
            self._draft.choose(**changes)

    def _begin(self) -> None:
        if self._draft is not None:
            self._draft.begin()

    def _fill_choices(self) -> None:
        draft = self._draft
        if draft is None or self.category.count():
            return
        for node in draft.catalogue.of_kind("actor"):
            self.category.add(node.code, either(node.title))
        self.country.add("", t("not known"))
        for code, _name in countries(self._kit.live.words):
            self.country.add(code, Phrase(partial(country, code=code)))

    def _show_other(self) -> None:
        if self._other:
            self._open_other(self._other)

    def _bring_back(self) -> None:
        if self._other:
            self._restore_other(self._other)


def _beside(first: QWidget, second: QWidget) -> QHBoxLayout:
    line = row(first, second, gap=12)
    line.setStretch(0, 1)
    line.setStretch(1, 1)
    return line


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _said(error: UserError) -> Phrase:
    return Phrase(lambda words: " ".join((describe(words, error).message, describe(words, error).advice)))
