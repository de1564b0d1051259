"""Work off the UI thread comes back to it, or is dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.jobs import Jobs, Latest

Settle = Callable[[], None]


def test_a_result_is_delivered_on_the_ui_thread(kit: Kit, settle: Settle) -> None:
    threads: list[threading.Thread] = []

    def work(_progress: Progress) -> int:
        threads.append(threading.current_thread())
        return 41

    got: list[tuple[int, threading.Thread]] = []
    kit.jobs.read(work, lambda value: got.append((value, threading.current_thread())))
    assert got == []
    settle()
    assert got == [(41, threading.main_thread())]
    assert threads[0] is not threading.main_thread()


def test_writes_run_one_after_the_other_in_order(kit: Kit, settle: Settle) -> None:
    order: list[int] = []
    for number in range(20):
        kit.jobs.write(lambda _progress, value=number: order.append(value))
    settle()
    assert order == list(range(20))


def test_an_expected_error_goes_to_its_handler(kit: Kit, settle: Settle, troubles: list[BaseException]) -> None:
    def work(_progress: Progress) -> None:
        raise UserError("file.no_space", path="E:")

    codes: list[str] = []
    kit.jobs.read(work, on_error=lambda error: codes.append(error.code))
    settle()
    assert codes == ["file.no_space"]
    assert troubles == []


def test_an_expected_error_without_a_handler_becomes_a_notice(
    kit: Kit, settle: Settle, troubles: list[BaseException]
) -> None:
    def work(_progress: Progress) -> None:
        raise UserError("file.no_space", path="E:")

    kit.jobs.write(work)
    settle()
    assert [type(trouble) for trouble in troubles] == [UserError]


def test_a_bug_becomes_a_crash_report_even_if_the_owner_is_gone(
    kit: Kit, settle: Settle, troubles: list[BaseException]
) -> None:
    owner = QObject()
    gate = threading.Event()

    def work(_progress: Progress) -> None:
        gate.wait(5)
        raise ZeroDivisionError

    kit.jobs.read(work, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    settle()
    assert [type(trouble) for trouble in troubles] == [ZeroDivisionError]


def test_a_result_for_a_closed_page_is_dropped(kit: Kit, settle: Settle) -> None:
    owner = QObject()
    gate = threading.Event()
    got: list[bool] = []
    kit.jobs.read(lambda _progress: gate.wait(5), got.append, owner=owner)
    shiboken6.delete(owner)
    gate.set()
    settle()
    assert got == []


def test_cancel_stops_at_the_next_step_and_says_so(kit: Kit, settle: Settle) -> None:
    started, go_on = threading.Event(), threading.Event()
    ends: list[str] = []

    def work(progress: Progress) -> None:
        started.set()
        go_on.wait(5)
        progress.step(1, 2, "Đêm hội.jpg")

    job = kit.jobs.compute(work, lambda _none: ends.append("done"), on_cancel=lambda: ends.append("cancelled"))
    started.wait(5)
    job.cancel()
    go_on.set()
    settle()
    assert ends == ["cancelled"]
    assert not job.running if shiboken6.isValid(job) else True


def test_progress_arrives_on_the_ui_thread(kit: Kit, settle: Settle) -> None:
    steps: list[tuple[int, int, str]] = []
    job = kit.jobs.compute(lambda progress: progress.step(3, 40, "Rước đèn.jpg"))
    job.progress.connect(lambda done, total, what: steps.append((done, total, what)))
    settle()
    assert steps == [(3, 40, "Rước đèn.jpg")]


def test_busy_tells_when_work_begins_and_ends(kit: Kit, settle: Settle) -> None:
    states: list[bool] = []
    kit.jobs.busy_changed.connect(states.append)
    kit.jobs.read(lambda _progress: None)
    settle()
    assert states == [True, False]


def test_closing_waits_for_writes_that_were_asked_for(troubles: list[BaseException], kit: Kit) -> None:
    jobs = Jobs(troubles.append, troubles.append)
    gate, written = threading.Event(), []
    for number in range(3):
        jobs.write(lambda _progress, value=number: (gate.wait(5), written.append(value)))
    gate.set()
    jobs.close()
    assert written == [0, 1, 2]
    with pytest.raises(RuntimeError, match="closed"):
        jobs.read(lambda _progress: None)


def test_an_overtaken_answer_is_recognised() -> None:
    latest = Latest()
    first, second = latest.ask(), latest.ask()
    assert not latest.is_current(first)
    assert latest.is_current(second)


def test_a_button_reacts_once_while_its_work_is_under_way(kit: Kit, settle: Settle) -> None:
    gate, clicks = threading.Event(), []

    def act() -> None:
        clicks.append(1)
        button.hold(kit.jobs.write(lambda _progress: gate.wait(5)))

    button = Button(kit, "Gửi biên nhận (66)", "primary", on_click=act)
    button.click()
    button.click()
    button._show_waiting()
    assert (clicks, button.isEnabled()) == ([1], False)
    gate.set()
    settle()
    button.click()
    settle()
    assert (clicks, button.isEnabled()) == ([1, 1], True)


def test_a_path_that_cannot_be_looked_at_is_an_expected_error_and_no_bug(kit: Kit, settle: Settle) -> None:
    refused: list[UserError] = []
    kit.jobs.read(lambda _progress: Path("/", "ă" * 300).exists(), on_error=refused.append)
    settle()
    assert [error.code for error in refused] == ["file.unreachable"]
