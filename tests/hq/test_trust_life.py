"""The life of trust: hand-over, a key in other hands, a renewed authority, trust lists, the Government's certificates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period
from cultdip_desktop.hq.roster import RosterService
from cultdip_desktop.packages import certificates, pki
from cultdip_desktop.packages.pki import CertificateAuthority
from cultdip_desktop.packages.trust import lists_to_pem
from tests.offices import PASSPHRASE, Pair, ask, quick_keys, run

PIN = "hoa gạo tháng Ba"
PERIOD = Period.parse("2026-Q3")


@pytest.fixture
def centre(pair: Pair) -> Iterator[Office]:
    with quick_keys(), open_office(pair.headquarters, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def roster(centre: Office) -> RosterService:
    assert centre.roster is not None
    return centre.roster


@pytest.fixture
def mission_office(pair: Pair) -> Iterator[Office]:
    with quick_keys(), open_office(pair.mission, PASSPHRASE) as opened:
        yield opened


def refused(code: str, act: object) -> UserError:
    with pytest.raises(UserError) as caught:
        act()  # type: ignore[operator]
    assert caught.value.code == code
    return caught.value


def mission_serial(roster: RosterService) -> str:
    return next(row.serial for row in roster.issued() if row.office == "CZ-EMB")


def export(office: Office, out: Path, pin: str = PASSPHRASE) -> Path:
    return office.packages.export(PERIOD, out, pin, reason="Kỳ thử.").file


# Hand-over and renewal


def test_a_hand_over_ends_the_old_certificate_with_its_reason(
    pair: Pair, roster: RosterService, mission_office: Office, tmp_path: Path
) -> None:
    old = mission_serial(roster)
    on_its_way = export(mission_office, tmp_path / "trước.cdrp")
    key = mission_office.keys.hand_over(mission_office.keys.usable().id, "Phạm Thị Kế Nhiệm", PIN, at_once=False).key
    mission_office.keys.request(key.id, tmp_path / "mới.cdreq")
    roster.enrol(tmp_path / "mới.cdreq", tmp_path / "mới.cdrp", PASSPHRASE, replaces=[old])
    row = next(one for one in roster.issued() if one.serial == old)
    assert (row.status, row.reason, row.compromised_from) == ("revoked", "handed_over", None)
    mission_office.trust.install(tmp_path / "mới.cdrp")
    assert mission_office.keys.usable().id == key.id
    late = ask(pair.headquarters, "hq", "import", on_its_way, code=1)["files"][0]
    assert (late["outcome"], late["code"]) == ("refused", "revocation.revoked")


def test_the_list_says_why_a_certificate_ended(
    centre: Office, roster: RosterService, mission_office: Office, tmp_path: Path
) -> None:
    old = mission_serial(roster)
    key = mission_office.keys.create("Phạm Thị Kế Nhiệm", PIN)
    mission_office.keys.request(key.id, tmp_path / "mới.cdreq")
    roster.enrol(tmp_path / "mới.cdreq", tmp_path / "mới.cdrp", PASSPHRASE, replaces=[old])
    trust = centre.trust.store()
    assert trust is not None
    entries = [
        x509.load_der_x509_crl(der).get_revoked_certificate_by_serial_number(int(old, 16))
        for der in trust.revocation_lists
    ]
    entry = next(one for one in entries if one is not None)
    reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    assert reason is x509.ReasonFlags.cessation_of_operation


def test_another_offices_certificate_cannot_be_ended_by_a_request(
    centre: Office, roster: RosterService, mission_office: Office, tmp_path: Path
) -> None:
    own = next(row.serial for row in roster.issued() if row.office == "VN-MFA")
    key = mission_office.keys.create("Phạm Thị Kế Nhiệm", PIN)
    mission_office.keys.request(key.id, tmp_path / "mới.cdreq")
    before = roster.issued()
    act = lambda: roster.enrol(tmp_path / "mới.cdreq", tmp_path / "m.cdrp", PASSPHRASE, replaces=[own])  # noqa: E731
    refused("enrolment.other_office", act)
    assert roster.issued() == before
    assert not (tmp_path / "m.cdrp").exists()


def test_a_renewal_of_the_same_key_ends_nothing(roster: RosterService, mission_office: Office, tmp_path: Path) -> None:
    old = mission_serial(roster)
    mission_office.keys.request(mission_office.keys.usable().id, tmp_path / "again.cdreq")
    act = lambda: roster.enrol(tmp_path / "again.cdreq", tmp_path / "m.cdrp", PASSPHRASE, replaces=[old])  # noqa: E731
    refused("enrolment.same_key", act)
    roster.enrol(tmp_path / "again.cdreq", tmp_path / "m.cdrp", PASSPHRASE)
    installed = mission_office.trust.install(tmp_path / "m.cdrp")
    assert installed.key.certificate is not None
    assert next(row for row in roster.issued() if row.serial == old).status == "valid"


# A key in other hands


def test_what_was_entered_before_counts_and_what_comes_after_is_refused_by_its_own_code(
    pair: Pair, roster: RosterService, mission_office: Office, tmp_path: Path
) -> None:
    first = export(mission_office, tmp_path / "một.cdrp")
    assert ask(pair.headquarters, "hq", "import", first)["files"][0]["outcome"] == "imported"
    serial, stolen = mission_serial(roster), SystemClock().now() - timedelta(days=2)
    roster.revoke(serial, "Mất máy tính xách tay ở sân bay.", PASSPHRASE, compromised_from=stolen)
    second = mission_office.packages.export(
        Period.parse("2026-Q2"), tmp_path / "hai.cdrp", PASSPHRASE, reason="Kỳ thử."
    ).file
    answer = ask(pair.headquarters, "hq", "import", second, code=1)["files"][0]
    assert (answer["outcome"], answer["code"]) == ("refused", "certificate.compromised")
    assert ask(pair.headquarters, "hq", "import", first)["files"][0]["outcome"] == "already_imported"
    assert [row.seq for row in roster.to_review(serial)] == [1]
    listed = ask(pair.headquarters, "hq", "review", serial, code=1)["packages"]
    assert [row["office"] for row in listed] == ["CZ-EMB"]


def test_what_was_signed_before_the_key_was_lost_needs_no_review(
    pair: Pair, roster: RosterService, mission_office: Office, tmp_path: Path
) -> None:
    ask(pair.headquarters, "hq", "import", export(mission_office, tmp_path / "một.cdrp"))
    serial = mission_serial(roster)
    revoked = ask(
        pair.headquarters, "hq", "revoke", serial, "--reason", "Nghi lộ khóa.",
        "--compromised-from", SystemClock().now().isoformat(timespec="milliseconds"),
    )  # fmt: skip
    assert revoked["to_review"] == []
    assert ask(pair.headquarters, "hq", "review", serial)["packages"] == []


def test_the_day_of_a_loss_is_only_ever_moved_back(roster: RosterService) -> None:
    serial, now = mission_serial(roster), SystemClock().now()
    first = roster.revoke(serial, "Chuyển công tác.", PASSPHRASE)
    later = roster.revoke(serial, "Lộ khóa.", PASSPHRASE, compromised_from=now - timedelta(days=3))
    assert (later.revoked_at, later.reason) == (first.revoked_at, "Lộ khóa.")
    again = roster.revoke(serial, "Nhầm.", PASSPHRASE, compromised_from=now - timedelta(days=1))
    assert again == later
    back = roster.revoke(serial, "Sớm hơn.", PASSPHRASE, compromised_from=now - timedelta(days=9))
    assert back.compromised_from is not None
    assert back.compromised_from < now - timedelta(days=8)


def test_a_loss_in_the_future_is_refused(roster: RosterService) -> None:
    ahead = SystemClock().now() + timedelta(days=1)
    act = lambda: roster.revoke(mission_serial(roster), "?", PASSPHRASE, compromised_from=ahead)  # noqa: E731
    refused("enrolment.compromise_ahead", act)


def test_the_missions_own_key_stops_with_the_next_list(
    roster: RosterService, mission_office: Office, tmp_path: Path
) -> None:
    roster.revoke(mission_serial(roster), "Mất máy.", PASSPHRASE, compromised_from=SystemClock().now())
    roster.write_trust(tmp_path / "trust")
    mission_office.trust.update(tmp_path / "trust")
    refused("key.certificate_revoked", lambda: export(mission_office, tmp_path / "x.cdrp"))


# The authority itself


def test_after_a_renewal_of_the_issuing_certificate_old_and_new_ones_count(
    pair: Pair, roster: RosterService, mission_office: Office, tmp_path: Path
) -> None:
    before = export(mission_office, tmp_path / "trước.cdrp")
    ends = roster.authority().issuing.not_after
    assert roster.renew_issuing(PASSPHRASE) >= ends
    assert roster.authority().earlier == 1
    assert ask(pair.headquarters, "verify", before)["result"] == "valid"
    key = mission_office.keys.create("Phạm Thị Kế Nhiệm", PIN)
    mission_office.keys.request(key.id, tmp_path / "mới.cdreq")
    roster.enrol(tmp_path / "mới.cdreq", tmp_path / "mới.cdrp", PASSPHRASE)
    mission_office.trust.install(tmp_path / "mới.cdrp")
    after = mission_office.packages.export(
        Period.parse("2026-Q2"), tmp_path / "sau.cdrp", PIN, key_id=key.id, reason="Kỳ thử."
    )
    assert ask(pair.headquarters, "verify", after.file)["result"] == "valid"
    assert ask(pair.mission, "verify", before)["result"] == "valid"


def test_without_the_roots_key_the_issuing_certificate_stays(roster: RosterService, centre: Office) -> None:
    (centre.paths.authority / "root.key.json").rename(centre.paths.home / "két sắt.json")
    assert not roster.authority().root_key_here
    refused("authority.key_missing", lambda: roster.renew_issuing(PASSPHRASE))


def test_the_trust_list_is_signed_for_all_missions(pair: Pair, roster: RosterService, tmp_path: Path) -> None:
    answer = ask(pair.headquarters, "hq", "trust", "--out", tmp_path / "ra")
    (signed,) = [Path(row["file"]) for row in answer["files"] if row["file"].endswith(".cdrp")]
    verdict = ask(pair.mission, "verify", signed)
    assert (verdict["result"], verdict["kind"]) == ("valid", "trust")
    taken = run("receive", signed, "--home", pair.mission, "--json")
    assert taken.code == 0
    assert taken.json["files"][0]["outcome"] == "imported"
    only = ask(pair.headquarters, "hq", "trust", "--out", tmp_path / "tệp", "--files-only")
    assert not [row for row in only["files"] if row["file"].endswith(".cdrp")]


def test_the_time_stamp_authority_stamps_without_a_pin(centre: Office) -> None:
    assert centre.time_stamps is not None
    digest, now = "ab" * 32, SystemClock().now()
    token = centre.time_stamps.stamp(digest, now)
    assert centre.time_stamps.check(token, digest) == now.replace(microsecond=0)
    assert centre.time_stamps.check(token, "cd" * 32) is None
    assert centre.time_stamps.check("không phải", digest) is None
    facts = centre.time_stamps.facts()
    assert facts is not None
    assert facts.works


# The Government's certificates


class Government:
    """Another authority with a root, an issuing authority, and an officer's certificate on a token."""

    def __init__(self, folder: Path) -> None:
        self.now = SystemClock().now()
        self.root = pki.create_root("Ban Cơ yếu Chính phủ", self.now)
        self.issuing = pki.create_issuing(self.root, "Ban Cơ yếu Chính phủ", self.now)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.leaf = self._leaf()
        self.folder = folder

    def _leaf(self) -> x509.Certificate:
        name = x509.Name(
            [
                x509.NameAttribute(x509.NameOID.COUNTRY_NAME, "VN"),
                x509.NameAttribute(x509.NameOID.COMMON_NAME, "Vũ Thị Công Vụ"),
            ]
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.issuing.certificate.subject)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.now - timedelta(days=1))
            .not_valid_after(self.now + timedelta(days=700))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(pki._usage(signing=True), critical=True)
        )
        return builder.sign(self.issuing.key, pki.SHA256())

    def chain_file(self, *, lists: bool) -> Path:
        text = certificates.to_pem(self.root.der, self.issuing.der)
        if lists:
            text += lists_to_pem(tuple(self._list(one) for one in (self.root, self.issuing)))
        path = self.folder / ("gốc và thu hồi.pem" if lists else "gốc.pem")
        path.write_text(text, "utf-8")
        return path

    def certificate_file(self) -> Path:
        path = self.folder / "công vụ.cer"
        path.write_bytes(self.leaf.public_bytes(Encoding.DER))
        return path

    def p12(self) -> Path:
        path = self.folder / "công vụ.p12"
        chain = [self.issuing.certificate]
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"k", self.key, self.leaf, chain, BestAvailableEncryption(b"mat khau")
            )
        )
        return path

    def _list(self, one: CertificateAuthority) -> bytes:
        return pki.create_list(one, (), 1, self.now).public_bytes(Encoding.DER)


