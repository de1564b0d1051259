"""How a step of verifying says that its line failed."""

from __future__ import annotations

from typing import Final, NoReturn


class CheckFailedError(Exception):
    """A line of the verdict failed; what follows it is skipped."""

    def __init__(self, name: str, code: str, params: dict[str, str | int]) -> None:
        super().__init__(name, code, params)
        self.name: Final = name
        self.code: Final = code
        self.params: Final = params


def fail(name: str, code: str, /, **params: str | int) -> NoReturn:
    """End the examination with a failed line.

    Raises:
        CheckFailedError: always.
    """
    raise CheckFailedError(name, code, params)
