"""Words for the fields of what travels with a report: the difference to what was approved is said with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words

_RECORDS: Final[Mapping[str, str]] = {
    "office": N_("The office"),
    "person": N_("A person of the office"),
    "partner": N_("A partner"),
    "event": N_("An event"),
    "media": N_("A file of an event"),
    "programme": N_("The annual programme"),
    "programme_item": N_("An item of the programme"),
    "report": N_("The report"),
    "report_section": N_("A section of the report"),
    "report_comment": N_("A remark of headquarters"),
    "remark_answer": N_("An answer to a remark on another report"),
    "directive_answer": N_("An answer to a directive"),
    "report_waiver": N_("A word of reason for a warning"),
    "initiative": N_("An initiative"),
    "commendation": N_("A proposal to commend"),
    "goal_gap": N_("A reason why a goal has no event"),
    "paper": N_("The document"),
    "tombstone": N_("An event in the trash"),
}
"""What a record is, where it has no title of its own."""

_EVENT: Final[Mapping[str, str]] = {
    "office": N_("Office"),
    "number": N_("Number"),
    "title": N_("Event title"),
    "summary": N_("Summary"),
    "kind": N_("Kind"),
    "format": N_("Form of attendance"),
    "state": N_("State"),
    "state_reason": N_("Reason of the state"),
    "start": N_("Start"),
    "end": N_("End of the event"),
    "all_day": N_("All day"),
    "zone": N_("Time zone"),
    "venue": N_("Venue"),
    "city": N_("City"),
    "country": N_("Country"),
    "goals": N_("Goals"),
    "goals.*.code": N_("Goal"),
    "goals.*.edition": N_("edition of the catalogue"),
    "goals.*.primary": N_("primary or secondary"),
    "goals.*.reason": N_("rationale"),
    "products": N_("Cultural products"),
    "themes": N_("Themes"),
    "scale": N_("Scale"),
    "channels": N_("Channels"),
    "pillars": N_("Other pillars of diplomacy"),
    "forums": N_("Forums"),
    "trends": N_("World trends"),
    "people": N_("People's diplomacy"),
    "local": N_("Work with localities"),
    "localities": N_("Localities"),
    "occasion": N_("Occasion"),
    "occasion_note": N_("Which occasion"),
    "audience": N_("Target audience"),
    "fit": N_("Fit with place and audience"),
    "link_note": N_("Result for the other pillars"),
    "actors": N_("Partners of the event"),
    "actors.*.partner": N_("partner"),
    "actors.*.category": N_("category"),
    "actors.*.role": N_("role"),
    "results.attendance.value": N_("Audience"),
    "results.attendance.kind": N_("Who was counted"),
    "results.attendance.method": N_("How it was counted"),
    "results.host_country_share": N_("From the host country"),
    "results.outcomes": N_("Outcomes"),
    "results.lessons": N_("Lessons and proposals"),
    "results.follow_up": N_("Follow-up"),
    "results.press": N_("Press coverage"),
    "results.press.*.outlet": N_("medium"),
    "results.press.*.kind": N_("kind"),
    "results.press.*.title": N_("title of the piece"),
    "results.press.*.language": N_("language"),
    "results.press.*.day": N_("day of publication"),
    "results.press.*.reach": N_("audience reached"),
    "results.press.*.link": N_("link"),
    "results.gains": N_("Agreements and leads"),
    "results.gains.*.kind": N_("kind"),
    "results.gains.*.text": N_("text"),
    "results.gains.*.partner": N_("partner"),
    "money": N_("Money"),
    "money.*.source": N_("source"),
    "money.*.stage": N_("stage"),
    "money.*.amount": N_("amount"),
    "money.*.currency": N_("currency"),
    "money.*.in_kind": N_("in kind"),
    "money.*.note": N_("note"),
    "created_at": N_("Written down at"),
}

_MEDIA: Final[Mapping[str, str]] = {
    "event_id": N_("Event that the file belongs to"),
    "sha256": N_("Content of the file"),
    "extension": N_("Kind of file"),
    "mime": N_("Kind of file"),
    "kind": N_("Photo, film or document"),
    "bytes": N_("Size of the file"),
    "width": N_("Width in pixels"),
    "height": N_("Height in pixels"),
    "caption": N_("Caption"),
    "credit": N_("Author, credit"),
    "author": N_("Photographer or author"),
    "rights_holder": N_("Rights holder"),
    "licence": N_("Licence"),
    "people": N_("People shown"),
    "minors": N_("Children are shown"),
    "consent": N_("Ground for showing people"),
    "consent_until": N_("May be shown until"),
    "cover": N_("Cover picture of the event"),
    "position": N_("Place among the event's files"),
    "cleaned": N_("Cleaned of hidden data"),
}

_OFFICE: Final[Mapping[str, str]] = {
    "role": N_("Role of the office"),
    "name": N_("Name of the office"),
    "short_name": N_("Short name of the office"),
    "unit": N_("Unit inside the office"),
    "city": N_("City"),
    "country": N_("Country"),
    "zone": N_("Time zone"),
    "currency": N_("Currency"),
}

_PROGRAMME: Final[Mapping[str, str]] = {
    "office": N_("Office"),
    "year": N_("Year"),
    "title": N_("Title of the programme"),
    "approved_at": N_("Instant of the programme's approval"),
    "approved_by": N_("Who approved the programme"),
    "approval": N_("Approval of the programme"),
}

_ITEM: Final[Mapping[str, str]] = {
    "programme_id": N_("Programme"),
    "title": N_("Title of the item"),
    "code": N_("Goal"),
    "edition": N_("Edition of the catalogue"),
    "quarter": N_("Quarter"),
    "person": N_("Person in charge"),
    "target": N_("Target"),
    "unit": N_("What the target counts"),
    "source": N_("Source"),
    "source_ref": N_("Source, in words"),
    "done": N_("Done so far"),
    "events": N_("Linked events"),
    "since_approval": N_("Since the programme's approval"),
    "changed": N_("Changed since the programme's approval"),
    "changed.*.field": N_("field"),
    "changed.*.before": N_("before"),
    "changed.*.now": N_("now"),
}

_REPORT: Final[Mapping[str, str]] = {
    "office": N_("Office"),
    "kind": N_("Kind of report"),
    "focus": N_("What a thematic report looks at"),
    "language": N_("Language of the report"),
    "period": N_("Reporting period"),
    "rule": N_("Rule of the period"),
    "from": N_("First day"),
    "to": N_("Last day"),
    "totals.events": N_("Total of events"),
    "totals.attendance": N_("Total attendance"),
    "totals.spent": N_("Total spent"),
}

_PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "person": {"name": N_("Name"), "rank": N_("Rank or position")},
    "partner": {"name": N_("Name"), "category": N_("Category")},
    "report_section": {
        "report_id": N_("Report"),
        "section": N_("Section"),
        "text": N_("Text of the section"),
        "included": N_("Section printed"),
    },
    "report_comment": {
        "report_id": N_("Report"),
        "place": N_("Place of the remark"),
        "text": N_("Text of the remark"),
        "answer": N_("Answer"),
        "done": N_("Dealt with"),
    },
    "remark_answer": {"answer": N_("Answer"), "done": N_("Dealt with")},
    "directive_answer": {
        "directive_id": N_("Directive"),
        "state": N_("How far it is"),
        "answer": N_("Answer"),
        "answered_at": N_("Answered at"),
    },
    "report_waiver": {"reason": N_("Word of reason")},
    "initiative": {
        "title": N_("Title of the initiative"),
        "text": N_("Text of the initiative"),
        "class": N_("Class"),
        "stage": N_("Stage"),
        "person": N_("Person in charge"),
        "proposed_on": N_("Proposed on"),
        "due": N_("Due"),
        "result": N_("Result of the initiative"),
        "event_id": N_("Event of the initiative"),
    },
    "commendation": {
        "name": N_("Who is proposed"),
        "kind": N_("Person or group"),
        "award": N_("Form of commendation"),
        "reason": N_("Achievements"),
        "proposed_on": N_("Proposed on"),
        "events": N_("Events that speak for it"),
    },
    "goal_gap": {"goal": N_("Goal"), "quarter": N_("Quarter"), "reason": N_("Reason for the gap")},
    "tombstone": {"entity": N_("What was deleted"), "deleted_at": N_("Deleted at")},
}

_PAPER: Final[Mapping[str, str]] = {
    "catalogue": N_("Edition of the catalogue"),
    "catalogue_text": N_("Wording of the catalogue"),
    "signer": N_("Signer"),
    "seal_image": N_("Picture of the seal"),
    "signature_image": N_("Picture of the signature"),
    "office_parent": N_("Agency above"),
    "office_symbol": N_("Symbol of the office's documents"),
    "parent": N_("Letterhead: agency above"),
    "agency": N_("Letterhead: issuing agency"),
    "symbol": N_("Letterhead: symbol"),
    "place": N_("Letterhead: place of issue"),
    "recipients": N_("Letterhead: addressees"),
    "copies": N_("Letterhead: further recipients"),
    "unit_symbol": N_("Letterhead: symbol of the drafting unit"),
    "kept_copies": N_("Letterhead: copies kept"),
    "authority": N_("Letterhead: right to sign"),
    "head": N_("Letterhead: in whose right is signed"),
    "position": N_("Letterhead: position of the signer"),
    "other_position": N_("Letterhead: another position of the signer"),
    "signer_id": N_("Letterhead: signer chosen"),
    "urgency": N_("Letterhead: urgency"),
    "circulation": N_("Letterhead: circulation"),
    "drafter_mark": N_("Letterhead: sign of the drafter"),
    "issued_copies": N_("Letterhead: copies issued"),
    "contact": N_("Letterhead: address and telephone"),
    "basis": N_("Letterhead: decision referred to"),
    "indent": N_("Letterhead: first line of paragraphs"),
    "seal_width": N_("Letterhead: width of the seal"),
}

_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "office": _OFFICE,
    "event": _EVENT,
    "media": _MEDIA,
    "programme": _PROGRAMME,
    "programme_item": _ITEM,
    "report": _REPORT,
    "paper": _PAPER,
    **_PARTS,
}

_LISTS: Final[Mapping[str, str]] = {
    "goals": N_("Goal {code}"),
    "actors": N_("Partner “{code}”"),
    "money": N_("Money: {code}"),
    "results.press": N_("Press: {code}"),
    "results.gains": N_("Result: {code}"),
    "changed": N_("Change of {code}"),
}
"""What an entry of a list is called."""


def record_kind(words: Words, entity: str) -> str:
    """What a record is, where it has no title of its own."""
    text = _RECORDS.get(entity)
    return words.t(text) if text else entity


def field_label(words: Words, entity: str, pattern: str, path: str) -> str:
    """A field in words; `pattern` is its path with a star for an entry of a list. A whole record is what it is."""
    if not path:
        return record_kind(words, entity)
    base, language = _without_language(pattern or path)
    text = _find(entity, base)
    if text is None:
        return words.t("Another field")
    name = words.t(text)
    listed = base.partition(".*")[0]
    if "*" in base and listed in _LISTS:
        code = path.removeprefix(f"{listed}.").partition(".")[0].replace("·", ".").partition("#")[0]
        name = words.t("{what}: {part}", what=words.t(_LISTS[listed], code=code), part=name)
    if language == "en":
        return words.t("{label} (English)", label=name)
    return words.t("{label}: state of the English", label=name) if language == "english" else name


def has_words(entity: str, pattern: str) -> bool:
    """Whether a field can be said in words; a test asks it of every field that the packages' descriptions know."""
    return _find(entity, _without_language(pattern)[0]) is not None


def _find(entity: str, base: str) -> str | None:
    known = _FIELDS.get(entity, {})
    found = known.get(base)
    if found is None and base.startswith("totals.spent"):
        found = known.get("totals.spent")
    return found


def _without_language(pattern: str) -> tuple[str, str]:
    base, _, last = pattern.rpartition(".")
    return (base, last) if base and last in ("vi", "en", "english") else (pattern, "")
