"""Play a script with a fault in it, in a process that may die of it, and report through a pipe how far it came."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store.store import Store
from tests.crash.ground import Ground, state
from tests.crash.shim import Fault, Shim
from tests.crash.steps import STEPS, Script, moment

Tell = Callable[..., None]


def play(ground: Ground, script: Script, fault: Fault, tell: Tell, *, trace: int = -1, retry: bool = False) -> None:
    """Do the steps. `tell` carries acknowledgements, refusals and bugs out of the process at once."""
    shim = Shim()
    if trace < 0:
        _open(ground, script)
    shim.arm(ground.home, fault, trace)
    if trace >= 0:  # a trace tells everything that was ever written since the ground was laid
        _open(ground, script)
        shim.mark(0)
    for number, name in enumerate(script.steps):
        try:
            _do(ground, script, number)
        except UserError as error:
            shim.disarm()
            tell(refused=error.code, step=number, at=shim.fired, call=shim.last)
            if not shim.fired:
                tell(bug=f"{name} was refused without a fault: {error}")
            _after_refusal(ground, script, number, tell, retry=retry)
            return
        shim.mark(number + 1)
        tell(ack=number)
    ground.close()
    count = shim.disarm()
    tell(end=count, at=shim.fired, call=shim.last)


def _after_refusal(ground: Ground, script: Script, number: int, tell: Tell, *, retry: bool) -> None:
    """The fault is over: the same program shows what it had, and does what was refused."""
    if ground.is_open:
        tell(state=state(ground.office))
    if not retry or STEPS[script.steps[number]].several:
        ground.close()
        tell(end=0)
        return
    try:
        for later in range(number, len(script.steps)):
            _do(ground, script, later, again=later == number)
            tell(ack=later)
    except UserError as error:
        tell(bug=f"refused again without a fault: {script.steps[later]}: {error}")
    ground.close()
    tell(end=0)


def rehearse(ground: Ground, script: Script, tell: Tell) -> None:
    """The script without a fault: the states that it leads through, by steps and by commits."""
    committed: list[str] = []
    write = Store.write

    def watched(store: Store, *args: Any, **options: Any) -> Any:
        block = write(store, *args, **options)
        enter, leave = block.__enter__, block.__exit__

        class Watched:
            def __enter__(self) -> Any:
                return enter()

            def __exit__(self, *error: Any) -> Any:
                told = leave(*error)
                if ground.is_open:
                    committed.append(state(ground.office))
                return told

        return Watched()

    _open(ground, script)
    tell(state=state(ground.office) if ground.is_open else None)
    Store.write = watched  # type: ignore[method-assign]
    for number, name in enumerate(script.steps):
        committed.clear()
        _do(ground, script, number)
        tell(step=number, state=state(ground.office), between=committed if STEPS[name].several else [])
    ground.close()
    tell(end=0)


def guarded(tell: Tell, work: Callable[[], None]) -> int:
    """Run `work`; whatever escapes is a bug of the product (or of ours) and told. Gives the exit code."""
    try:
        work()
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is the finding
        tell(bug=f"{type(error).__name__}: {error}\n{''.join(traceback.format_exception(error)[-6:])}")
        return 1
    return 0


def _open(ground: Ground, script: Script) -> None:
    ground.ids.begin("open")
    if script.opened:
        ground.open(script.office)


def _do(ground: Ground, script: Script, number: int, *, again: bool = False) -> None:
    """One step; its ids and its minute are the same whenever it is done.

    An opening that was refused may have sealed an action or two before: the next one needs others' ids.
    """
    name = script.steps[number]
    others = "again " if again and not script.opened and number == 0 else ""
    ground.ids.begin(f"{others}{number + script.offset} {name}")
    ground.clock.set(moment(script, number))
    STEPS[name].do(ground)