@pytest.fixture
def government(tmp_path: Path) -> Government:
    return Government(tmp_path)


def trust_root(office: Office, government: Government, *, lists: bool = True) -> None:
    file = government.chain_file(lists=lists)
    office.signing.roots.add(file, office.signing.roots.inspect(file).sha256)


def signed_by_government(office: Office, government: Government, out: Path) -> Path:
    info = office.keys.import_pkcs12(government.p12(), "mat khau", PIN)
    return office.packages.export(PERIOD, out, PIN, key_id=info.id, reason="Kỳ thử.").file


def assign(centre: Office, government: Government, office: str = "CZ-EMB") -> None:
    assert centre.signers is not None
    words = " ".join(centre.signers.inspect(government.certificate_file()).words)
    centre.signers.assign(government.certificate_file(), office, words)


def test_a_package_signed_in_the_governments_domain_is_taken_in(
    pair: Pair, centre: Office, mission_office: Office, government: Government, tmp_path: Path
) -> None:
    trust_root(mission_office, government)
    trust_root(centre, government)
    assign(centre, government)
    file = signed_by_government(mission_office, government, tmp_path / "q3.cdrp")
    verdict = centre.packages.verify(file)
    assert verdict.result.value == "valid"
    assert verdict.check("certificate").code == "certificate.domain"
    assert verdict.trust_domain.startswith("Ban Cơ yếu")
    assert ask(pair.headquarters, "hq", "import", file)["files"][0]["outcome"] == "imported"


