"""The proof without our program, exactly as the guide prints it. A missing tool fails: the promise is checked here."""

from __future__ import annotations

import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.packages import pki
from cultdip_desktop.packages.trust import TrustStore
from tests.packages.world import World, make_world

OPENSSL = (
    "openssl cms -verify -binary -cades -inform DER -in META-INF/signature001.p7s "
    "-content META-INF/ASiCManifest001.xml -CAfile ../trust-with-crls.pem -crl_check_all -out /dev/null"
)
CERTTOOL = (
    "certtool --p7-verify --inder --infile META-INF/signature001.p7s "
    "--load-data META-INF/ASiCManifest001.xml --load-ca-certificate ../chain.pem"
)


@pytest.fixture(scope="module")
def today() -> World:
    """The tools look at the machine's own clock, so this world is made now."""
    return make_world(SystemClock().now() - timedelta(minutes=10))


@pytest.fixture
def unpacked(today: World, tmp_path: Path) -> Path:
    """A package, unzipped by `unzip`, with the trust files beside it."""
    today.write(tmp_path / "report.cdrp")
    today.trust.save(tmp_path)
    assert run("unzip -q report.cdrp -d p", tmp_path).returncode == 0
    return tmp_path / "p"


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one line; the tool must be there."""
    tool, *arguments = command.split()
    path = shutil.which(tool)
    assert path, f"{tool} is not installed: apt-get install unzip openssl gnutls-bin coreutils"
    return subprocess.run([path, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_sha256sum_confirms_every_file(unpacked: Path) -> None:
    done = run("sha256sum -c SHA256SUMS", unpacked)
    assert done.returncode == 0, done.stderr
    listed = {line.rpartition(":")[0] for line in done.stdout.splitlines()}
    present = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert present - listed == {
        "mimetype",
        "SHA256SUMS",
        "META-INF/ASiCManifest001.xml",
        "META-INF/signature001.p7s",
    }


def test_openssl_confirms_signature_chain_and_revocation(unpacked: Path) -> None:
    done = run(OPENSSL, unpacked)
    assert done.returncode == 0, done.stderr
    assert "CAdES Verification successful" in done.stderr


def test_certtool_confirms_the_signature(unpacked: Path) -> None:
    done = run(CERTTOOL, unpacked)
    assert done.returncode == 0, done.stderr
    assert "Signature status: ok" in done.stdout + done.stderr


def test_openssl_and_certtool_refuse_a_changed_manifest(unpacked: Path) -> None:
    manifest = unpacked / "META-INF" / "ASiCManifest001.xml"
    manifest.write_bytes(manifest.read_bytes().replace(b"package.json", b"Package.json"))
    assert run(OPENSSL, unpacked).returncode != 0
    assert run(CERTTOOL, unpacked).returncode != 0


def test_openssl_refuses_a_revoked_signer(today: World, unpacked: Path) -> None:
    today.with_revoked(today.praha).save(unpacked.parent)
    done = run(OPENSSL, unpacked)
    assert done.returncode != 0
    assert "certificate revoked" in done.stderr


def test_zip_tools_find_no_fault_in_the_container(today: World, tmp_path: Path) -> None:
    today.write(tmp_path / "report.cdrp")
    done = run("unzip -tq report.cdrp", tmp_path)
    assert done.returncode == 0, done.stdout
    assert "No errors detected" in done.stdout


def test_the_file_type_is_where_the_standard_wants_it(today: World, tmp_path: Path) -> None:
    data = today.write(tmp_path / "report.cdrp").file.read_bytes()
    assert data[30:38] == b"mimetype"
    assert data[38:69] == b"application/vnd.etsi.asic-e+zip"


def test_an_xml_parser_reads_the_manifest_as_the_standard_describes_it(unpacked: Path) -> None:
    asic, ds = "{http://uri.etsi.org/02918/v1.2.1#}", "{http://www.w3.org/2000/09/xmldsig#}"
    root = ElementTree.parse(unpacked / "META-INF" / "ASiCManifest001.xml").getroot()  # noqa: S314 - our own file
    assert root.tag == f"{asic}ASiCManifest"
    first, *objects = root
    assert first.get("URI") == "META-INF/signature001.p7s"
    for one in objects:
        assert one.tag == f"{asic}DataObjectReference"
        assert [child.tag for child in one] == [f"{ds}DigestMethod", f"{ds}DigestValue"]
        assert (unpacked / str(one.get("URI"))).is_file()


def test_openssl_reads_every_trust_file(today: World, tmp_path: Path) -> None:
    today.trust.save(tmp_path)
    assert run("openssl x509 -in root.pem -noout", tmp_path).returncode == 0
    assert run("openssl verify -CAfile root.pem chain.pem", tmp_path).returncode == 0
    assert run("openssl crl -in crls.pem -noout", tmp_path).returncode == 0
    assert TrustStore.load(tmp_path) == today.trust


def test_the_lists_that_we_make_are_good_for_180_days(today: World) -> None:
    until = today.trust.fresh_until()
    assert until is not None
    assert timedelta(days=179) < until - datetime.now(UTC) < timedelta(days=181)


def test_certtool_reads_an_office_certificate(today: World, tmp_path: Path) -> None:
    from cultdip_desktop.packages.certificates import to_pem

    (tmp_path / "office.pem").write_text(to_pem(today.praha.certificate), "utf-8")
    done = run("certtool --certificate-info --infile office.pem", tmp_path)
    assert "urn:cultdip:office:CZ-EMB" in done.stdout
    assert "Non repudiation" in done.stdout
    assert pki.OFFICE_YEARS == 2
    assert today.root.certificate.public_bytes(Encoding.DER) == today.trust.root
