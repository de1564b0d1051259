"""Verifying in every situation that is not a hostile file: without an office, without trust, out of order, cancelled."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.core.errors import Cancelled
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.packages import chain, limits
from cultdip_desktop.packages.chain import ChainState
from cultdip_desktop.packages.container import Container
from cultdip_desktop.packages.contents import FileSource, prepare
from cultdip_desktop.packages.package import ChainLink, PackageInfo
from cultdip_desktop.packages.verdict import Outcome, Result
from cultdip_desktop.packages.verify import verify
from tests.packages.world import NOW, World, event_row


def test_without_trust_the_answer_is_unknown_and_the_files_are_still_compared(world: World, good_package: Path) -> None:
    verdict = verify(good_package, None, us=None, known=None, now=NOW, progress=NoProgress())
    assert verdict.result is Result.UNKNOWN
    assert verdict.check("certificate").code == "certificate.no_trust"
    assert verdict.check("files").outcome is Outcome.OK
    assert verdict.check("content").outcome is Outcome.SKIPPED
    assert (verdict.intact, verdict.signature_valid, verdict.trusted) == (True, True, False)
    assert verdict.info is None


def test_without_trust_a_changed_file_is_not_valid(world: World, good_package: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.cdrp"
    path.write_bytes(good_package.read_bytes().replace(b"Sapa", b"sapa"))
    verdict = verify(path, None, us=None, known=None, now=NOW, progress=NoProgress())
    assert verdict.result is Result.NOT_VALID


def test_ones_own_package_need_not_be_addressed_to_oneself(world: World, good_package: Path) -> None:
    verdict = world.verify(good_package, us="CZ-EMB")
    assert verdict.result is Result.VALID
    assert (verdict.check("recipient").outcome, verdict.check("recipient").code) == (Outcome.SKIPPED, "recipient.own")


def test_without_an_office_the_recipient_is_skipped_with_the_reason(world: World, good_package: Path) -> None:
    assert world.verify(good_package, us=None).check("recipient").code == "recipient.nobody"


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_unreadable(world: World, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.cdrp"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    verdict = world.verify(path)
    assert verdict.result is Result.UNREADABLE
    assert verdict.check("size").code == "size.unreadable"
    assert verdict.check("container").outcome is Outcome.SKIPPED


def test_a_manifest_beyond_all_measure_is_refused_before_it_is_read(world: World, tmp_path: Path) -> None:
    from tests.evil.forge import Piece, assemble

    pieces = [Piece(b"mimetype", b"application/vnd.etsi.asic-e+zip"), Piece(b"SHA256SUMS", b"")]
    pieces += [Piece(b"META-INF/ASiCManifest001.xml", b" " * (limits.MAX_MANIFEST_BYTES + 1))]
    path = tmp_path / "x.cdrp"
    path.write_bytes(assemble([*pieces, Piece(b"META-INF/signature001.p7s", b"x")]))
    assert world.verify(path).check("manifest").code == "manifest.too_large"


def test_a_line_beyond_all_measure_is_refused(world: World, tmp_path: Path) -> None:
    from tests.evil.forge import Draft

    draft = Draft(world, world.contents())
    draft.put_data("event", b'{"id":"' + b"a" * limits.MAX_LINE_BYTES + b'"}\n', 1)
    path = tmp_path / "x.cdrp"
    path.write_bytes(draft.build())
    assert world.verify(path).check("content").code == "content.long_line"


class _CancelAfter:
    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self, done: int, total: int, what: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("steps", [0, 1, 5])
def test_verifying_can_be_cancelled(world: World, good_package: Path, steps: int) -> None:
    with pytest.raises(Cancelled):
        verify(good_package, world.trust, us=None, known=None, now=NOW, progress=_CancelAfter(steps))


@pytest.mark.allow_log("cultdip_desktop.packages")
def test_whatever_a_parser_stumbles_over_is_a_refusal(
    world: World, good_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("cultdip_desktop.packages.content.check", stumble)
    verdict = world.verify(good_package)
    assert (verdict.result, verdict.check("content").code) == (Result.UNREADABLE, "container.unexpected")


def test_a_file_that_shrinks_while_it_is_read_is_a_refusal(world: World, tmp_path: Path) -> None:
    big = replace(world.contents(), readable={"x.txt": FileSource.of_bytes(bytes(2_000_000))})
    path = world.write(tmp_path / "a.cdrp", big).file

    class _Shrink:
        def step(self, done: int, total: int, what: str = "") -> None:
            if done > 100_000:
                os.truncate(path, 90_000)

    verdict = verify(path, world.trust, us=None, known=None, now=NOW, progress=_Shrink())
    assert verdict.result is Result.UNREADABLE


def test_a_package_is_read_in_small_steps(world: World, tmp_path: Path) -> None:
    big = replace(world.contents(), readable={"x.txt": FileSource.of_bytes(bytes(3_000_000))})
    path = world.write(tmp_path / "a.cdrp", big).file
    with Container.open(path) as container:
        assert max(len(chunk) for chunk in container.chunks("readable/x.txt")) <= limits.CHUNK


def info(world: World, **link: object) -> PackageInfo:
    header = world.header(chain=ChainLink(**link))  # type: ignore[arg-type]
    return prepare(world.contents(header=header)).info


MARK = ChainState(1, 3, "c3" * 32, {(1, 1): "c1" * 32, (1, 2): "c2" * 32, (1, 3): "c3" * 32})


@pytest.mark.parametrize(
    ("link", "digest", "code"),
    [
        ({"epoch": 1, "seq": 4, "prev_manifest_sha256": "c3" * 32}, "c4", "chain.ok"),
        ({"epoch": 1, "seq": 4, "prev_manifest_sha256": "dd" * 32}, "c4", "chain.previous"),
        ({"epoch": 1, "seq": 3, "prev_manifest_sha256": "c2" * 32}, "c3", "chain.already"),
        ({"epoch": 1, "seq": 1}, "c1", "chain.already"),
        ({"epoch": 1, "seq": 2, "prev_manifest_sha256": "c1" * 32}, "ff", "chain.fork"),
        ({"epoch": 1, "seq": 7, "prev_manifest_sha256": "c6" * 32}, "c7", "chain.gap"),
        ({"epoch": 2, "seq": 1, "prev_manifest_sha256": "c2" * 32}, "e1", "chain.new_epoch"),
        ({"epoch": 2, "seq": 1, "prev_manifest_sha256": "99" * 32}, "e1", "chain.new_epoch_unknown"),
    ],
)
def test_a_package_finds_its_place_in_the_chain(world: World, link: dict[str, object], digest: str, code: str) -> None:
    assert chain.place(info(world, **link), digest * 32, MARK).code == code


def test_missing_numbers_are_named(world: World) -> None:
    held = info(world, epoch=1, seq=7, prev_manifest_sha256="c6" * 32)
    assert chain.place(held, "c7" * 32, MARK).params["missing"] == "4, 5, 6"
    assert chain.missing_numbers(held, MARK) == (4, 5, 6)


def test_many_missing_numbers_are_shortened(world: World) -> None:
    held = info(world, epoch=1, seq=500, prev_manifest_sha256="c6" * 32)
    assert chain.place(held, "c7" * 32, MARK).params["missing"] == "4, 5, 6, 7, 8, 9, 10, 11, 12, 13, … 499"


def test_the_first_package_of_an_office_starts_the_chain(world: World) -> None:
    assert chain.place(info(world, epoch=1, seq=1), "c1" * 32, ChainState()).code == "chain.first"


def test_fields_that_a_newer_version_wrote_come_out_as_they_went_in(world: World, tmp_path: Path) -> None:
    from cultdip_desktop.core import canonical
    from cultdip_desktop.packages.opened import open_verified
    from cultdip_desktop.packages.package import Producer
    from tests.evil.forge import Draft

    header = world.header(producer=Producer("CultDip Desktop 9.0", 9, 1))
    draft = Draft(world, world.contents(header=header))
    draft.put_data("event", canonical.encode(event_row(mood={"vi": "vui"})) + b"\n", 1)
    path = tmp_path / "newer.cdrp"
    path.write_bytes(draft.build())
    verdict = world.verify(path)
    assert verdict.result is Result.VALID_WITH_WARNINGS
    with open_verified(path, verdict) as package:
        assert list(package.rows("event")) == [event_row(mood={"vi": "vui"})]