def test_a_certificate_of_the_government_that_nobody_assigned_signs_for_no_office(
    pair: Pair, centre: Office, mission_office: Office, government: Government, tmp_path: Path
) -> None:
    trust_root(mission_office, government)
    trust_root(centre, government)
    file = signed_by_government(mission_office, government, tmp_path / "q3.cdrp")
    answer = ask(pair.headquarters, "hq", "import", file, code=1)["files"][0]
    assert (answer["outcome"], answer["code"]) == ("refused", "sender.unassigned")


def test_a_certificate_assigned_to_another_office_does_not_sign_for_this_one(
    centre: Office, mission_office: Office, government: Government, tmp_path: Path
) -> None:
    trust_root(mission_office, government)
    trust_root(centre, government)
    assign(centre, government, "FR-EMB")
    file = signed_by_government(mission_office, government, tmp_path / "q3.cdrp")
    assert centre.packages.verify(file).check("office").code == "sender.other"


def test_without_the_governments_lists_the_answer_is_unknown_and_nothing_enters(
    pair: Pair, centre: Office, mission_office: Office, government: Government, tmp_path: Path
) -> None:
    trust_root(mission_office, government, lists=False)
    trust_root(centre, government, lists=False)
    assign(centre, government)
    file = signed_by_government(mission_office, government, tmp_path / "q3.cdrp")
    assert centre.packages.verify(file).result.value == "unknown"
    answer = ask(pair.headquarters, "hq", "import", file, code=1)["files"][0]
    assert answer["outcome"] == "refused"
    assert answer["code"] == "revocation.missing"


