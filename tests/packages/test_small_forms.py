"""The small strict forms that everything stands on: names, DER, manifest, `package.json`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cultdip_desktop.packages import der, manifest, names, package_codec
from cultdip_desktop.packages.contents import prepare
from cultdip_desktop.packages.manifest import FileDigest, ManifestError
from cultdip_desktop.packages.package import ChainLink
from cultdip_desktop.packages.package_codec import PackageJsonError
from tests.packages.world import World


@pytest.mark.parametrize(
    "name",
    ["package.json", "data/event.jsonl", "schema/1/event.schema.json", "readable/bao-cao_q3.pdf", "SHA256SUMS", "a0"],
)
def test_a_plain_name_may_stand_in_a_package(name: str) -> None:
    assert names.fault(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "/a",
        "a/",
        "a//b",
        "a/../b",
        "A",
        "a b",
        "ă",
        "a\n",
        "a.",
        "a./b",
        "-a",
        "a/-b",
        "a" * 161,
        "C:/a",
    ],
)
def test_a_dangerous_name_may_not(name: str) -> None:
    assert names.fault(name) == "name"


@pytest.mark.parametrize("name", ["con", "nul.txt", "data/aux", "com1.pdf", "readable/lpt9.x.y"])
def test_a_name_that_windows_keeps_for_itself_may_not(name: str) -> None:
    assert names.fault(name) == "reserved_name"


def test_the_order_of_files_is_the_layouts() -> None:
    shuffled = [names.SIGNATURE, "readable/a", names.SUMS, "media/x", "data/a", names.MANIFEST, "mimetype", "schema/1"]
    assert sorted([*shuffled, "package.json"], key=names.rank) == [
        "mimetype", "package.json", "data/a", "schema/1", "media/x", "readable/a", names.SUMS, names.MANIFEST,
        names.SIGNATURE,
    ]  # fmt: skip


def test_real_certificates_and_signatures_are_their_own_der_form(world: World) -> None:
    for value in (world.praha.certificate, *world.trust.revocation_lists, world.praha.sign(b"x", world.now)):
        assert der.reencode(value) == value


@pytest.mark.parametrize(
    ("loose", "strict"),
    [
        ("308100", "3000"),
        ("0202007f", "02017f"),
        ("0202ff80", "020180"),
        ("010101", "0101ff"),
        ("3106020102020101", "3106020101020102"),
        ("030204ff", "030204f0"),
    ],
)
def test_looser_encodings_have_one_strict_form(loose: str, strict: str) -> None:
    assert der.reencode(bytes.fromhex(loose)).hex() == strict


@pytest.mark.parametrize(
    "broken", ["", "30", "3080", "30800000", "020101ff", "3003020101ff", "1f8101", "0500ff", "0501ff"]
)
def test_what_is_not_even_loosely_encoded_is_refused(broken: str) -> None:
    with pytest.raises(der.DerError):
        der.reencode(bytes.fromhex(broken))


@given(st.binary(max_size=60))
def test_any_bytes_are_either_refused_or_have_one_form(data: bytes) -> None:
    try:
        once = der.reencode(data)
    except der.DerError:
        return
    assert der.reencode(once) == once


def test_deep_nesting_is_refused() -> None:
    value = b""
    for _ in range(40):
        value = b"\x30" + bytes([len(value)]) + value
    with pytest.raises(der.DerError):
        der.reencode(value)


@given(st.lists(st.sampled_from(["a", "b/c", "data/event.jsonl", "SHA256SUMS"]), unique=True))
def test_a_manifest_is_read_as_it_was_written(listed: list[str]) -> None:
    files = tuple(sorted((FileDigest(name, "ab" * 32) for name in listed), key=lambda file: file.name))
    assert manifest.read(manifest.write(files)) == files


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_manifest_with_any_other_byte_is_refused_or_means_something_else(at: int, byte: int) -> None:
    raw = manifest.write([FileDigest("a", "ab" * 32), FileDigest("b", "cd" * 32)])
    at %= len(raw)
    changed = raw[:at] + bytes([byte]) + raw[at + 1 :]
    if changed == raw:
        return
    try:
        read = manifest.read(changed)
    except ManifestError:
        return
    assert manifest.write(read) == changed


def test_a_description_is_read_as_it_was_written(world: World) -> None:
    info = prepare(world.contents()).info
    assert package_codec.decode(package_codec.encode(info)) == info


@pytest.mark.parametrize(
    "link",
    [ChainLink(1, 1, "ab" * 32), ChainLink(1, 2), ChainLink(0, 1), ChainLink(1, 0), ChainLink(1, 2, "AB" * 32)],
)
def test_an_impossible_place_in_the_chain_is_refused(world: World, link: ChainLink) -> None:
    info = prepare(world.contents()).info
    with pytest.raises(PackageJsonError) as caught:
        package_codec.encode(replace(info, header=replace(info.header, chain=link)))
    assert caught.value.field.startswith("chain.")


def test_a_new_numbering_may_name_the_last_known_package_or_none(world: World) -> None:
    for previous in (None, "ab" * 32):
        header = world.header(chain=ChainLink(2, 1, previous))
        assert prepare(world.contents(header=header)).info.chain.prev_manifest_sha256 == previous


@pytest.mark.parametrize("name", ["OrganId", "PageAmount"])
def test_documents_bear_the_names_of_the_decree_only(world: World, name: str) -> None:
    prepare(world.contents(header=world.header(document={name: "x"})))
    info = prepare(world.contents()).info
    with pytest.raises(PackageJsonError):
        package_codec.encode(replace(info, header=replace(info.header, document={name.lower(): "x"})))
