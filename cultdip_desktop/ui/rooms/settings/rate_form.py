"""One exchange rate: of the table, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import rate as rate_rules
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.country import currency_label
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.surfaces import FlowRow, boxed, column, row

_PARTS = {"rate.bad_currency": "currency", "rate.not_june": "day"}


class RateForm(QWidget):
    """Is stored by its button; Esc leaves it without a trace."""

    def __init__(
        self, kit: Kit, today: Callable[[], date], save: Callable[[Rate], object], close: Callable[[], object]
    ) -> None:
        super().__init__()
        self._kit, self._save = kit, save
        self._rate: Rate | None = None
        self.currency, self.kind = ComboBox(kit), ComboBox(kit)
        for one in RateKind:
            self.kind.add(one, _named(one))
        self.value = LineEdit(kit, t("VND for one unit"))
        self.day = DateTimeField(kit, today, with_time=False)
        self.source = LineEdit(kit, t("Who published it"))
        self._value_field = Field(kit, t("Rate"), self.value, required=True)
        self._day_field = Field(kit, t("Day of the rate"), self.day, required=True)
        self._currency_field = Field(kit, t("Currency"), self.currency)
        fields = FlowRow(gap=12)
        for field, width in (
            (self._currency_field, 150),
            (Field(kit, t("Kind of rate"), self.kind), 240),
            (self._day_field, 170),
            (self._value_field, 170),
            (Field(kit, t("Source"), self.source), 260),
        ):
            field.setFixedWidth(kit.look.px(width))
            fields.addWidget(field)
        self.keep_button = Button(kit, t("Keep the rate"), "primary", icon="check", on_click=self._submit)
        self.close_button = Button(kit, t("Cancel"), on_click=close)
        for editor in (self.value, self.source):
            editor.returnPressed.connect(self._submit)
        self.setLayout(
            column(boxed(column(boxed(fields), row(self.keep_button, self.close_button, None), gap=12), (0, 0, 0, 8)))
        )
        self.setFocusProxy(self.value)

    def show_rate(self, rate: Rate, currencies: Sequence[str]) -> None:
        """Fill in."""
        self._rate = rate
        words = self._kit.live.words
        self.currency.clear_choices()
        for code in dict.fromkeys([*currencies, rate.currency]):
            self.currency.add(code, code)
            self.currency.setItemData(self.currency.count() - 1, currency_label(words, code), 3)
        self.currency.set_value(rate.currency)
        self.kind.set_value(rate.kind)
        self.day.set_moment(Moment(rate.day))
        self.value.set_value(numbers.decimal(words, rate.value) if rate.value else "")
        self.source.set_value(rate.source)
        self._complain("", None)

    def _submit(self) -> None:
        moment, value = self.day.moment(), numbers.parse_decimal(self._kit.live.language, self.value.value())
        if self._rate is None:
            return
        if moment is None:
            self._complain("day", t("Write the day of the rate."))
            return
        typed = replace(
            self._rate,
            currency=str(self.currency.value()),
            kind=RateKind(str(self.kind.value())),
            day=moment.day,
            value=Decimal(0) if value is None else value,
            source=self.source.value(),
        )
        try:
            rate_rules.check(typed)
        except UserError as error:
            shown = UserError(error.code, value=self.value.value()) if error.code == "rate.bad_value" else error
            self._complain(_PARTS.get(error.code, "value"), Phrase(lambda words: describe(words, shown).message))
            return
        self._complain("", None)
        self._save(typed)

    def _complain(self, part: str, words: Phrase | None) -> None:
        fields = {"value": self._value_field, "day": self._day_field, "currency": self._currency_field}
        for name, field in fields.items():
            field.set_error(words if words is not None and name == part else "")
        if words is not None:
            {"value": self.value, "day": self.day, "currency": self.currency}[part].setFocus()


def _named(kind: RateKind) -> Phrase:
    return Phrase(lambda words: label(words, kind))
