"""The two kinds of ending that are not bugs: an expected error, and a cancel."""

from __future__ import annotations

from typing import Final


class UserError(Exception):
    """Something that can happen to a careful user; everything else that is raised is a bug.

    The words are made from `code` in the language of whoever shows it (`i18n.messages`), never here.
    """

    def __init__(self, code: str, /, **params: str | int | None) -> None:
        """`code` is dotted and stable (`event.title_missing`); `params` fill the named places of its words."""
        super().__init__(code, params)
        self.code: Final = code
        self.params: Final[dict[str, str | int | None]] = dict(params)

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in sorted(self.params.items()))
        return f"{self.code}({details})"


class Cancelled(Exception):  # noqa: N818 - a wish of the user, not an error
    """The user asked to stop; whoever raises it has left nothing half done."""
