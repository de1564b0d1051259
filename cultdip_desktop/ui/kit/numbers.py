"""Whole numbers, shares and money: right-aligned, grouped as the language writes them, never a float."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent

from cultdip_desktop.domain.money import MAX_AMOUNT, Money, decimals
from cultdip_desktop.i18n.numbers import amount, parse_decimal, whole
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import Speech

MOST: Final = 100_000_000
"""Nothing that this product counts goes beyond."""


class _NumberLine(LineEdit):
    """A line for a number with its unit inside, at the right end."""

    changed = Signal(object)
    """The value at every change by the user, in the field's own type; None when empty or not (yet) one."""

    settled = Signal(object)
    """The value when the focus leaves a changed field."""

    def __init__(self, kit: Kit, unit: Speech = "", placeholder: Speech = "") -> None:
        super().__init__(kit, placeholder)
        self._unit = ""
        self.setProperty("number", "true")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setMinimumWidth(kit.look.px(96))
        self._units = kit.bind(self, self._show_unit, unit)
        self.edited.connect(lambda _text: self.changed.emit(self._typed()))
        self.committed.connect(lambda _text: self.settled.emit(self._typed()))
        kit.live.changed.connect(self._write_again)
        kit.look.changed.connect(self._fit_unit)
        self._number: Decimal | None = None

    @property
    def valid(self) -> bool:
        """Whether the text is empty or a number this field takes."""
        return not self.value() or self.number() is not None

    def number(self) -> Decimal | None:
        """The number typed, if the field takes it."""
        found = parse_decimal(self._kit.live.language, self.value()) if self.value() else None
        return found if found is not None and self._takes(found) else None

    def set_number(self, number: Decimal | None) -> None:
        """Show `number` without telling anybody."""
        self._number = number
        self.set_value("" if number is None else self._written(number))

    def set_unit(self, unit: Speech) -> None:
        """Change the unit."""
        self._units.say(unit)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the number as the language does."""
        super().focusOutEvent(event)
        number = self.number()
        if number is not None:
            self.set_number(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the unit."""
        super().paintEvent(event)
        if self._unit:
            look = self._kit.look
            painter = QPainter(self)
            painter.setFont(look.font("body", 500))
            painter.setPen(look.colour("text.secondary" if self.isEnabled() else "text.off"))
            box = self.rect().adjusted(0, 0, -look.px(10), 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._unit)

    def _typed(self) -> object:
        return self.number()

    def _takes(self, number: Decimal) -> bool:
        return number == number.to_integral_value()

    def _written(self, number: Decimal) -> str:
        return whole(self._kit.live.words, int(number))

    def _write_again(self) -> None:
        if self._number is not None and not self.hasFocus():
            self.set_number(self._number)

    def _show_unit(self, unit: str) -> None:
        self._unit = unit
        self._fit_unit()

    def _fit_unit(self) -> None:
        look = self._kit.look
        words = QFontMetrics(look.font("body", 500)).horizontalAdvance(self._unit)
        self.setTextMargins(0, 0, words + look.px(8) if self._unit else 0, 0)
        self.update()


class IntegerField(_NumberLine):
    """A whole number from `minimum` to `maximum`, with an optional unit ("lượt người")."""

    def __init__(
        self, kit: Kit, unit: Speech = "", *, minimum: int = 0, maximum: int = MOST, placeholder: Speech = ""
    ) -> None:
        self._range = (minimum, maximum)
        super().__init__(kit, unit, placeholder)

    def integer(self) -> int | None:
        """The number typed, if it is one within the range."""
        number = self.number()
        return None if number is None else int(number)

    def set_integer(self, number: int | None) -> None:
        """Show `number` without telling anybody."""
        self.set_number(None if number is None else Decimal(number))

    def _typed(self) -> object:
        return self.integer()

    def _takes(self, number: Decimal) -> bool:
        return super()._takes(number) and self._range[0] <= number <= self._range[1]


class PercentField(_NumberLine):
    """A share, typed in per cent: `62` means 0.62; up to two decimals of a per cent."""

    def __init__(self, kit: Kit, placeholder: Speech = "") -> None:
        super().__init__(kit, "%", placeholder)

    def share(self) -> Decimal | None:
        """0 to 1, or None."""
        number = self.number()
        return None if number is None else number / 100

    def set_share(self, share: Decimal | None) -> None:
        """Show a share (0 to 1) without telling anybody."""
        self.set_number(None if share is None else (share * 100).normalize())

    def _typed(self) -> object:
        return self.share()

    def _takes(self, number: Decimal) -> bool:
        return 0 <= number <= 100 and number == number.quantize(Decimal("0.01"))

    def _written(self, number: Decimal) -> str:
        mark = "," if self._kit.live.language == "vi" else "."
        return f"{number:f}".replace(".", mark)


class MoneyField(_NumberLine):
    """An exact amount with its currency inside the field; say the equivalent in the hint below it."""

    def __init__(self, kit: Kit, currency: str, placeholder: Speech = "") -> None:
        """`currency` is ISO 4217."""
        self._currency = currency
        super().__init__(kit, currency, placeholder)

    @property
    def currency(self) -> str:
        """ISO 4217."""
        return self._currency

    def money(self) -> Money | None:
        """The amount typed, or None when empty or not exact in this currency."""
        number = self.number()
        return None if number is None else Money.parse(f"{number:f}", self._currency)

    def set_money(self, money: Money | None) -> None:
        """Show `money`, and its currency, without telling anybody."""
        if money is not None:
            self.set_currency(money.currency)
        self.set_number(None if money is None else money.amount)

    def set_currency(self, currency: str) -> None:
        """Change the currency; the digits stay as typed."""
        self._currency = currency
        self.set_unit(currency)

    def _typed(self) -> object:
        return self.money()

    def _takes(self, number: Decimal) -> bool:
        step = Decimal(1).scaleb(-decimals(self._currency))
        return 0 <= number < MAX_AMOUNT and number == number.quantize(step)

    def _written(self, number: Decimal) -> str:
        words = self._kit.live.words
        return whole(words, int(number)) if number == int(number) else amount(words, number, self._currency)
