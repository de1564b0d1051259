"""Errors of the way back from Word in words."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

MESSAGES: Final[dict[str, Message]] = {
    "word.too_large": Message(
        N_("{file} is larger than {most} MB."),
        N_("Take pictures that were added out of the file; only the sections' texts are read."),
    ),
    "word.not_word": Message(
        N_("{file} is not a Word document."),
        N_("Choose the .docx file that this program made and somebody edited."),
    ),
    "word.damaged": Message(
        N_("{file} cannot be read safely: it is damaged or built in a forbidden way."),
        N_("Open it in Word, save it as .docx under a new name and try again."),
    ),
    "word.not_ours": Message(
        N_("{file} was not made by this program, or has lost the marks of its sections."),
        N_("Build the Word file anew, copy the texts into it and read that one."),
    ),
    "word.section_twice": Message(
        N_("Section {section} stands in {file} twice."),
        N_("Take the copy out in Word and try again."),
    ),
    "word.text_too_long": Message(
        N_("Section {section} in {file} has more than {most} characters."),
        N_("Shorten it; tables and lists belong to the records of the events."),
    ),
    "word.other_office": Message(
        N_("{file} is a report of another office ({office})."),
        N_("Choose the file of this office."),
    ),
    "word.other_report": Message(
        N_("{file} belongs to another report ({document})."),
        N_("Open that period's report and read the file there."),
    ),
    "word.text_moved_on": Message(
        N_("Section {section} was changed while the file was being looked at."),
        N_("Read the file again and compare."),
    ),
}
