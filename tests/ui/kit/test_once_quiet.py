"""What a page can do without at first waits until its own questions are answered."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject

from cultdip_desktop.ui.kit.base import Kit

Settle = Callable[[], None]


def test_it_comes_after_every_answer_under_way(kit: Kit, settle: Settle) -> None:
    order: list[str] = []
    kit.jobs.read(lambda _progress: "việc hôm nay", order.append)
    kit.jobs.once_quiet(kit.jobs, lambda: order.append("số bên cạnh"))
    kit.jobs.read(lambda _progress: "người dùng", order.append)
    assert order == []
    settle()
    assert order[-1] == "số bên cạnh"
    assert len(order) == 3


def test_it_waits_for_the_question_that_an_answer_asks(kit: Kit, settle: Settle) -> None:
    order: list[str] = []

    def ask_more(text: str) -> None:
        order.append(text)
        kit.jobs.read(lambda _progress: "thứ hai", order.append)

    kit.jobs.read(lambda _progress: "thứ nhất", ask_more)
    kit.jobs.once_quiet(kit.jobs, lambda: order.append("sau cùng"))
    settle()
    assert order == ["thứ nhất", "thứ hai", "sau cùng"]


def test_it_comes_soon_when_nothing_is_under_way(kit: Kit, settle: Settle) -> None:
    came: list[int] = []
    kit.jobs.once_quiet(kit.jobs, lambda: came.append(1))
    assert came == []
    settle()
    assert came == [1]


def test_nobody_is_called_who_is_gone(kit: Kit, settle: Settle) -> None:
    came: list[int] = []
    owner = QObject()
    kit.jobs.read(lambda _progress: None)
    kit.jobs.once_quiet(owner, lambda: came.append(1))
    shiboken6.delete(owner)
    settle()
    assert came == []


def test_a_closing_window_calls_nobody(kit: Kit, settle: Settle) -> None:
    came: list[int] = []
    kit.jobs.once_quiet(kit.jobs, lambda: came.append(1))
    kit.jobs.close()
    settle()
    assert came == []