def test_without_its_root_the_certificate_leads_nowhere(
    centre: Office, mission_office: Office, government: Government, tmp_path: Path
) -> None:
    trust_root(mission_office, government)
    file = signed_by_government(mission_office, government, tmp_path / "q3.cdrp")
    assert centre.packages.verify(file).check("certificate").code == "certificate.not_chained"


def test_what_was_removed_signs_no_more(
    centre: Office, mission_office: Office, government: Government, tmp_path: Path
) -> None:
    trust_root(mission_office, government)
    trust_root(centre, government)
    assign(centre, government)
    file = signed_by_government(mission_office, government, tmp_path / "q3.cdrp")
    assert centre.signers is not None
    (signer,) = centre.signers.list()
    refused("enrolment.reason_missing", lambda: centre.signers.remove(signer.fingerprint, " "))  # type: ignore[union-attr]
    centre.signers.remove(signer.fingerprint, "Đã chuyển công tác.")
    assert centre.packages.verify(file).check("office").code == "sender.unassigned"
    refused("signer.unknown", lambda: centre.signers.remove(signer.fingerprint, "nữa"))  # type: ignore[union-attr]


def test_other_words_assign_nothing(centre: Office, government: Government) -> None:
    trust_root(centre, government)
    assert centre.signers is not None
    service = centre.signers
    refused("signer.words_differ", lambda: service.assign(government.certificate_file(), "CZ-EMB", "sai hết"))
    refused("enrol.office_unknown", lambda: service.assign(government.certificate_file(), "XX-EMB", "sai"))
    assert service.list() == ()
    assign(centre, government)
    words = " ".join(service.inspect(government.certificate_file()).words)
    refused("signer.assigned", lambda: service.assign(government.certificate_file(), "FR-EMB", words))


