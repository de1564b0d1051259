"""Words for the domain's own values: kinds, states, roles; one place for windows, reports and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain import labels_hq
from cultdip_desktop.domain.backup_kind import BackupKind
from cultdip_desktop.domain.duty import MissionState, Region
from cultdip_desktop.domain.event import (
    AttendanceKind,
    CountingMethod,
    EventFormat,
    EventKind,
    EventState,
    GainKind,
    PressKind,
)
from cultdip_desktop.domain.issuing import CentralKind, DirectiveState, DirectiveTaskState
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.package import InboxOutcome, SentState
from cultdip_desktop.domain.partner import ActorRole, Consent, InteractionKind, PartnerKind, PromisedBy
from cultdip_desktop.domain.plan_words import DateRule, ItemSource, LeapMonth, RateKind, TaskKind
from cultdip_desktop.domain.register import Commended, InitiativeClass, InitiativeStage
from cultdip_desktop.domain.report import ReportState
from cultdip_desktop.domain.text import EnglishState
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words

_LABELS: Final[tuple[tuple[StrEnum, str], ...]] = (
    (EventKind.PERFORMANCE, N_("Performance")),
    (EventKind.EXHIBITION, N_("Exhibition")),
    (EventKind.FILM, N_("Film")),
    (EventKind.CUISINE, N_("Cuisine")),
    (EventKind.VIETNAMDAY, N_("Viet Nam day or week")),
    (EventKind.TALK, N_("Talk, seminar")),
    (EventKind.COMMUNITY, N_("Community, Tết")),
    (EventFormat.IN_PERSON, N_("In person")),
    (EventFormat.ONLINE, N_("Online")),
    (EventFormat.HYBRID, N_("Hybrid")),
    (EventState.IDEA, N_("Idea")),
    (EventState.PREPARING, N_("Preparing")),
    (EventState.SUBMITTED, N_("Submitted")),
    (EventState.APPROVED, N_("Approved")),
    (EventState.HELD, N_("Held")),
    (EventState.RESULTS_IN, N_("Results in")),
    (EventState.POSTPONED, N_("Postponed")),
    (EventState.CANCELLED, N_("Cancelled")),
    (ActorRole.LEAD, N_("Lead")),
    (ActorRole.CO_ORGANISER, N_("Co-organiser")),
    (ActorRole.SPONSOR, N_("Sponsor")),
    (ActorRole.PARTICIPANT, N_("Participant")),
    (ActorRole.BENEFICIARY, N_("Beneficiary")),
    (MoneyStage.PLANNED, N_("Planned amount")),
    (MoneyStage.COMMITTED, N_("Committed")),
    (MoneyStage.RECEIVED, N_("Received money")),
    (MoneyStage.SPENT, N_("Spent")),
    (AttendanceKind.ON_SITE, N_("On site")),
    (AttendanceKind.ONLINE, N_("Online audience")),
    (AttendanceKind.TOTAL, N_("On site and online")),
    (CountingMethod.COUNTED, N_("Counted at the door")),
    (CountingMethod.TICKETS, N_("Tickets")),
    (CountingMethod.REGISTERED, N_("Registrations")),
    (CountingMethod.ESTIMATED, N_("Estimated")),
    (PressKind.PRINT, N_("Print")),
    (PressKind.ONLINE, N_("Online press")),
    (PressKind.TELEVISION, N_("Television")),
    (PressKind.RADIO, N_("Radio")),
    (PressKind.SOCIAL, N_("Social media")),
    (GainKind.AGREEMENT, N_("Agreement")),
    (GainKind.LEAD, N_("Lead")),
    (GainKind.INVITATION, N_("Invitation")),
    (GainKind.VISIT, N_("Visit")),
    (GainKind.OTHER, N_("Other result")),
    (PartnerKind.ORGANISATION, N_("Organisation")),
    (PartnerKind.PERSON, N_("Person")),
    (Consent.UNKNOWN, N_("Not asked yet")),
    (Consent.GIVEN, N_("Agreed to be listed")),
    (Consent.REFUSED, N_("Does not wish to be listed")),
    (InteractionKind.MEETING, N_("Meeting")),
    (InteractionKind.CALL, N_("Telephone call")),
    (InteractionKind.LETTER, N_("Letter")),
    (InteractionKind.EMAIL, N_("E-mail")),
    (InteractionKind.EVENT, N_("At an event")),
    (InteractionKind.GIFT, N_("Gift")),
    (InteractionKind.VISIT, N_("Courtesy visit")),
    (InteractionKind.OTHER, N_("Other contact")),
    (PromisedBy.US, N_("Promised by us")),
    (PromisedBy.THEM, N_("Promised by the partner")),
    (DateRule.CIVIL, N_("Civil date")),
    (DateRule.LUNAR, N_("Lunar date")),
    (LeapMonth.REGULAR, N_("The regular month")),
    (LeapMonth.LEAP, N_("The leap month")),
    (LeapMonth.BOTH, N_("Both months")),
    (TaskKind.TASK, N_("Task")),
    (TaskKind.FOLLOW_UP, N_("Follow-up task")),
    (TaskKind.CONSENT, N_("Consent to be asked for")),
    (ItemSource.OWN, N_("Own item")),
    (ItemSource.HEADQUARTERS, N_("From headquarters' programme")),
    (RateKind.JUNE_ESTIMATE, N_("June rate for estimates")),
    (RateKind.TRANSFER_DAY, N_("Rate of the transfer's day")),
    (RateKind.MONTHLY, N_("Monthly rate")),
    (RateKind.YEARLY_AVERAGE, N_("Yearly average rate")),
    (InitiativeClass.LOCAL, N_("Support on the spot: localities, businesses, partners")),
    (InitiativeClass.COORDINATION, N_("Direction and coordination")),
    (InitiativeClass.RESOURCES, N_("Resources: state, socialised, people, training")),
    (InitiativeClass.DIGITAL, N_("Digital transformation, communication")),
    (InitiativeClass.OTHER, N_("Other proposal")),
    (InitiativeStage.PROPOSED, N_("Proposed")),
    (InitiativeStage.ACCEPTED, N_("Agreed to")),
    (InitiativeStage.UNDER_WAY, N_("Under way")),
    (InitiativeStage.DONE, N_("Completed")),
    (InitiativeStage.DROPPED, N_("Dropped")),
    (Commended.PERSON, N_("An individual")),
    (Commended.GROUP, N_("A group")),
    (EnglishState.MISSING, N_("English missing")),
    (EnglishState.DRAFT, N_("English draft")),
    (EnglishState.REVIEWED, N_("English reviewed")),
    (EnglishState.STALE, N_("Translation needs another look")),
    (OfficeRole.MISSION, N_("Mission")),
    (OfficeRole.HEADQUARTERS, N_("Headquarters")),
    (ReportState.DRAFT, N_("Draft")),
    (ReportState.SUBMITTED, N_("Report submitted")),
    (ReportState.RETURNED, N_("Returned")),
    (ReportState.APPROVED, N_("Report approved")),
    (ReportState.SEALED, N_("Signed")),
    (ReportState.SENT, N_("Sent")),
    (ReportState.RECEIVED, N_("Received by headquarters")),
    (ReportState.ACCEPTED, N_("Accepted")),
    (SentState.RESERVED, N_("Being written")),
    (SentState.SEALED, N_("Signed, to be sent")),
    (SentState.SENT, N_("Marked as sent")),
    (SentState.RECEIVED, N_("Receipt is here")),
    (BackupKind.MANUAL, N_("On request")),
    (BackupKind.AUTOMATIC, N_("By itself")),
    (BackupKind.BEFORE_MIGRATION, N_("Before an update of the store")),
    (BackupKind.BEFORE_RESTORE, N_("Before a restore")),
    (BackupKind.BEFORE_IMPORT, N_("Before packages were taken in")),
    (InboxOutcome.IMPORTED, N_("Taken in")),
    (InboxOutcome.ALREADY_IMPORTED, N_("Already taken in")),
    (InboxOutcome.HELD, N_("Held, not taken in yet")),
    (InboxOutcome.REFUSED, N_("Refused, in quarantine")),
    (InboxOutcome.FORK, N_("Two versions of one number")),
    (DirectiveTaskState.OPEN, N_("To be answered")),
    (DirectiveTaskState.UNDER_WAY, N_("Under way")),
    (DirectiveTaskState.DONE, N_("Carried out")),
    (DirectiveTaskState.DECLINED, N_("Declined with a reason")),
    (DirectiveState.DRAFT, N_("Draft directive")),
    (DirectiveState.ISSUED, N_("Issued")),
    (DirectiveState.RECEIVED, N_("Received from headquarters")),
    (DirectiveState.WITHDRAWN, N_("Withdrawn by headquarters")),
    (CentralKind.MESSAGE, N_("Message")),
    (CentralKind.STORY, N_("Story")),
    (CentralKind.PRODUCT, N_("Central product")),
    (CentralKind.TEMPLATE, N_("Event template")),
    (Region.NORTHEAST_ASIA, N_("Northeast Asia")),
    (Region.SOUTHEAST_ASIA, N_("Southeast Asia")),
    (Region.SOUTH_ASIA_PACIFIC, N_("South Asia and the Pacific")),
    (Region.EUROPE, N_("Europe")),
    (Region.MIDDLE_EAST_AFRICA, N_("Middle East and Africa")),
    (Region.AMERICAS, N_("The Americas")),
    (Region.ORGANISATIONS, N_("International organisations")),
    (MissionState.ACTIVE, N_("Working")),
    (MissionState.SUSPENDED, N_("Suspended for a time")),
    (MissionState.CLOSED, N_("Mission closed")),
)

_BY_TYPE: Final = {(type(value), value.value): text for value, text in _LABELS}
"""Keyed by type as well: members of two enumerations with equal text are equal to each other."""

ACTIONS: Final[Mapping[str, str]] = {
    "office.create": N_("Office created"),
    "office.new_writer": N_("Copied office noticed: packages numbered anew"),
    "office.restore": N_("Office restored from a backup"),
    "office.demo": N_("Sample data written"),
    "office.settings": N_("Settings changed"),
    "office.letterhead": N_("Form of documents changed"),
    "document.number": N_("Number given to a document"),
    "person.save": N_("Person changed"),
    "event.add": N_("Event added"),
    "event.edit": N_("Event changed"),
    "event.state": N_("Event's state changed"),
    "event.delete": N_("Event moved to the trash"),
    "event.restore": N_("Event restored from the trash"),
    "event.field": N_("Earlier value of a field restored"),
    "event.move": N_("Event moved to another day"),
    "event.stretch": N_("Last day of the event changed"),
    "series.repeat": N_("Event repeated every year"),
    "series.edit": N_("Events of a series changed"),
    "series.delete": N_("Events of a series moved to the trash"),
    "series.leave": N_("Event taken out of its series"),
    "anniversary.save": N_("Anniversary written down"),
    "anniversary.delete": N_("Anniversary deleted"),
    "event.edit_many": N_("Several events changed"),
    "event.state_many": N_("State of several events changed"),
    "event.goal_many": N_("Goal added to several events"),
    "event.delete_many": N_("Several events moved to the trash"),
    "event.restore_many": N_("Several things restored from the trash"),
    "event.import": N_("Events taken in from a table"),
    "event.retag": N_("Old codes of events replaced by new ones"),
    "rate.save": N_("Exchange rate changed"),
    "rate.delete": N_("Exchange rate removed"),
    "task.save": N_("Task changed"),
    "task.save_many": N_("Several tasks changed"),
    "task.done": N_("Task ticked off or opened again"),
    "task.answer": N_("Task of a directive answered"),
    "task.delete": N_("Task deleted"),
    "trash.purge": N_("Trash emptied"),
    "undo": N_("Undone"),
    "redo": N_("Redone"),
    "view.save": N_("Filter saved"),
    "view.rename": N_("Saved filter renamed"),
    "view.order": N_("Saved filters put in another order"),
    "view.delete": N_("Saved filter deleted"),
    "partner.add": N_("Partner added"),
    "partner.edit": N_("Partner changed"),
    "partner.delete": N_("Partner moved to the trash"),
    "partner.restore": N_("Partner restored from the trash"),
    "partner.consent": N_("Consent to be listed noted"),
    "partner.merge": N_("Two entries of the register merged"),
    "partner.apart": N_("Two entries of the register told apart"),
    "partner.role": N_("Role of a person changed"),
    "partner.role_end": N_("Role of a person ended"),
    "partner.role_delete": N_("Role of a person removed"),
    "partner.log": N_("Contact with a partner noted"),
    "partner.promise": N_("Promise marked as kept or open"),
    "partner.contact_delete": N_("Contact with a partner removed"),
    "media.restore": N_("File brought back to the event"),
    "media.attach": N_("Files attached"),
    "media.edit": N_("Caption or rights changed"),
    "media.remove": N_("File removed from the event"),
    "initiative.add": N_("Initiative or proposal added"),
    "initiative.edit": N_("Initiative or proposal changed"),
    "initiative.delete": N_("Initiative or proposal moved to the trash"),
    "commendation.add": N_("Proposal to commend added"),
    "commendation.edit": N_("Proposal to commend changed"),
    "commendation.delete": N_("Proposal to commend moved to the trash"),
    "goal.target": N_("Target of a goal changed"),
    "goal.gap": N_("Reason for a gap recorded"),
    "goal.gap_open": N_("Reason for a gap taken back"),
    "programme.add": N_("Programme item added"),
    "programme.edit": N_("Programme item changed"),
    "programme.delete": N_("Programme item removed"),
    "programme.link": N_("Events linked to a programme item"),
    "programme.unlink": N_("Event taken off a programme item"),
    "programme.freeze": N_("Programme frozen as approved"),
    "programme.copy": N_("Programme copied from another year"),
    "programme.derive": N_("Items taken over from headquarters' programme"),
    "approval.begin": N_("Report begun"),
    "approval.submit": N_("Report handed in for approval"),
    "approval.withdraw": N_("Report withdrawn"),
    "approval.reopen": N_("Approved report taken back"),
    "approval.return": N_("Report returned to its author"),
    "approval.approve": N_("Report approved for signing"),
    "approval.amend": N_("Signed report opened as an amendment"),
    "approval.receive": N_("Report received by headquarters"),
    "approval.accept": N_("Report accepted by headquarters"),
    "approval.reject": N_("Report returned by headquarters"),
    "report.text": N_("Section of the report written"),
    "report.section": N_("Section of the report left out or taken in"),
    "report.tick": N_("Section of the report ticked"),
    "report.figures": N_("Figures of the report updated"),
    "report.comment": N_("Remark on the report made"),
    "report.answer": N_("Remark on the report answered"),
    "report.settle": N_("Remark on the report settled or opened again"),
    "report.waive": N_("Reason given for warnings of the report"),
    "package.reserve": N_("Package number reserved"),
    "package.seal": N_("Package signed"),
    "package.release": N_("Package number given back"),
    "package.sent": N_("Package marked as sent"),
    "key.install": N_("Certificate installed"),
    "trust.pin": N_("Headquarters' root trusted"),
    "key.retire": N_("Signing key retired"),
    "key.hand_over": N_("Signing key handed over"),
    "hq.lists": N_("Revocation lists renewed"),
    "hq.enrol": N_("Certificate issued"),
    "hq.revoke": N_("Certificate revoked"),
    "hq.encryption_key": N_("Encryption keys of headquarters changed"),
    "hq.time_stamps": N_("Key of the time-stamp authority made"),
    "hq.signer": N_("Certificate of another authority assigned to an office"),
    "hq.signer_removed": N_("Certificate of another authority taken off an office"),
    "trust.roots": N_("Roots of other authorities changed"),
    "hq.import": N_("Package taken in"),
    "hq.confirm": N_("New numbering of an office confirmed"),
    **labels_hq.ACTIONS,
    "exemplar.mark": N_("Event marked as an example: {title}"),
    "exemplar.unmark": N_("Event no longer marked as an example: {title}"),
    "hq.settle": N_("Fork of an office's packages settled"),
    "hq.hold": N_("Package held"),
    "hq.refuse": N_("Package refused"),
    "mission.edit": N_("Entry of a mission changed"),
    "mission.contact": N_("Contact of a mission changed"),
    "mission.contact_delete": N_("Contact of a mission removed"),
    "duty.save": N_("Deadline of a report set"),
    "duty.delete": N_("Deadline of a report taken back"),
    "hq.extend": N_("Another day given to a mission, or excused"),
    "hq.extend_back": N_("Extension taken back"),
    "hq.urge": N_("Reminder letters written"),
    "hq.certificate": N_("Certificate of reporting written"),
    "catalogue.load": N_("Catalogue loaded"),
    "receive.receipt": N_("Receipt of headquarters taken in"),
    "receive.comments": N_("Remarks of headquarters taken in"),
    "receive.directive": N_("Directive of headquarters taken in"),
    "receive.catalogue": N_("Edition of the catalogue taken in"),
    "receive.trust": N_("Trust list of headquarters taken in"),
    "receive.rates": N_("Rates of headquarters taken in"),
    "receive.refuse": N_("File of headquarters put into quarantine"),
    "receive.read": N_("Something from headquarters read"),
    "receive.edition": N_("Edition of the catalogue came into force"),
}
"""What the change log calls its actions."""


_STEPS: Final[Mapping[str, str]] = {
    "event.add": N_("add “{title}”"),
    "event.edit": N_("edit “{title}”"),
    "event.state": N_("change the state of “{title}”"),
    "event.field": N_("restore a field of “{title}”"),
    "event.delete": N_("delete “{title}”"),
    "event.restore": N_("restore “{title}”"),
    "event.move": N_("move “{title}” to another day"),
    "event.stretch": N_("change the last day of “{title}”"),
    "series.leave": N_("take “{title}” out of its series"),
    "anniversary.save": N_("write down the anniversary “{title}”"),
    "anniversary.delete": N_("delete the anniversary “{title}”"),
    "media.edit": N_("edit the details of “{file}”"),
    "media.remove": N_("remove “{file}”"),
    "media.restore": N_("bring back “{file}”"),
    "task.save": N_("edit the task “{title}”"),
    "task.answer": N_("answer “{title}”"),
    "initiative.add": N_("add the initiative “{title}”"),
    "initiative.edit": N_("edit the initiative “{title}”"),
    "initiative.delete": N_("delete the initiative “{title}”"),
    "commendation.add": N_("add the proposal to commend “{title}”"),
    "commendation.edit": N_("edit the proposal to commend “{title}”"),
    "commendation.delete": N_("delete the proposal to commend “{title}”"),
    "goal.target": N_("change the target of {goal}"),
    "goal.gap": N_("record why {goal} has a gap"),
    "goal.gap_open": N_("take back the reason for the gap of {goal}"),
    "programme.add": N_("add a programme item"),
    "programme.edit": N_("edit the programme item “{title}”"),
    "programme.delete": N_("remove the programme item “{title}”"),
    "programme.unlink": N_("take an event off a programme item"),
    "programme.freeze": N_("freeze the programme of {year}"),
    "programme.copy": N_("copy a programme to {year}"),
    "programme.derive": N_("take over items of headquarters' programme of {year}"),
    "partner.add": N_("add “{title}”"),
    "partner.edit": N_("edit “{title}”"),
    "partner.delete": N_("delete “{title}”"),
    "partner.restore": N_("restore “{title}”"),
    "partner.consent": N_("note the consent of “{title}”"),
    "partner.merge": N_("merge two entries into “{title}”"),
    "partner.role": N_("change a role of “{title}”"),
    "partner.role_end": N_("end a role of “{title}”"),
    "partner.role_delete": N_("remove a role of “{title}”"),
    "partner.log": N_("note a contact with “{title}”"),
    "partner.promise": N_("mark a promise with “{title}”"),
    "partner.contact_delete": N_("remove a contact with “{title}”"),
    "person.save": N_("change a person"),
    "view.save": N_("save the filter “{title}”"),
    "view.rename": N_("rename a filter to “{title}”"),
    "view.order": N_("put saved filters in another order"),
    "view.delete": N_("delete the filter “{title}”"),
    "rate.save": N_("change the rate of {title}"),
    "rate.delete": N_("remove the rate of {title}"),
    **labels_hq.STEPS,
    "mission.edit": N_("change the entry of {title}"),
    "mission.contact": N_("change the contact {title}"),
    "mission.contact_delete": N_("remove the contact {title}"),
    "duty.save": N_("set the deadline of {title}"),
    "duty.delete": N_("take the deadline of {title} back"),
    "office.settings": N_("change the settings"),
    "office.letterhead": N_("change the form of documents"),
}
"""What an undo step is called after "Undo:"."""

_STEPS_OF_MANY: Final[Mapping[str, Callable[[Words, int, str], str]]] = {
    "event.edit_many": lambda words, n, _title: words.n("edit {n} event", "edit {n} events", n),
    "event.state_many": lambda words, n, _title: words.n(
        "change the state of {n} event", "change the state of {n} events", n
    ),
    "event.goal_many": lambda words, n, _title: words.n("add a goal to {n} event", "add a goal to {n} events", n),
    "series.repeat": lambda words, n, title: words.n(
        "repeat “{title}” in {n} more year", "repeat “{title}” in {n} more years", n, title=title
    ),
    "series.edit": lambda words, n, title: words.n(
        "edit “{title}” and its series: {n} event", "edit “{title}” and its series: {n} events", n, title=title
    ),
    "series.delete": lambda words, n, title: words.n(
        "delete “{title}” and its series: {n} event", "delete “{title}” and its series: {n} events", n, title=title
    ),
    "event.delete_many": lambda words, n, _title: words.n("delete {n} event", "delete {n} events", n),
    "event.retag": lambda words, n, _title: words.n(
        "replace old codes of {n} event", "replace old codes of {n} events", n
    ),
    "event.import": lambda words, n, _title: words.n("import of {n} event", "import of {n} events", n),
    "event.restore_many": lambda words, n, _title: words.n(
        "restore {n} entry from the trash", "restore {n} entries from the trash", n
    ),
    "task.save_many": lambda words, n, _title: words.n("edit {n} task", "edit {n} tasks", n),
    "task.done": lambda words, n, _title: words.n("tick {n} task", "tick {n} tasks", n),
    "task.delete": lambda words, n, _title: words.n("delete {n} task", "delete {n} tasks", n),
    "partner.delete": lambda words, n, _title: words.n("delete {n} partner", "delete {n} partners", n),
    "partner.restore": lambda words, n, _title: words.n("restore {n} partner", "restore {n} partners", n),
    "partner.consent": lambda words, n, _title: words.n(
        "note the consent of {n} partner", "note the consent of {n} partners", n
    ),
    "programme.link": lambda words, n, _title: words.n(
        "link {n} event to a programme item", "link {n} events to a programme item", n
    ),
    "media.edit": lambda words, n, _title: words.n("edit the details of {n} file", "edit the details of {n} files", n),
    "media.remove": lambda words, n, _title: words.n("remove {n} file", "remove {n} files", n),
    "media.attach": lambda words, n, title: words.n(
        "attach {n} file to “{title}”", "attach {n} files to “{title}”", n, title=title
    ),
}
"""The same where several things are concerned."""

_OF_ONE_EVENT: Final = frozenset(
    {
        "event.add",
        "event.edit",
        "event.state",
        "event.field",
        "event.delete",
        "event.restore",
        "event.move",
        "event.stretch",
        "series.repeat",
        "series.edit",
        "series.delete",
        "series.leave",
        "media.attach",
        "programme.edit",
        "programme.delete",
        "initiative.add",
        "initiative.edit",
        "initiative.delete",
        "commendation.add",
        "commendation.edit",
        "commendation.delete",
        "directive.edit",
        "directive.delete",
        "library.edit",
        "library.delete",
        "issued.item",
    }
)
"""Steps whose words name an event, an item of the programme or an entry of a register."""

SHORT_GOALS: Final[Mapping[str, str]] = {
    "M1": N_("National image and soft power"),
    "M2": N_("Regional and multilateral cultural integration"),
    "M3": N_("Promoting and honouring cultural values"),
    "M4": N_("Winning and using UNESCO titles"),
    "M5": N_("Absorbing the best of world culture"),
    "G1": N_("Research and policy advice"),
    "G2": N_("Coordination and implementation"),
    "G3": N_("Resources and socialisation"),
    "G4": N_("With political and economic diplomacy"),
    "G5": N_("With localities, businesses and overseas Vietnamese"),
    "G6": N_("Information and communication"),
}
"""Short names for chips and lists; the catalogue's full wording stands in the tooltip. Codes never change."""


def label(words: Words, value: StrEnum) -> str:
    """The word for a kind, state, format, role, stage, method or outcome."""
    return words.t(_BY_TYPE[type(value), value.value])


def action_label(words: Words, code: str) -> str:
    """The word for an action of the change log; an unknown code is shown as it is."""
    text = ACTIONS.get(code)
    return words.t(text) if text else code


def step_label(words: Words, code: str, params: Mapping[str, str | int]) -> str:
    """What an undo step does, as it reads after "Undo:".

    An unknown code is called by its action's name, and so is what happened to an event whose title was not written
    down: the first version did not do so, and calling it untitled would be wrong.
    """
    title = params.get("title_en") if words.language == "en" else params.get("title")
    title = title or params.get("title") or params.get("title_en") or ""
    named = {"title": title, "file": params.get("file", ""), "goal": params.get("goal", ""), "year": params.get("year")}
    if code in _OF_ONE_EVENT and not title:
        return action_label(words, code)
    count = params.get("n")
    if isinstance(count, int) and code in _STEPS_OF_MANY:
        return _STEPS_OF_MANY[code](words, count, str(title))
    text = _STEPS.get(code)
    return words.t(text, **named) if text else action_label(words, code)
