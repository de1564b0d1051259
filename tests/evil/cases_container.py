"""Hostile containers around files that are all in order."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import pyrage
from pyrage import x25519

from cultdip_desktop.packages import names
from tests.evil.case import Case
from tests.evil.forge import Draft, Flaws, Piece, assemble, edit
from tests.packages.world import World

DATA = "data/tombstone.jsonl"


def cases(world: World) -> Iterator[Case]:
    """Every way to build a container wrongly."""
    pieces = Draft(world, world.tiny()).pieces()
    good = assemble(pieces)
    yield from _whole_files(good)
    yield from _around(pieces, good)
    yield from _features(pieces)
    yield from _names(pieces)
    yield from _places(pieces)


def _whole_files(good: bytes) -> Iterator[Case]:
    yield Case("empty", b"", "size.empty")
    yield Case("one_byte", b"P", "container.not_zip")
    yield Case("plain_text", "Báo cáo quý III, không phải gói.\n".encode() * 20, "container.not_zip")
    sealed = pyrage.encrypt(good, [x25519.Identity.generate().to_public()])
    yield Case("encrypted_for_somebody", sealed, "container.sealed")
    yield Case("cut_in_the_middle", good[: len(good) // 2], "container.truncated")
    yield Case("cut_by_one_byte", good[:-1], "container.truncated")


def _around(pieces: list[Piece], good: bytes) -> Iterator[Case]:
    yield Case("prefix", b"#!/bin/sh\n" + good, "container.prefix")
    yield Case("prefix_offsets_fixed", assemble(pieces, Flaws(before=b"MZ" + bytes(30), shift=0)), "container.prefix")
    moved = assemble(pieces, Flaws(before=bytes(64), shift=1))
    yield Case("prefix_offsets_shifted", moved, "container.prefix")
    yield Case("suffix", good + b"\n", "container.suffix")
    yield Case("comment", assemble(pieces, Flaws(comment="xin chào".encode())), "container.comment")
    yield Case("second_container_behind", good + good, "container.prefix")
    hidden = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0, 0, 0, 0, 0)
    yield Case("end_record_in_comment", assemble(pieces, Flaws(comment=hidden)), "container.prefix")
    yield Case("count_too_low", assemble(pieces, Flaws(count=len(pieces) - 1)), "container.directory")
    yield Case("count_too_high", assemble(pieces, Flaws(count=len(pieces) + 1)), "container.directory")
    yield Case("directory_size_zero", assemble(pieces, Flaws(directory_size=0)), "container.prefix")
    end = bytearray(good)
    end[-6:-2] = b"\xff\xff\xff\xff"
    yield Case("zip64_marker", bytes(end), "container.zip64")
    disks = bytearray(good)
    disks[-18] = 1
    yield Case("second_disk", bytes(disks), "container.end_record")


def _features(pieces: list[Piece]) -> Iterator[Case]:
    field = struct.pack("<HH", 0x7075, 4) + b"evil"
    yield Case("extra_field_local", assemble(edit(pieces, DATA, local_extra=field)), "container.extra_field")
    yield Case("extra_field_central", assemble(edit(pieces, DATA, central_extra=field)), "container.extra_field")
    yield Case("file_comment", assemble(edit(pieces, DATA, central_comment=b"x")), "container.extra_field")
    yield Case("data_descriptor", assemble(edit(pieces, DATA, flags=8)), "container.data_descriptor")
    yield Case("encrypted", assemble(edit(pieces, DATA, flags=1)), "container.encrypted")
    yield Case("utf8_flag", assemble(edit(pieces, DATA, flags=0x800)), "container.flags")
    yield Case("deflated", assemble(edit(pieces, DATA, method=8)), "container.compressed")
    yield Case("symbolic_link", assemble(edit(pieces, DATA, attributes=0o120777 << 16)), "container.not_regular")
    yield Case("foreign_date", assemble(edit(pieces, DATA, date=0x5B6A)), "container.local_header")
    yield Case("wrong_checksum", assemble(edit(pieces, DATA, crc=1)), "files.checksum")


def _names(pieces: list[Piece]) -> Iterator[Case]:
    def renamed(name: bytes) -> bytes:
        return assemble(edit(pieces, DATA, name=name))

    yield Case("name_climbs", renamed(b"data/../../evil"), "container.name")
    yield Case("name_absolute", renamed(b"/etc/passwd"), "container.name")
    yield Case("name_backslash", renamed(b"data\\x.jsonl"), "container.name")
    yield Case("name_drive", renamed(b"c:evil"), "container.name")
    yield Case("name_upper_case", renamed(b"data/Event.jsonl"), "container.name")
    yield Case("name_not_ascii", renamed("data/sự-kiện.jsonl".encode()), "container.name")
    yield Case("name_with_zero", renamed(b"data/a.jsonl\0.exe"), "container.name")
    yield Case("name_ends_with_dot", renamed(b"data/a."), "container.name")
    yield Case("name_too_long", renamed(b"data/" + b"a" * 200), "container.name")
    yield Case("name_reserved_by_windows", renamed(b"data/con.jsonl"), "container.reserved_name")
    yield Case("folder_entry", assemble(_with(pieces, Piece(b"data/", b""))), "container.name")
    yield Case("name_twice", assemble(_with(pieces, Piece(DATA.encode(), b"{}\n"))), "container.duplicate_name")
    twin = Piece(b"sha256sums", b"")
    yield Case("name_twice_by_case", assemble(_with(pieces, twin)), "container.duplicate_name")
    yield Case("file_where_a_folder_is", assemble(_with(pieces, Piece(b"data", b""))), "container.duplicate_name")


def _places(pieces: list[Piece]) -> Iterator[Case]:
    shared = Piece(b"readable/x.txt", pieces[1].data, same_place_as=1)
    yield Case("two_names_for_one_place", assemble([*pieces, shared]), "container.overlap")
    yield Case("size_reaches_into_the_next", assemble(edit(pieces, DATA, size=5000)), "container.overlap")
    yield Case("hidden_bytes_between", assemble(edit(pieces, DATA, after=b"hidden")), "container.gap")
    yield Case("hidden_file_not_in_the_directory", _hidden(pieces), "container.gap")
    yield Case("wrong_order", assemble([*pieces[:2], pieces[3], pieces[2], *pieces[4:]]), "container.order")
    swapped = Flaws(central_order=lambda order: [*order[:2], order[3], order[2], *order[4:]])
    yield Case("directory_in_another_order", assemble(pieces, swapped), "container.gap")
    other = b"data/tombstonf.jsonl"
    yield Case("local_name_differs", assemble(edit(pieces, DATA, local_name=other)), "container.local_header")
    yield Case("local_size_differs", assemble(edit(pieces, DATA, local_size=3)), "container.local_header")
    yield Case("type_is_another", assemble(edit(pieces, names.MIMETYPE, data=b"application/zip")), "container.mimetype")
    yield Case("type_is_missing", assemble(pieces[1:]), "container.mimetype")
    many = [Piece(b"readable/%04d.txt" % number, b"") for number in range(900)]
    yield Case("too_many_files", assemble([*pieces, *many]), "size.too_many_files")


def _hidden(pieces: list[Piece]) -> bytes:
    """A whole local entry that the directory does not mention: `unzip` and scanners disagree about it."""
    stray = assemble([Piece(b"readable/evil.exe", b"MZ")])
    local = stray[: stray.index(b"PK\x01\x02")]
    return assemble(edit(pieces, DATA, after=local))


def _with(pieces: list[Piece], extra: Piece) -> list[Piece]:
    return [*pieces[:2], extra, *pieces[2:]]
