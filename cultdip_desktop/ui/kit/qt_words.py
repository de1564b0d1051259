"""Qt's own buttons, menus and dialogs in Vietnamese: Qt ships no Vietnamese, so our catalog answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTranslator

from cultdip_desktop.i18n.messages.message import N_

if TYPE_CHECKING:
    from cultdip_desktop.ui.kit.language import LiveWords

_QT: Final[dict[str, str]] = {
    "OK": N_("OK"),
    "Save": N_("Save"),
    "Save All": N_("Save all"),
    "Open": N_("Open"),
    "Yes": N_("Yes"),
    "Yes to All": N_("Yes to all"),
    "No": N_("No"),
    "No to All": N_("No to all"),
    "Abort": N_("Abort"),
    "Retry": N_("Retry"),
    "Ignore": N_("Ignore"),
    "Close": N_("Close"),
    "Cancel": N_("Cancel"),
    "Discard": N_("Discard"),
    "Help": N_("Help"),
    "Apply": N_("Apply"),
    "Reset": N_("Reset"),
    "Restore Defaults": N_("Restore defaults"),
    "Don't Save": N_("Do not save"),
    "Close without Saving": N_("Close without saving"),
    "Undo": N_("Undo"),
    "Redo": N_("Redo"),
    "Cut": N_("Cut"),
    "Copy": N_("Copy"),
    "Copy Link Location": N_("Copy link address"),
    "Copy &Link Location": N_("Copy link address"),
    "Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    "Insert Unicode control character": N_("Insert Unicode control character"),
    "Directory:": N_("Folder:"),
    "Look in:": N_("Look in:"),
    "File name:": N_("File name:"),
    "Folder:": N_("Folder:"),
    "Files of type:": N_("Files of type:"),
    "File Name": N_("File name"),
    "Name": N_("Name"),
    "Size": N_("Size"),
    "Type": N_("Type"),
    "Kind": N_("Type"),
    "Date Modified": N_("Date modified"),
    "Open File": N_("Open a file"),
    "Save As": N_("Save as"),
    "Save as:": N_("Save as:"),
    "Find Directory": N_("Choose a folder"),
    "Choose": N_("Choose"),
    "Back": N_("Back"),
    "< Back": N_("Back"),
    "Forward": N_("Forward"),
    "Next": N_("Next"),
    "Next >": N_("Next"),
    "Continue": N_("Continue"),
    "Finish": N_("Finish"),
    "Done": N_("Done"),
    "Commit": N_("Commit"),
    "Quit": N_("Quit"),
    "Go Back": N_("Back"),
    "Parent Directory": N_("Parent folder"),
    "Create New Folder": N_("New folder"),
    "New Folder": N_("New folder"),
    "Rename": N_("Rename"),
    "Show hidden files": N_("Show hidden files"),
    "Show ": N_("Show "),
    "List View": N_("List view"),
    "Detail View": N_("Detail view"),
    "Change to list view mode": N_("List view"),
    "Change to detail view mode": N_("Detail view"),
    "Recent Places": N_("Recent places"),
    "My Computer": N_("This computer"),
    "Computer": N_("This computer"),
    "Drive": N_("Drive"),
    "File": N_("File"),
    "Folder": N_("Folder"),
    "File Folder": N_("Folder"),
    "All Files (*)": N_("All files (*)"),
    "All files (*)": N_("All files (*)"),
    "Directories": N_("Folders"),
    "Remove": N_("Remove"),
    "%1 already exists.\nDo you want to replace it?": N_("%1 already exists.\nDo you want to replace it?"),
    "%1\nFile not found.\nPlease verify the correct file name was given.": N_(
        "%1\nFile not found.\nCheck that the file name is right."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": N_(
        "%1\nFolder not found.\nCheck that the folder name is right."
    ),
    "Are you sure you want to delete '%1'?": N_("Are you sure you want to delete «%1»?"),
    "Could not delete directory.": N_("The folder could not be deleted."),
    "Step up": N_("Step up"),
    "Step down": N_("Step down"),
    "Page up": N_("Page up"),
    "Page down": N_("Page down"),
    "Scroll here": N_("Scroll here"),
    "Top": N_("Top"),
    "Bottom": N_("Bottom"),
    "Scroll up": N_("Scroll up"),
    "Scroll down": N_("Scroll down"),
    "Left edge": N_("Left edge"),
    "Right edge": N_("Right edge"),
    "Page left": N_("Page left"),
    "Page right": N_("Page right"),
    "Scroll left": N_("Scroll left"),
    "Scroll right": N_("Scroll right"),
    "More": N_("More"),
    "Minimize": N_("Minimise"),
    "Maximize": N_("Maximise"),
    "Restore": N_("Restore"),
    "Move": N_("Move"),
    "Print": N_("Print"),
}
"""From Qt's words, mnemonics removed, to ours."""

_KEYS: Final[dict[str, str]] = {
    "Space": N_("Space"),
    "Esc": N_("Esc"),
    "Tab": N_("Tab"),
    "Backspace": N_("Backspace"),
    "Return": N_("Enter"),
    "Enter": N_("Enter"),
    "Del": N_("Del"),
    "Home": N_("Home"),
    "End": N_("End"),
    "Left": N_("Left arrow"),
    "Right": N_("Right arrow"),
    "Up": N_("Up arrow"),
    "Down": N_("Down arrow"),
    "PgUp": N_("Page Up"),
    "PgDown": N_("Page Down"),
}
"""Names of keys as Qt writes them in shortcuts."""


class QtWords(QTranslator):
    """Answers Qt's requests for its own strings; stays silent in English and for strings it does not know."""

    def __init__(self, live: LiveWords) -> None:
        super().__init__(live)
        self._live = live

    def isEmpty(self) -> bool:
        """Never empty, or Qt would not tell widgets that the language changed."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt names it so
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """Our words for Qt's `sourceText`; None lets Qt keep its own."""
        del disambiguation, n
        table = _KEYS if context == "QShortcut" else _QT
        msgid = table.get(sourceText) or table.get(sourceText.replace("&", ""))
        if msgid is None or self._live.language == "en":
            return None
        return self._live.words.t(msgid)
