"""What settings of the official form accept, and the marks that are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import letterhead as rules
from cultdip_desktop.domain.letterhead import Authority, DocumentType, Letterhead, Urgency
from cultdip_desktop.domain.secrecy import mark_in, require_open
from cultdip_desktop.domain.text import BiText, EnglishState


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("MẬT", "MẬT"),
        ("Mật", "MẬT"),
        ("(TỐI MẬT)", "TỐI MẬT"),
        ("Báo cáo – tuyệt mật", "TUYỆT MẬT"),
        ("TUYỆT-MẬT", "TUYỆT MẬT"),
        ("T Ố I   M Ậ T", "TỐI MẬT"),
        ("M\u200bẬT", "MẬT"),
        ("TO\u0302\u0301I MA\u0302\u0323T", "TỐI MẬT"),
        ("Đại sứ quán\nMẬT", "MẬT"),
        ("Độ mật: A", "MẬT"),
        ("Top secret", "TUYỆT MẬT"),
    ],
)
def test_a_degree_of_secrecy_is_refused_however_it_is_written(text: str, mark: str) -> None:
    assert mark_in(text) == mark
    with pytest.raises(UserError) as caught:
        require_open("Đại sứ quán", text)
    assert (caught.value.code, caught.value.params["mark"]) == ("letterhead.secrecy", mark)


@pytest.mark.parametrize(
    "text",
    ["CỤC BẢO MẬT", "Ban Cơ yếu", "bí mật nhà nước", "Trần Thị Mật", "KHẨN", "LƯU HÀNH NỘI BỘ", "mật ong", "Secretary"],
)
def test_words_that_only_look_like_a_degree_pass(text: str) -> None:
    assert mark_in(text) is None


@pytest.mark.parametrize(
    "name", [name for name in rules.LIMITS if name not in ("symbol", "unit_symbol", "drafter_mark")]
)
def test_no_text_of_the_form_takes_a_degree_of_secrecy_in_either_language(name: str) -> None:
    for text in (BiText("TỐI MẬT"), BiText("Đại sứ quán", "TOP SECRET")):
        with pytest.raises(UserError) as caught:
            rules.check(replace(Letterhead(), **{name: text}))
        assert caught.value.code == "letterhead.secrecy"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"symbol": "ĐSQ VH"}, "letterhead.symbol"),
        ({"symbol": "ĐSQ/VH"}, "letterhead.symbol"),
        ({"unit_symbol": "-"}, "letterhead.symbol"),
        ({"drafter_mark": "MẬT"}, "letterhead.secrecy"),
        ({"parent": BiText("ư" * 301)}, "letterhead.too_long"),
        ({"kept_copies": -1}, "letterhead.copies"),
        ({"authority": Authority.FOR_HEAD}, "letterhead.head_missing"),
    ],
)
def test_what_cannot_stand_in_a_document_is_refused(changed: dict[str, object], code: str) -> None:
    with pytest.raises(UserError) as caught:
        rules.check(replace(Letterhead(), **changed))  # type: ignore[arg-type]
    assert caught.value.code == code


def test_a_letterhead_comes_back_from_its_plain_form_and_foreign_fields_are_passed_over() -> None:
    one = Letterhead(
        agency=BiText("Đại sứ quán", "Embassy", EnglishState.STALE),
        symbol="ĐSQ",
        urgency=Urgency.EXPRESS,
        kept_copies=3,
    )
    plain = rules.to_plain(one)
    assert rules.from_plain(plain) == one
    assert rules.from_plain({**plain, "later": 1, "urgency": "whenever", "kept_copies": "3"}) == replace(
        one, urgency=Urgency.NONE, kept_copies=0
    )
    assert rules.from_plain("hỏng") == Letterhead()


def test_lists_lose_their_bullets_and_closing_marks() -> None:
    assert rules.entries("- Bộ Ngoại giao;\n\n+ Ban Chỉ đạo.\nUBND tỉnh Lào Cai") == (
        "Bộ Ngoại giao",
        "Ban Chỉ đạo",
        "UBND tỉnh Lào Cai",
    )


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("PGS.TS. Lê Hoàng Phúc", "Lê Hoàng Phúc"),
        ("ThS. Nguyễn Minh Hà", "Nguyễn Minh Hà"),
        ("Lê Hoàng Phúc", "Lê Hoàng Phúc"),
        ("Ts Bùi", "Ts Bùi"),
    ],
)
def test_a_signer_bears_no_academic_title(name: str, bare: str) -> None:
    assert rules.bare_name(name) == bare


def test_abbreviations_of_types_are_those_of_the_decree() -> None:
    assert {type_.value for type_ in DocumentType} >= {"BC", "KH", "CTr", "TTr", "TB", "BB"}
