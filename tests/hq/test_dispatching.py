"""A file of headquarters exists as a whole or not at all, whenever the program dies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.dispatch import Dispatch
from cultdip_desktop.domain.issuing import DirectiveState, DispatchState
from cultdip_desktop.hq import dispatching
from cultdip_desktop.store.repo import dispatch as dispatch_rows
from tests import offices
from tests.offices import PASSPHRASE, Pair


class Killed(BaseException):
    """The program ends here."""


@pytest.fixture
def pair(sample: Path, tmp_path: Path) -> Pair:
    return offices.pair(sample, tmp_path / "pair")


@pytest.fixture
def office(pair: Pair) -> Iterator[Office]:
    with open_office(pair.headquarters, PASSPHRASE, writing=True) as opened:
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


def draft(office: Office) -> str:
    assert office.directives is not None
    made, _ = office.directives.add({"title": "Việc", "text": "Làm."})
    return made.id


def issued(office: Office) -> list[Dispatch]:
    with office.desk.store.read() as tx:
        return list(dispatch_rows.of_stream(tx, "ALL-MISSIONS"))


def test_killed_before_the_name_the_number_is_free_again(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directive, real = draft(office), durable._give_name
    left: dict[Path, bytes] = {}

    def die(part: Path, path: Path, *, replace: bool) -> None:
        if path.parent != out:
            return real(part, path, replace=replace)
        left[part] = part.read_bytes()
        raise Killed

    def nothing(*_given: Any) -> None:
        """A killed program tidies nothing up."""

    monkeypatch.setattr(durable, "_give_name", die)
    monkeypatch.setattr(dispatching, "release", nothing)
    with pytest.raises(Killed):
        office.directives.issue(directive, out, PASSPHRASE)  # type: ignore[union-attr]
    monkeypatch.undo()
    assert [row.state for row in issued(office)] == [DispatchState.RESERVED]
    for part, data in left.items():
        part.write_bytes(data)
    office.dispatcher.finish_reserved()  # type: ignore[union-attr]
    assert issued(office) == []
    assert not list(out.iterdir())
    (file,) = office.directives.issue(directive, out, PASSPHRASE)  # type: ignore[union-attr]
    assert (file.dispatch.seq, file.file.name) == (1, "ALL-MISSIONS_directive_0001.cdrp")


def test_killed_after_the_name_the_file_counts(pair: Pair, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_given: Any) -> None:
        raise Killed

    with open_office(pair.headquarters, PASSPHRASE, writing=True) as office:
        directive = draft(office)
        monkeypatch.setattr(dispatching, "confirm", die)
        with pytest.raises(Killed):
            office.directives.issue(directive, out, PASSPHRASE)  # type: ignore[union-attr]
        monkeypatch.undo()
        assert office.directives.get(directive).state is DirectiveState.DRAFT  # type: ignore[union-attr]
    with open_office(pair.headquarters, PASSPHRASE, writing=True) as office:
        assert [row.state for row in issued(office)] == [DispatchState.SEALED]
        assert office.directives.get(directive).state is DirectiveState.ISSUED  # type: ignore[union-attr]
        assert office.directives.issue(directive, out, PASSPHRASE) == []  # type: ignore[union-attr]


def test_a_file_that_was_taken_away_before_the_confirmation_counts_and_can_be_written_again(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directive = draft(office)

    def die(*_given: Any) -> None:
        raise Killed

    monkeypatch.setattr(dispatching, "confirm", die)
    with pytest.raises(Killed):
        office.directives.issue(directive, out, PASSPHRASE)  # type: ignore[union-attr]
    monkeypatch.undo()
    (file,) = out.iterdir()
    data = file.read_bytes()
    file.unlink()
    office.dispatcher.finish_reserved()  # type: ignore[union-attr]
    (row,) = issued(office)
    assert row.state is DispatchState.SEALED
    assert office.dispatcher.copy_again(row.id, out).read_bytes() == data  # type: ignore[union-attr]


def test_another_desk_that_is_about_to_name_its_file_is_left_alone(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directive = draft(office)
    real, seen = durable._give_name, []

    def look(part: Path, path: Path, *, replace: bool) -> None:
        if path.parent == out:
            office.dispatcher.finish_reserved()  # type: ignore[union-attr] # what the other desk does at its start
            seen.extend(row.state for row in issued(office))
        real(part, path, replace=replace)

    monkeypatch.setattr(durable, "_give_name", look)
    office.directives.issue(directive, out, PASSPHRASE)  # type: ignore[union-attr]
    assert seen == [DispatchState.RESERVED]
    assert [row.state for row in issued(office)] == [DispatchState.SEALED]


@pytest.mark.parametrize("code", ["file.no_space", "file.not_writable"])
def test_a_full_disk_leaves_nothing_and_counts_nothing(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    directive = draft(office)

    def full(*_given: Any, **_named: Any) -> None:
        raise UserError(code, path="x")

    monkeypatch.setattr(office.desk.archive, "keep", full)
    with pytest.raises(UserError) as caught:
        office.directives.issue(directive, out, PASSPHRASE)  # type: ignore[union-attr]
    assert caught.value.code == code
    assert (issued(office), list(out.iterdir())) == ([], [])


def test_a_wish_to_stop_leaves_nothing_behind(office: Office, out: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, what: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        office.directives.issue(draft(office), out, PASSPHRASE, progress=Stop())  # type: ignore[union-attr]
    assert (issued(office), list(out.iterdir())) == ([], [])


def test_a_draft_that_changes_while_it_is_signed_is_signed_as_it_is_then(office: Office, out: Path) -> None:
    """What stands in the file is what stands in the store when the number is given."""
    directive = draft(office)
    signing = office.dispatcher.open(PASSPHRASE)  # type: ignore[union-attr]
    make = office.directives._maker(directive, "ALL-MISSIONS")  # type: ignore[union-attr]
    asked = 0

    def changing(*given: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == 1:
            return make(*given)
        if asked == 2:
            return None  # as another desk's change would look between the signing and the reservation
        return make(*given)

    sent = signing.send(changing, out, NoProgress())
    assert sent is not None
    assert (asked, len(list(out.iterdir()))) == (4, 1)
