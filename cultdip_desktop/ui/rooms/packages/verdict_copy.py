"""A verdict as plain text: for an e-mail or a note to the sender."""

from __future__ import annotations

from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Speech, render
from cultdip_desktop.ui.rooms.packages.phrases import KINDS, OUTCOME_MARKS, period_of_text, seq_text
from cultdip_desktop.ui.rooms.packages.values import VerdictCard


def as_text(words: Words, card: VerdictCard) -> str:
    """All that the page shows, line by line."""

    def say(speech: Speech) -> str:
        return render(words, speech)

    lines = [f"{card.file.name}: {say(card.title)}", say(card.sentence), ""]
    for line in card.lines:
        outcome = words.t(OUTCOME_MARKS[line.outcome][2])
        lines.append(f"- {say(line.title)}: {outcome}. {say(line.sentence)}")
    lines.append("")
    lines += [f"{name}: {value}" for name, value in _facts(words, card) if value]
    return "\n".join(lines) + "\n"


def _facts(words: Words, card: VerdictCard) -> list[tuple[str, str]]:
    office = card.office.get(words.language)
    signer = ", ".join(part for part in (card.signer, office) if part)
    known = card.epoch is not None and card.seq is not None
    return [
        (words.t("Signed by"), signer),
        (words.t("Signed at (as claimed)"), dates.moment(words, card.signed_at, card.zone) if card.signed_at else ""),
        (words.t("Kind of package"), words.t(KINDS[card.kind]) if card.kind in KINDS else ""),
        (words.t("Reporting period"), period_of_text(words, card.period) if card.period else ""),
        (words.t("Number in the chain"), seq_text(card.epoch or 0, card.seq or 0) if known else ""),
        (words.t("File size"), file_size(words, card.bytes) if card.bytes else ""),
        ("SHA-256", card.sha256),
        (words.t("Fingerprint of the file as words"), " ".join(card.words)),
    ]
