"""Asking for files and folders: the system's dialog, or a scripted answer in tests."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget


class FileChooser(Protocol):
    """Asks the user for a place; every answer may be empty because the user may change their mind.

    `filters` is written as Qt writes it: `Pictures (*.jpg *.png);;All files (*)`.
    """

    def open_files(self, parent: QWidget, title: str, filters: str = "", folder: Path | None = None) -> list[Path]:
        """Existing files to read, none or several."""
        ...

    def open_file(self, parent: QWidget, title: str, filters: str = "", folder: Path | None = None) -> Path | None:
        """One existing file to read."""
        ...

    def save_file(self, parent: QWidget, title: str, suggestion: Path, filters: str = "") -> Path | None:
        """A name to write to, with the suggestion's suffix when none was typed.

        The system's dialog has asked before an existing file is replaced.
        """
        ...

    def folder(self, parent: QWidget, title: str, start: Path | None = None) -> Path | None:
        """A folder."""
        ...


class SystemFileChooser:
    """The dialogs of the operating system; Qt's class for them is made with the first question (2 ms)."""

    def open_files(self, parent: QWidget, title: str, filters: str = "", folder: Path | None = None) -> list[Path]:
        """As `FileChooser`."""
        from PySide6.QtWidgets import QFileDialog

        names, _filter = QFileDialog.getOpenFileNames(parent, title, str(folder or ""), filters)
        return [Path(name) for name in names]

    def open_file(self, parent: QWidget, title: str, filters: str = "", folder: Path | None = None) -> Path | None:
        """As `FileChooser`."""
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getOpenFileName(parent, title, str(folder or ""), filters)
        return Path(name) if name else None

    def save_file(self, parent: QWidget, title: str, suggestion: Path, filters: str = "") -> Path | None:
        """As `FileChooser`."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(parent, title, str(suggestion.parent), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suggestion.suffix.removeprefix("."))
        dialog.selectFile(suggestion.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def folder(self, parent: QWidget, title: str, start: Path | None = None) -> Path | None:
        """As `FileChooser`."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(parent, title, str(start or ""))
        return Path(name) if name else None


class ScriptedFileChooser:
    """Answers from a list, for tests and the tour; an answer that was not prepared is "changed my mind"."""

    def __init__(self, *answers: Path | list[Path] | None) -> None:
        """`answers` are given in order, one per question."""
        self.answers: list[Path | list[Path] | None] = list(answers)
        self.titles: list[str] = []
        """Titles of the questions asked so far."""

    def open_files(self, parent: QWidget, title: str, filters: str = "", folder: Path | None = None) -> list[Path]:
        """The next answer as a list."""
        del parent, filters, folder
        answer = self._next(title)
        if answer is None:
            return []
        return answer if isinstance(answer, list) else [answer]

    def open_file(self, parent: QWidget, title: str, filters: str = "", folder: Path | None = None) -> Path | None:
        """The next answer."""
        del parent, filters, folder
        return self._one(title)

    def save_file(self, parent: QWidget, title: str, suggestion: Path, filters: str = "") -> Path | None:
        """The next answer."""
        del parent, suggestion, filters
        return self._one(title)

    def folder(self, parent: QWidget, title: str, start: Path | None = None) -> Path | None:
        """The next answer."""
        del parent, start
        return self._one(title)

    def _one(self, title: str) -> Path | None:
        answer = self._next(title)
        if isinstance(answer, list):
            return answer[0] if answer else None
        return answer

    def _next(self, title: str) -> Path | list[Path] | None:
        self.titles.append(title)
        return self.answers.pop(0) if self.answers else None
