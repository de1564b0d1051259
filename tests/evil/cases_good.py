"""Packages that must be accepted: a strict reader that refuses everything is no reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cultdip_desktop.core import canonical
from cultdip_desktop.packages import enrolment
from cultdip_desktop.packages.chain import ChainState
from cultdip_desktop.packages.contents import FileSource, MediaSource, PackageContents
from cultdip_desktop.packages.package import ChainLink, Producer, Recipient
from tests.evil.case import Case
from tests.evil.forge import Draft, cms_signature
from tests.packages.world import World, bi, event_row, jpeg, media_row, office_row, report_row


def cases(world: World) -> Iterator[Case]:
    """Eleven good ones."""
    yield _good(world, "smallest", world.tiny())
    yield _good(world, "report_with_photo", world.contents())
    nil = {"office": [office_row()], "event": [], "report": [report_row()]}
    header = world.header(kind="nil-report")
    yield _good(world, "nil_report", PackageContents(header=header, rows=nil))
    yield _good(world, "many_records", _many(world))
    link = ChainLink(1, 2, "cd" * 32, "01990000-0000-7000-8000-0000000000aa")
    second = replace(world.contents(), header=world.header(kind="amendment", chain=link))
    yield _good(world, "second_of_the_chain", second, known=ChainState(1, 1, "cd" * 32, {(1, 1): "cd" * 32}))
    gap = ChainLink(1, 5, "ee" * 32)
    held = replace(world.contents(), header=world.header(chain=gap))
    yield _good(world, "waits_for_missing_ones", held, code="chain.gap", known=ChainState())
    yield _good(world, "two_photos_one_known", _known_photo(world))
    trust = replace(
        world.tiny(),
        header=world.header(kind="trust", office="VN-MFA", recipient=Recipient("CZ-EMB"), period=None),
        rows=enrolment.answer_rows(world.trust, world.praha.certificate),
    )
    draft = Draft(world, trust)
    draft.signer = world.headquarters
    yield Case("trust_from_headquarters_good", draft.build(), "", "valid", us="CZ-EMB")
    yield _newer(world)
    plain = Draft(world, world.tiny())
    plain.sign = lambda raw: cms_signature(world.praha, raw)
    yield Case("signed_by_another_tool_good", plain.build(), "signature.no_time", "valid_with_warnings")


def _good(
    world: World, name: str, contents: PackageContents, *, code: str = "", known: ChainState | None = None
) -> Case:
    state = "valid_with_warnings" if code else "valid"
    return Case(f"{name}_good", Draft(world, contents).build(), code, state, known=known)


def _many(world: World) -> PackageContents:
    events = [
        event_row(id=f"01990000-0000-7000-8000-{number:012x}", title=bi(f"Ngày Văn hóa Việt Nam lần thứ {number}"))
        for number in range(40)
    ]
    rows = {"office": [office_row()], "event": events, "report": [report_row()]}
    return PackageContents(header=world.header(), rows=rows)


def _known_photo(world: World) -> PackageContents:
    """The second photo is at headquarters already: its record travels, its bytes do not."""
    first, second = (FileSource.of_bytes(jpeg((shade, 0, 0))) for shade in (10, 90))
    media = [media_row(first), media_row(second, id="01990000-0000-7000-8000-00000000000c", cover=False, position=1)]
    rows = {**world.contents().rows, "media": media}
    return replace(world.contents(), rows=rows, media=(MediaSource("jpg", first),), media_assumed=1)


def _newer(world: World) -> Case:
    """A newer version wrote a field that this one keeps without understanding it."""
    header = world.header(producer=Producer("CultDip Desktop 9.0", 9, 1))
    draft = Draft(world, replace(world.contents(), header=header))
    draft.put_data("event", canonical.encode(event_row(mood="vui")) + b"\n", 1)
    return Case("written_by_a_newer_version_good", draft.build(), "content.unknown_fields", "valid_with_warnings")