def test_what_cannot_be_assigned_is_named(
    centre: Office, roster: RosterService, government: Government, tmp_path: Path
) -> None:
    assert centre.signers is not None
    service = centre.signers
    refused("signer.root_unknown", lambda: service.inspect(government.certificate_file()))
    (tmp_path / "thư.txt").write_text("Kính gửi", "utf-8")
    refused("signer.not_certificate", lambda: service.inspect(tmp_path / "thư.txt"))
    (tmp_path / "nhà.pem").write_text(next(row.pem for row in roster.issued() if row.office == "CZ-EMB"), "utf-8")
    refused("signer.own", lambda: service.inspect(tmp_path / "nhà.pem"))


def test_the_command_line_assigns_by_words(pair: Pair, centre: Office, government: Government) -> None:
    trust_root(centre, government)
    file = government.certificate_file()
    shown = ask(pair.headquarters, "hq", "signer", "add", file, "--office", "CZ-EMB", code=1)
    assert shown["assigned"] is False
    words = " ".join(shown["words"])
    assert ask(pair.headquarters, "hq", "signer", "add", file, "--office", "CZ-EMB", "--words", words)["assigned"]
    assert [row["office"] for row in ask(pair.headquarters, "hq", "signer", "list")["signers"]] == ["CZ-EMB"]
    assert len(ask(pair.headquarters, "hq", "root", "list")["roots"]) == 1
