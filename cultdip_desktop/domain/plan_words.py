"""The words that rows of the plan choose from: date rules, tasks, programme items, exchange rates."""

from __future__ import annotations

from enum import StrEnum


class DateRule(StrEnum):
    """By which calendar a yearly day is found."""

    CIVIL = "civil"
    LUNAR = "lunar"
    """The Vietnamese lunar calendar (UTC+7)."""


class LeapMonth(StrEnum):
    """Which month is meant in a lunar year that has it twice."""

    REGULAR = "regular"
    """The first, as feasts are kept."""

    LEAP = "leap"
    """The leap month; in years without it, the month proper."""

    BOTH = "both"


class TaskKind(StrEnum):
    """What sort of work it is."""

    TASK = "task"
    FOLLOW_UP = "follow_up"
    """Promised or decided at an event."""

    CONSENT = "consent"
    """A consent to be asked for."""


class ItemSource(StrEnum):
    """Where an item of the annual programme comes from."""

    OWN = "own"
    HEADQUARTERS = "headquarters"


class RateKind(StrEnum):
    """Which rate the books ask for (Decree 129/2026; DOMAIN, section 5)."""

    JUNE_ESTIMATE = "june_estimate"
    TRANSFER_DAY = "transfer_day"
    MONTHLY = "monthly"
    YEARLY_AVERAGE = "yearly_average"
