"""What is written is what is verified and read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.packages.container import Container
from cultdip_desktop.packages.contents import FileSource, MediaSource, prepare
from cultdip_desktop.packages.opened import open_verified
from cultdip_desktop.packages.verdict import CHECKS, Outcome, Result
from tests.packages.world import EVENT_ID, World, event_row, jpeg, sha256


def test_a_fresh_package_is_valid_and_every_line_says_so(world: World, good_package: Path) -> None:
    verdict = world.verify(good_package)
    assert verdict.result is Result.VALID
    assert [(check.number, check.name) for check in verdict.checks] == list(CHECKS)
    assert {check.name for check in verdict.checks if check.outcome is not Outcome.OK} == {"chain"}
    assert (verdict.intact, verdict.signature_valid, verdict.trusted) == (True, True, True)


def test_the_verdict_names_who_what_and_when(world: World, good_package: Path) -> None:
    verdict = world.verify(good_package)
    assert (verdict.office, verdict.kind, verdict.seq, verdict.epoch) == ("CZ-EMB", "report", 1, 1)
    assert verdict.period == "2026-07-01/2026-09-30"
    assert verdict.signer is not None
    assert verdict.signer.person == "Nguyễn Thị Hòa"
    assert verdict.signer.app_level
    assert verdict.signed_at == world.now


def test_written_tells_the_digests_of_the_file(world: World, tmp_path: Path) -> None:
    written = world.write(tmp_path / "gói.cdrp")
    data = written.file.read_bytes()
    assert (written.bytes, written.container_sha256) == (len(data), sha256(data))
    assert (
        written.manifest_sha256
        == world.verify(written.file).manifest_sha256
        == prepare(world.contents()).manifest_sha256
    )


def test_the_same_inputs_give_the_same_bytes_up_to_the_signature(world: World, tmp_path: Path) -> None:
    first, second = (world.write(tmp_path / f"{name}.cdrp").file for name in "ab")
    with Container.open(first) as one, Container.open(second) as two:
        end = one.entries["META-INF/signature001.p7s"].offset
        assert list(one.entries) == list(two.entries)
    assert first.read_bytes()[:end] == second.read_bytes()[:end]


def test_rows_and_attachments_come_back_as_they_were(world: World, good_package: Path) -> None:
    verdict = world.verify(good_package)
    with open_verified(good_package, verdict) as package:
        assert list(package.rows("event")) == [event_row()]
        assert package.readable == ("readable/index.html",)
        (photo,) = package.attachments
        assert b"".join(package.chunks(photo.name)) == jpeg()
        assert list(package.rows("partner")) == []


def test_a_file_that_changes_after_verifying_is_not_read(world: World, tmp_path: Path) -> None:
    path = world.write(tmp_path / "a.cdrp").file
    verdict = world.verify(path)
    data = bytearray(path.read_bytes())
    at = data.index("Rước đèn, múa".encode())
    data[at : at + 1] = b"r"
    path.write_bytes(data)
    with open_verified(path, verdict) as package, pytest.raises(UserError) as caught:
        list(package.rows("event"))
    assert caught.value.code == "package.changed_meanwhile"


def test_a_verdict_that_forbids_it_opens_nothing(world: World, good_package: Path) -> None:
    verdict = replace(world.verify(good_package), info=None)
    with pytest.raises(ValueError, match="forbids"), open_verified(good_package, verdict):
        pass


def test_an_existing_file_is_never_overwritten(world: World, tmp_path: Path) -> None:
    target = tmp_path / "a.cdrp"
    target.write_bytes(b"of somebody else")
    with pytest.raises(UserError) as caught:
        world.write(target)
    assert caught.value.code == "file.exists"
    assert target.read_bytes() == b"of somebody else"
    assert list(tmp_path.iterdir()) == [target]


def test_an_attachment_that_changes_while_it_is_written_stops_the_export(world: World, tmp_path: Path) -> None:
    promised = FileSource.of_bytes(jpeg())
    lying = replace(promised, chunks=lambda: [jpeg((0, 0, 0))[: promised.size].ljust(promised.size, b"\0")])
    contents = replace(world.contents(), media=(MediaSource("jpg", lying),))
    with pytest.raises(UserError) as caught:
        world.write(tmp_path / "a.cdrp", contents)
    assert caught.value.code == "package.source_changed"
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_never_ends_does_not_fill_the_disk(world: World, tmp_path: Path) -> None:
    promised = FileSource.of_bytes(jpeg())
    endless = replace(promised, chunks=lambda: iter(lambda: b"x" * 1000, b""))
    with pytest.raises(UserError) as caught:
        world.write(tmp_path / "a.cdrp", replace(world.contents(), media=(MediaSource("jpg", endless),)))
    assert caught.value.code == "package.source_changed"
    assert list(tmp_path.iterdir()) == []


class _CancelAt:
    def __init__(self, what: str) -> None:
        self.what = what

    def step(self, done: int, total: int, what: str = "") -> None:
        assert 0 <= done <= total
        if what == self.what and done > 0:
            raise Cancelled


@pytest.mark.parametrize("stage", ["write", "read_back"])
def test_a_cancel_leaves_nothing_behind(world: World, tmp_path: Path, stage: str) -> None:
    with pytest.raises(Cancelled):
        world.write(tmp_path / "a.cdrp", progress=_CancelAt(stage))
    assert list(tmp_path.iterdir()) == []


class _Record:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []

    def step(self, done: int, total: int, what: str = "") -> None:
        self.steps.append((done, total))


def test_progress_rises_and_ends_at_the_whole(world: World, tmp_path: Path) -> None:
    record = _Record()
    big = FileSource.of_bytes(bytes(5_000_000))
    world.write(tmp_path / "a.cdrp", replace(world.contents(), readable={"x.txt": big}), progress=record)
    done = [step for step, _ in record.steps]
    assert done == sorted(done)
    assert record.steps[-1][0] == record.steps[-1][1]
    assert len(record.steps) > 20


def test_a_record_that_breaks_its_description_is_named(world: World) -> None:
    contents = replace(world.contents(), rows={"event": [event_row(state="idea")]})
    with pytest.raises(UserError) as caught:
        prepare(contents)
    assert caught.value.code == "package.record_refused"
    assert caught.value.params["field"] == "state"


def test_too_many_attachments_are_refused_before_anything_is_written(world: World) -> None:
    media = tuple(MediaSource("txt", FileSource.of_bytes(str(number).encode())) for number in range(900))
    with pytest.raises(UserError) as caught:
        prepare(replace(world.contents(), media=media))
    assert caught.value.code == "package.too_many_files"


def test_an_attachment_that_stands_twice_is_stored_once(world: World, tmp_path: Path) -> None:
    contents = world.contents()
    path = world.write(tmp_path / "a.cdrp", replace(contents, media=contents.media * 3)).file
    verdict = world.verify(path)
    assert verdict.result is Result.VALID
    with open_verified(path, verdict) as package:
        assert len(package.attachments) == 1
        assert next(package.rows("event"))["id"] == EVENT_ID
