"""Names of countries, zones and currencies."""

import json
import unicodedata

import pytest

from cultdip_desktop.core.paths import resources
from cultdip_desktop.i18n import country
from cultdip_desktop.i18n.words import Words

VI, EN = Words("vi"), Words("en")


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("CZ", "Cộng hòa Séc", "Czech Republic"),
        ("VN", "Việt Nam", "Viet Nam"),
        ("KR", "Hàn Quốc", "Republic of Korea"),
        ("KP", "Triều Tiên", "DPR Korea"),
        ("FR", "Pháp", "France"),
        ("ZZZ", "ZZZ", "ZZZ"),
    ],
)
def test_the_ministrys_names_go_before_those_of_cldr(code: str, vietnamese: str, english: str) -> None:
    assert (country.country(VI, code), country.country(EN, code)) == (vietnamese, english)


def test_every_country_of_the_list_of_missions_has_a_name() -> None:
    missions = json.loads((resources() / "missions" / "missions.json").read_text("utf-8"))["missions"]
    listed = dict(country.countries(VI))
    assert {mission["country"] for mission in missions} <= listed.keys()
    assert all(name != code and unicodedata.is_normalized("NFC", name) for code, name in listed.items())


def test_countries_are_listed_in_vietnamese_order_without_groupings() -> None:
    names = [name for _code, name in country.countries(VI)]
    assert names.index("Đan Mạch") > names.index("Cộng hòa Séc")
    assert names.index("Áo") < names.index("Bỉ") < names.index("Đức") < names.index("Ý" if "Ý" in names else "Italy")
    assert not {"EU", "UN", "ZZ", "XA"} & {code for code, _name in country.countries(VI)}


def test_zones_are_called_after_their_cities() -> None:
    assert country.city_of_zone(VI, "Europe/Prague") == "Praha"
    assert country.city_of_zone(EN, "Europe/Prague") == "Prague"
    assert country.city_of_zone(VI, country.HANOI) == "Hà Nội"
    assert country.city_of_zone(VI, "Mars/Olympus_Mons") == "Olympus Mons"


def test_currencies_have_labels() -> None:
    assert country.currency_label(VI, "CZK") == "CZK – Koruna Séc"
    assert country.currency_label(EN, "EUR") == "EUR – Euro"
    assert country.currency_label(VI, "QQQ") == "QQQ"
