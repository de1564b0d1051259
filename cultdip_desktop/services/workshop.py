"""Long work that would make the window stutter if its interpreter did it: the seam through which it goes elsewhere.

A service marks such a method with `in_workshop`. Without a workshop (command line, tests, the child process itself) the
method simply runs; with one, its arguments go there by name and its result, error, progress and cancel come back.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar, cast

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.services.desk import Desk


class Workshop(Protocol):
    """Somewhere else where an office's work can be done."""

    def run(self, task: str, given: Mapping[str, Any], *, actor: str | None, progress: Progress) -> Any:
        """Do `task` (`packages.export`: a service of the office and its method) with arguments by name.

        Raises:
            UserError, Cancelled: as the method; `workshop.stopped` when whoever did the work has died.
            UnavailableError: nobody could be found to do it, and nothing has been done.
        """
        ...

    def close(self) -> None:
        """Send everybody home; nothing is left running."""
        ...


class UnavailableError(Exception):
    """No process could be started; the caller does the work itself."""


class _OfDesk(Protocol):
    _desk: Desk


S = TypeVar("S", bound=_OfDesk)
P = ParamSpec("P")
R = TypeVar("R")
_MARK: Final = "workshop_task"


def in_workshop(task: str) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Mark a method of a service as heavy; it must take `progress` and nothing that only lives in this process."""

    def mark(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        names = inspect.signature(method)

        @functools.wraps(method)
        def call(self: S, *args: P.args, **kwargs: P.kwargs) -> R:
            workshop = self._desk.workshop
            if workshop is None:
                return method(self, *args, **kwargs)
            given = dict(names.bind(self, *args, **kwargs).arguments)
            progress = given.pop("progress", None) or NoProgress()
            del given["self"]
            try:
                return cast("R", workshop.run(task, given, actor=self._desk.actor, progress=progress))
            except UnavailableError:
                return method(self, *args, **kwargs)

        setattr(call, _MARK, task)
        return cast("Callable[Concatenate[S, P], R]", call)

    return mark


def work_of(office: object, task: str) -> Callable[..., Any]:
    """The method of `office` that `task` names.

    Raises:
        LookupError: there is no such method, or it is not marked as one for the workshop.
    """
    room, _, name = task.partition(".")
    method: Callable[..., Any] | None = getattr(getattr(office, room, None), name, None)
    if method is None or getattr(method, _MARK, None) != task:
        raise LookupError(task)
    return method
