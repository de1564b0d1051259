"""Text from before Unicode: told from foreign languages, offered as a preview."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from cultdip_desktop.i18n.legacy import LegacyEncoding, encodings_of, repair, suspect
from cultdip_desktop.i18n.syllables import is_syllable
from tests.i18n.legacy_writer import tcvn3, vni

VIETNAMESE = """
Đêm hội Trung thu Praha 2026
Tuần phim Việt Nam tại Séc
Triển lãm tranh Đông Hồ và gốm Bát Tràng
Ngày hội ẩm thực
Lễ kỷ niệm 75 năm thiết lập quan hệ ngoại giao
Hội thảo về di sản UNESCO
Gặp gỡ doanh nghiệp
Lớp học tiếng Việt
Hà Nội
Ngoại giao văn hóa
Nguyễn Thúy Quỳnh, Đại sứ quán
Cộng hòa Séc
giếng nước, khuỷu tay nghiêng ngả, quyển truyện, hoặc uống rượu
thuở xưa, loạng choạng, boong tàu, gìn giữ, giặt, quạt máy, ngạch, khuya, ngoằn ngoèo
Quận đề nghị tổ chức thường niên; cần thêm phiên dịch, nguồn lực xã hội hóa.
""".strip().splitlines()

FOREIGN = {
    "French": """Fête nationale à l’Élysée : où va-t-on dîner ? Les élèves étudient le français à l'école près du château.
        Le musée Guimet présente « L’âme du Viêt Nam » jusqu’au 5 août. Ça va très bien, merci à tous. Thé et café offerts
        dès 17 h. Naïveté, maïs, Caïn, Noël, Saül et ambiguïté. Été à Genève, là où l'on goûte la pâte. À la une, déjà vu.""",
    "Czech": """Příliš žluťoučký kůň úpěl ďábelské ódy. Na náměstí bude velká slavnost. Velvyslanectví Vietnamu v Praze zve
        na výstavu. Já a ty máme rádi čaj. Má být krásný den. Dny vietnamské kultury v Brně. Co dělá ta paní?""",
    "German": """Die Ausstellung öffnet um fünf Uhr. Über den Fluß führt eine schöne Brücke. Grüße aus München, Käse, Öl.
        Häuser, Mäuse, Bäuerin, Säule, Räume. Müller, Böll, Öffnung, Tür zu. Küche aus Hanoi. Männer und Frauen.""",
    "Spanish": """El niño está aquí. ¿Dónde está el baño? Mañana habrá una función de música en el corazón de Málaga. Él sí
        sabe más que tú. Aún no sé qué día será. País, raíz, baúl, Raúl, Saúl, ataúd. Té y café. Cooperación económica.""",
    "Polish": """Zażółć gęślą jaźń. Kraków zaprasza na wystawę. Dzień dobry, jak się masz? Łódź i Poznań. Mój ogród, dół,
        góra, wróg. Stół bez nóg. Król i królowa. Wódka. Młodzież, ósmy. Róża.""",
    "Portuguese": """Não há pão na mesa. Ações de cooperação. São Paulo é bonito. Às três horas da manhã. Lições, leões, põe,
        mãe, avó, avô, você, está, país, saúde, Açaí. Lá vou eu. É bom. Até já. Exposição de cerâmica. Caí no chão.""",
    "Italian": "Più di così è già tardi. La città è bella. Perché no? Lunedì, martedì, gioventù. Là, qui, lì. È un'opera.",
    "Danish": "Ægte smørrebrød på åbent bord. Hør på mig. Tårn, København, Ærø, Møn, Fanø. Malmö, Åland. Göteborg är stor.",
    "signs": "5 µm · 20 °C · § 5 · 100 × 200 · ½ · ± 3 · © 2026 · ® · 12 m² · ¿Qué? ¡Hola! · Ba Lan · Lao · « Ba »",
}


def pieces(text: str) -> list[str]:
    """A text, each word of it, and each pair of neighbours: what cells of a table hold."""
    words = text.split()
    bare = [word.strip("«».,?!:;") for word in words]
    return [text, *words, *bare, *map(" ".join, pairwise(words))]


@pytest.mark.parametrize("text", VIETNAMESE)
@pytest.mark.parametrize(("write", "encoding"), [(tcvn3, LegacyEncoding.TCVN3), (vni, LegacyEncoding.VNI)])
def test_legacy_text_is_recognised_and_repaired_exactly(text, write, encoding) -> None:
    found = suspect(write(text))
    assert found is not None
    assert (found.encoding, found.after) == (encoding, text)


@pytest.mark.parametrize("text", VIETNAMESE)
def test_text_that_is_right_is_left_alone(text: str) -> None:
    assert suspect(text) is None
    assert suspect(unicodedata.normalize("NFD", text)) is None


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_raise_no_alarm(language: str) -> None:
    assert [found for piece in pieces(FOREIGN[language]) if (found := suspect(piece))] == []


def test_a_short_cell_follows_its_column() -> None:
    column = [tcvn3(text) for text in VIETNAMESE]
    assert suspect(tcvn3("Phở")) is None
    found = repair(tcvn3("Phở"), encodings_of(column))
    assert found is not None
    assert found.after == "Phở"


def test_a_foreign_cell_in_a_legacy_column_stays_as_it_is() -> None:
    encodings = encodings_of([vni(text) for text in VIETNAMESE])
    assert repair("Musée Guimet à Paris", encodings) is None
    assert repair("München", encodings) is None


def test_a_column_of_another_language_has_no_legacy_encoding() -> None:
    assert encodings_of(pieces(FOREIGN["French"])) == ()


def test_a_column_may_mix_both_encodings_and_unicode() -> None:
    column = [*map(tcvn3, VIETNAMESE), *map(vni, VIETNAMESE[:4]), *VIETNAMESE, "Praha", "Brno"]
    assert encodings_of(column) == (LegacyEncoding.TCVN3, LegacyEncoding.VNI)


@pytest.mark.parametrize("word", "hội nghiêng giếng gì quyển thúy hòa hoà khuya ngoằn rượu Đông thuở boong".split())
def test_a_syllable_is_one(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", "héi café über hoat́ Praha señor où nghà ka cếch hộc̣ straße".split())
def test_what_cannot_be_a_syllable_is_none(word: str) -> None:
    assert not is_syllable(word)
