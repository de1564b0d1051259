"""Sums of money in words: shares, variance, gifts, and equivalents that name their rates."""

from __future__ import annotations

from cultdip_desktop.domain.budget import Totals
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.rate import RATE_OF, Converted, Rate
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words


def shares_text(words: Words, total: Totals) -> str:
    """The socialised share, what was spent above or below plan, and gifts; of one currency."""
    parts = []
    if total.socialised_share is not None:
        share, stage = numbers.percent(words, total.socialised_share), label(words, total.of_stage).lower()
        parts.append(words.t("Socialised: {share} of {stage}", share=share, stage=stage))
    if total.variance:
        amount = numbers.money(words, abs(total.variance), total.currency, short=True)
        above = total.variance > 0
        parts.append(
            words.t("{amount} above plan", amount=amount) if above else words.t("{amount} below plan", amount=amount)
        )
    gifts = total.in_kind[MoneyStage.SPENT] or total.in_kind[MoneyStage.RECEIVED] or total.in_kind[MoneyStage.PLANNED]
    if gifts:
        amount = numbers.money(words, gifts, total.currency, short=True)
        parts.append(words.t("In kind, valued apart: {amount}", amount=amount))
    return " · ".join(parts)


def converted_text(words: Words, stage: MoneyStage, converted: Converted) -> str:
    """The equivalent in đồng with its rates, or which rate is missing."""
    name = label(words, stage)
    if converted.missing:
        kind, codes = label(words, RATE_OF[stage]), ", ".join(converted.missing)
        return words.t(
            "{stage}: no rate for {codes} ({kind}), so no equivalent in đồng", stage=name, codes=codes, kind=kind
        )
    money = numbers.money(words, converted.money.amount, converted.money.currency, short=True)
    rates = "; ".join(rate_text(words, rate) for rate in converted.rates)
    return words.t("{stage} ≈ {money} ({rates})", stage=name, money=money, rates=rates)


def rate_text(words: Words, rate: Rate) -> str:
    """A rate with its kind, its day and who says so."""
    value = numbers.decimal(words, rate.value)
    said = words.t("1 {currency} = {value} {quote}", currency=rate.currency, value=value, quote=rate.quote)
    return ", ".join(part for part in (said, label(words, rate.kind), dates.day(words, rate.day), rate.source) if part)
