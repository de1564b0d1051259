"""What the demo's pictures show, second half: halls, tables, gardens and landscapes."""

from __future__ import annotations

import math
import random

from cultdip_desktop.services.demo.canvas import HEIGHT, WIDTH, Canvas, Colour, mix
from cultdip_desktop.services.demo.motifs import star


def calligraphy(c: Canvas, rng: random.Random) -> None:
    """Brush strokes on red paper."""
    c.gradient("cream", "straw")
    left = rng.uniform(430, 560)
    sheets = rng.choice((1, 2))
    for sheet in range(sheets):
        x = left + sheet * 380 - (190 if sheets == 2 else 0)
        c.rect(x + 14, 54, x + 344, 966, mix("straw", "soil", 0.45))
        c.rect(x, 40, x + 330, 950, "flag")
        for inset in (18, 28):
            c.line([(x + inset, 40 + inset), (x + 330 - inset, 40 + inset), (x + 330 - inset, 950 - inset),
                    (x + inset, 950 - inset), (x + inset, 40 + inset)], 3, "gold")  # fmt: skip
        for part in range(3):
            _strokes(c, rng, x + 165, 200 + part * 260)
        c.rect(x + 250, 850, x + 296, 900, mix("lacquer", "wine", 0.3), 4)
    c.ellipse(1250, 850, 150, 50, "ink")
    c.ellipse(1250, 836, 138, 42, "grey")
    c.ellipse(1250, 838, 108, 30, "ink")
    tip = rng.uniform(1180, 1230)
    c.line([(tip + 160, 300), (tip + 40, 680)], 26, "wood")
    c.line([(tip + 160, 300), (tip + 170, 268)], 14, "gold")
    c.poly([(tip + 24, 668), (tip + 62, 684), (tip + 6, 800)], "ink")


def _strokes(c: Canvas, rng: random.Random, x: float, y: float) -> None:
    for _ in range(rng.randint(4, 6)):
        dx, dy, bend = rng.uniform(-95, 60), rng.uniform(-80, 60), rng.uniform(-40, 40)
        end = (x + dx + rng.uniform(50, 120), y + dy + rng.uniform(-40, 90))
        points = [(x + dx + (end[0] - x - dx) * t / 8, y + dy + (end[1] - y - dy) * t / 8 + bend * math.sin(t / 8 * 3.14))
                  for t in range(9)]  # fmt: skip
        for index in range(8):
            c.line(points[index : index + 2], 30 - 2.6 * index, "ink")


def pho(c: Canvas, rng: random.Random) -> None:
    """A bowl of phở with chopsticks on a wooden table."""
    c.gradient("wood", "soil")
    for y in range(0, 1000, 125):
        c.line([(0, y), (WIDTH, y + rng.uniform(-12, 12))], 4, mix("soil", "bark", 0.5))
    x, y = 750 + rng.uniform(-90, 90), 520
    c.ellipse(x + 22, y + 60, 520, 372, mix("bark", "ink", 0.3))
    rim: Colour = rng.choice(("cream", "mist", "celadon"))
    c.ellipse(x, y, 500, 360, rim)
    for index in range(26):
        angle = index / 26 * 6.283
        c.ellipse(x + 474 * math.cos(angle), y + 338 * math.sin(angle), 15, 11, rng.choice(("blue", "navy")))
    c.ellipse(x, y + 6, 440, 306, mix(rim, "soil", 0.35))
    c.ellipse(x, y + 14, 428, 292, "broth")
    for _ in range(46):
        ax, ay, turn = x + rng.uniform(-270, 200), y + rng.uniform(-150, 180), rng.uniform(0.6, 1.6)
        c.line(
            [(ax + t * 14, ay + 26 * math.sin(t * turn)) for t in range(9)], 11, mix("noodle", "cream", rng.random())
        )
    for _ in range(rng.randint(6, 9)):
        ax, ay = x + rng.uniform(-230, 230), y + rng.uniform(-130, 150)
        c.ellipse(ax, ay, rng.uniform(64, 92), rng.uniform(34, 52), mix("beef", "rose", rng.random() * 0.35))
        c.line([(ax - 40, ay - 8), (ax + 40, ay + 6)], 5, "blush")
    for _ in range(46):
        c.ellipse(x + rng.uniform(-300, 300), y + rng.uniform(-190, 200), 15, 12, rng.choice(("leaf", "lime", "moss")))
    for _ in range(10):
        ax, ay = x + rng.uniform(-260, 260), y + rng.uniform(-160, 170)
        c.ellipse(ax, ay, 22, 18, "flag")
        c.ellipse(ax, ay, 11, 9, "cream")
    for shift in (0, 46):
        c.line([(1000 + shift, 40), (1460, 300 + shift)], 17, "bark")
    lime = rng.uniform(120, 190)
    c.ellipse(lime, 830, 96, 78, "leaf")
    c.ellipse(lime, 822, 82, 64, "lime")
    for index in range(6):
        c.line([(lime, 822), (lime + 70 * math.cos(index), 822 + 54 * math.sin(index))], 5, "cream")
    for index in range(3):
        c.line(
            [(x - 160 + index * 170 + 26 * math.sin(t / 3), 180 - t * 14) for t in range(10)],
            12,
            mix("wood", "cream", 0.35),
        )


def conference(c: Canvas, rng: random.Random) -> None:
    """A speaker and a panel before a screen."""
    c.gradient("mist", "steel")
    screen: Colour = rng.choice(("navy", "jade", "wine", "blue"))
    c.rect(300, 70, 1200, 440, "shadow", 8)
    c.rect(318, 86, 1182, 424, screen)
    star(c, 1060, 190, 62, "star")
    for index, width in enumerate((480, 400, 430, 300)):
        c.rect(
            380,
            150 + index * 60,
            380 + width * rng.uniform(0.7, 1),
            172 + index * 60,
            mix(screen, "cream", 0.85 if index == 0 else 0.5),
            10,
        )
    for pole in (150, 1350):
        c.rect(pole - 6, 150, pole + 6, 640, "bark")
        c.poly([(pole, 160), (pole + 110, 175), (pole + 96, 300), (pole, 330)], "flag")
        star(c, pole + 50, 238, 32, "star")
    for index in range(rng.randint(3, 5)):
        x = 470 + index * 190 + rng.uniform(-16, 16)
        suit = rng.choice(("navy", "shadow", "jade", "lacquer", "grey"))
        c.rect(x - 66, 540, x + 66, 720, suit, 40)
        c.poly([(x - 18, 540), (x + 18, 540), (x, 610)], "cream")
        c.ellipse(x, 488, 42, 48, "hair")
        c.ellipse(x, 500, 35, 40, rng.choice(("skin", "skin2")))
    c.rect(340, 640, 1380, 780, "wood", 6)
    c.rect(340, 640, 1380, 662, mix("wood", "cream", 0.3), 6)
    for x in range(400, 1380, 110):
        c.ellipse(x, 640, 24, 20, rng.choice(("pink", "gold", "leaf")))
    c.rect(140, 560, 280, 800, "soil", 6)
    c.ellipse(210, 440, 46, 52, "hair")
    c.ellipse(210, 452, 38, 43, "skin")
    c.rect(140, 500, 280, 600, rng.choice(("navy", "lacquer", "jade")), 40)
    c.line([(210, 560), (232, 520)], 7, "ink")
    c.crowd(rng, 850, mix("navy", "steel", 0.3), 1.2)
    c.crowd(rng, 930, "shadow", 1.5, 80)


def frames(c: Canvas, rng: random.Random) -> None:
    """Visitors before framed pictures."""
    wall: Colour = rng.choice(("rice", "mist", "blush", "celadon"))
    c.gradient(wall, mix(wall, "stone", 0.3))
    c.gradient("wood", "soil", 800, HEIGHT)
    c.rect(0, 786, WIDTH, 806, "cream")
    count = rng.randint(3, 4)
    for index in range(count):
        x, width = (index + 0.5) * WIDTH / count, WIDTH / count * 0.62
        top, bottom = 150 + rng.uniform(-30, 30), 560 + rng.uniform(-40, 40)
        c.poly(
            [(x - 30, 0), (x + 30, 0), (x + width * 0.8, bottom), (x - width * 0.8, bottom)], mix(wall, "white", 0.4)
        )
        c.rect(x - width / 2, top, x + width / 2, bottom, rng.choice(("bark", "ink", "gold")), 4)
        _painting(c, rng, x - width / 2 + 18, top + 18, x + width / 2 - 18, bottom - 18)
        c.rect(x - 44, bottom + 24, x + 44, bottom + 54, "white")
    for _ in range(rng.randint(3, 5)):
        x, height = rng.uniform(100, 1400), rng.uniform(560, 620)
        coat = rng.choice(("navy", "lacquer", "jade", "grey", "violet", "soil"))
        c.rect(x - 62, height + 50, x + 62, 960, coat, 46)
        c.ellipse(x, height, 44, 52, rng.choice(("hair", "wood", "straw", "shadow")))


def _painting(c: Canvas, rng: random.Random, x0: float, y0: float, x1: float, y1: float) -> None:
    kind, wide, high = rng.randint(0, 3), x1 - x0, y1 - y0
    c.rect(x0, y0, x1, y1, rng.choice(("sky", "peach", "straw", "celadon", "lacquer")))
    if kind == 0:
        c.ellipse(x0 + wide * 0.7, y0 + high * 0.3, wide * 0.12, wide * 0.12, "sun")
        for level, colour in ((0.55, "celadon"), (0.7, "jade"), (0.85, "moss")):
            c.poly([(x0, y1), (x0, y0 + high * level), (x0 + wide * 0.3, y0 + high * (level - 0.15)),
                    (x0 + wide * 0.6, y0 + high * level), (x1, y0 + high * (level - 0.1)), (x1, y1)], colour)  # fmt: skip
    elif kind == 1:
        c.ellipse(x0 + wide / 2, y0 + high * 0.46, wide * 0.24, high * 0.24, "skin")
        c.poly(
            [
                (x0 + wide * 0.12, y0 + high * 0.4),
                (x1 - wide * 0.12, y0 + high * 0.4),
                (x0 + wide / 2, y0 + high * 0.08),
            ],
            "straw",
        )
        c.pie(x0 + wide / 2, y1, min(wide, high) * 0.34, 180, 360, rng.choice(("jade", "flag", "violet")))
    elif kind == 2:
        for index in range(5):
            c.ellipse(
                x0 + wide * (0.2 + 0.15 * index),
                y0 + high * (0.35 + 0.1 * (index % 3)),
                wide * 0.1,
                wide * 0.1,
                rng.choice(("gold", "flag", "cream", "ink")),
            )
        c.line([(x0 + wide * 0.1, y0 + high * 0.8), (x1 - wide * 0.1, y0 + high * 0.75)], 12, "ink")
    else:
        c.rect(x0, y0 + high * 0.6, x1, y1, "water")
        c.poly(
            [
                (x0 + wide * 0.2, y0 + high * 0.7),
                (x0 + wide * 0.8, y0 + high * 0.7),
                (x0 + wide * 0.7, y0 + high * 0.8),
                (x0 + wide * 0.3, y0 + high * 0.8),
            ],
            "bark",
        )
        c.poly(
            [
                (x0 + wide * 0.5, y0 + high * 0.68),
                (x0 + wide * 0.5, y0 + high * 0.2),
                (x0 + wide * 0.8, y0 + high * 0.6),
            ],
            "amber",
        )


def lotus(c: Canvas, rng: random.Random) -> None:
    """Lotus flowers over their leaves."""
    top = rng.choice(("celadon", "sky", "peach"))
    c.gradient(top, "jade")
    c.glow(rng.uniform(300, 1200), 120, 420, "cream", 0.7)
    for _ in range(10):
        x, y = rng.uniform(0, WIDTH), rng.uniform(640, 980)
        wide = rng.uniform(110, 220)
        c.ellipse(x, y, wide, wide * 0.3, mix("moss", "leaf", rng.random() * 0.8))
        c.line([(x - wide * 0.7, y), (x + wide * 0.7, y)], 4, mix("leaf", "lime", 0.4))
    count = rng.randint(3, 5)
    for index in range(count):
        x = WIDTH * (index + 0.5) / count + rng.uniform(-60, 60)
        y, size = rng.uniform(330, 600), rng.uniform(0.75, 1.25)
        colour: Colour = rng.choice(("pink", "rose", "blush")) if rng.random() < 0.8 else "cream"
        c.line([(x, y + 40), (x + rng.uniform(-30, 30), 1010)], 13 * size, "moss")
        if rng.random() < 0.25:
            c.poly([(x - 44 * size, y + 50), (x, y - 110 * size), (x + 44 * size, y + 50)], colour)
            c.ellipse(x, y + 30 * size, 46 * size, 50 * size, colour)
        else:
            _bloom(c, x, y, size, colour)


def _bloom(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    for spread, height, shade in ((150, 46, 0.5), (104, 120, 0.3), (52, 162, 0.15)):
        for side in (-1, 1):
            tip = (x + side * spread * size, y - height * size)
            c.poly([(x, y + 60 * size), (x + side * spread * 0.15 * size, y - height * 0.2 * size), tip,
                    (x + side * spread * 1.0 * size, y - height * 0.1 * size + 12)], mix(colour, "white", shade))  # fmt: skip
    c.poly(
        [(x - 46 * size, y + 26 * size), (x, y - 178 * size), (x + 46 * size, y + 26 * size), (x, y + 66 * size)],
        colour,
    )
    c.ellipse(x, y + 40 * size, 52 * size, 26 * size, mix(colour, "lacquer", 0.25))
    c.ellipse(x, y + 30 * size, 24 * size, 12 * size, "gold")


def cinema(c: Canvas, rng: random.Random) -> None:
    """A film on the screen, seen from the seats."""
    c.gradient("ink", "night")
    c.glow(750, 380, 900, mix("navy", "sky", 0.5), 0.35)
    c.rect(180, 70, 1320, 640, "cream")
    _scene(c, rng)
    for side in (-1, 1):
        for fold in range(3):
            x = 750 + side * (660 + fold * 44)
            c.rect(x - 24, 0, x + 24, 760, mix("lacquer", "wine", 0.3 * fold), 18)
    for row, y in enumerate((760, 850, 940)):
        c.crowd(rng, y, mix("shadow", "ink", 0.35 * row), 1.1 + 0.25 * row, 84)


def _scene(c: Canvas, rng: random.Random) -> None:
    kind = rng.randint(0, 2)
    if kind == 0:
        c.rect(200, 90, 1300, 620, "sky")
        c.ellipse(rng.uniform(900, 1150), 220, 66, 66, "amber")
        for base, colour in ((470, "celadon"), (540, "jade"), (590, "moss")):
            c.poly(
                [
                    (200, 620),
                    (200, base),
                    (430, base - 120),
                    (640, base),
                    (900, base - 150),
                    (1100, base - 20),
                    (1300, base - 90),
                    (1300, 620),
                ],
                colour,
            )
    elif kind == 1:
        c.rect(200, 90, 1300, 620, "plum")
        c.ellipse(460, 320, 130, 150, "hair")
        c.ellipse(470, 344, 104, 124, "skin")
        c.ellipse(1010, 300, 140, 150, "hair")
        c.ellipse(1000, 328, 108, 124, "skin2")
        c.rect(320, 480, 620, 620, "jade", 60)
        c.rect(850, 470, 1170, 620, "amber", 60)
    else:
        c.rect(200, 90, 1300, 620, "straw")
        c.rect(200, 470, 1300, 620, "leaf")
        c.poly([(360, 420), (620, 260), (880, 420)], "brick")
        c.rect(410, 420, 830, 560, "soil")
        c.rect(580, 450, 660, 560, "ink")
        c.line([(1080, 560), (1060, 330)], 22, "wood")
        for angle in range(0, 360, 60):
            c.line([(1060, 330), (1060 + 120 * math.cos(angle), 330 + 70 * math.sin(angle))], 26, "moss")


def market(c: Canvas, rng: random.Random) -> None:
    """Stalls under striped awnings."""
    c.gradient("sky", "cream")
    for x in range(-40, WIDTH, 210):
        top = rng.uniform(140, 320)
        c.rect(x, top, x + 200, 700, mix(rng.choice(("peach", "straw", "blush", "mist")), "white", 0.25))
        c.poly([(x - 6, top), (x + 206, top), (x + 100, top - 90)], mix("brick", "peach", 0.35))
        for y in (top + 50, top + 150):
            c.rect(x + 40, y, x + 80, y + 60, "steel")
            c.rect(x + 120, y, x + 160, y + 60, "steel")
    c.gradient("stone", "grey", 840, HEIGHT)
    count = rng.randint(2, 3)
    for index in range(count):
        wide = WIDTH / count
        _stall(c, rng, wide * index + 24, wide * (index + 1) - 24)
    c.crowd(rng, 935, "shadow", 1.35, 150)


def _stall(c: Canvas, rng: random.Random, x0: float, x1: float) -> None:
    colour = rng.choice(("flag", "jade", "amber", "blue"))
    seller = (x0 + x1) / 2 + rng.uniform(-70, 70)
    c.rect(seller - 70, 520, seller + 70, 720, rng.choice(("violet", "lacquer", "navy", "leaf")), 46)
    c.ellipse(seller, 470, 48, 54, "skin")
    c.poly([(seller - 110, 452), (seller + 110, 452), (seller, 372)], "straw")
    stripes = 8
    for index in range(stripes):
        left, right = x0 + (x1 - x0) * index / stripes, x0 + (x1 - x0) * (index + 1) / stripes
        shade: Colour = colour if index % 2 == 0 else "cream"
        c.poly([(left + 14, 250), (right + 2, 250), (right, 350), (left, 350)], shade)
        c.pie((left + right) / 2, 350, (right - left) / 2, 0, 180, shade)
    for x in (x0 + 12, x1 - 12):
        c.rect(x - 8, 350, x + 8, 860, "bark")
    c.rect(x0, 670, x1, 860, "wood", 6)
    c.rect(x0, 660, x1, 690, mix("wood", "cream", 0.35), 6)
    fruits = rng.sample(("flag", "gold", "lime", "amber", "leaf", "pink"), k=4)
    for index, fruit in enumerate(fruits):
        x = x0 + (x1 - x0) * (index + 0.5) / 4
        for dx, dy in ((-34, 0), (0, 0), (34, 0), (-17, -30), (17, -30), (0, -58)):
            c.ellipse(x + dx, 648 + dy, 22, 22, mix(fruit, "cream", 0.12 if dx else 0))


def books(c: Canvas, rng: random.Random) -> None:
    """A stand of books with an open one in front."""
    c.gradient("rice", "straw")
    for row in range(3):
        y = 260 + row * 220
        x = 70.0
        while x < 1410:
            wide, high = rng.uniform(30, 64), rng.uniform(120, 176)
            colour = rng.choice(("lacquer", "jade", "navy", "gold", "violet", "amber", "celadon", "rose"))
            c.rect(x, y - high, x + wide, y, colour, 3)
            c.rect(x + wide * 0.25, y - high * 0.8, x + wide * 0.75, y - high * 0.62, mix(colour, "cream", 0.7))
            x += wide + (rng.uniform(40, 120) if rng.random() < 0.08 else 3)
        c.rect(40, y, 1460, y + 24, "wood")
    c.gradient("wood", "soil", 790, HEIGHT)
    x = 750 + rng.uniform(-160, 160)
    for side in (-1, 1):
        c.poly([(x, 760), (x + side * 330, 720), (x + side * 380, 930), (x, 965)], "lacquer")
        c.poly([(x, 740), (x + side * 310, 706), (x + side * 356, 900), (x, 940)], "cream")
        for line in range(5):
            c.line([(x + side * 40, 780 + line * 30), (x + side * (290 + line * 8), 752 + line * 28)], 6, "stone")
    c.poly([(x + 90, 770), (x + 210, 756), (x + 226, 830), (x + 100, 846)], "celadon")
    star(c, x + 156, 798, 26, "flag")


def kites(c: Canvas, rng: random.Random) -> None:
    """Kites above a green hill with children."""
    c.gradient(rng.choice(("blue", "wave", "sky")), "mist")
    for _ in range(5):
        x, y = rng.uniform(0, WIDTH), rng.uniform(60, 420)
        for dx, radius in ((-80, 44), (0, 66), (84, 48)):
            c.ellipse(x + dx, y, radius * 1.5, radius * 0.8, "white")
    c.ellipse(300, 1120, 900, 420, "lime")
    c.ellipse(1250, 1120, 860, 360, "leaf")
    for _ in range(rng.randint(3, 5)):
        x, y = rng.uniform(180, 1320), rng.uniform(120, 430)
        child = rng.uniform(150, 1350)
        colour = rng.choice(("flag", "gold", "violet", "amber", "jade", "pink"))
        c.line([(x, y + 90), ((x + child) / 2 + 60, 620), (child + 30, 770)], 3, "grey")
        c.poly([(x, y - 110), (x + 92, y), (x, y + 110), (x - 92, y)], colour)
        c.poly([(x, y - 110), (x + 92, y), (x, y)], mix(colour, "white", 0.4))
        c.poly([(x, y + 110), (x - 92, y), (x, y)], mix(colour, "white", 0.25))
        c.line([(x + 16 * math.sin(t), y + 110 + t * 22) for t in range(8)], 8, mix(colour, "shadow", 0.2))
        shirt = rng.choice(("flag", "gold", "blue", "violet", "cream"))
        c.line([(child, 800), (child + 34, 768)], 16, "skin")
        c.rect(child - 30, 790, child + 30, 880, shirt, 18)
        for side in (-1, 1):
            c.line([(child + 14 * side, 875), (child + 20 * side, 935)], 18, "navy")
        c.ellipse(child, 752, 34, 38, "hair")
        c.ellipse(child, 762, 28, 31, "skin")


def tet(c: Canvas, rng: random.Random) -> None:
    """Peach blossom and bánh chưng for the new year."""
    c.gradient(rng.choice(("lacquer", "flag", "wine")), "amber")
    c.glow(750, 380, 700, "sun", 0.35)
    for _ in range(rng.randint(4, 6)):
        x, y = rng.uniform(-40, 500), rng.uniform(480, 720)
        points = [(x, y)]
        for _ in range(9):
            x, y = x + rng.uniform(50, 130), y - rng.uniform(10, 80)
            points.append((x, y))
        c.line(points, rng.uniform(9, 17), "bark")
        for px, py in points[1:]:
            for _ in range(2):
                _blossom(c, px + rng.uniform(-46, 46), py + rng.uniform(-46, 46), rng.uniform(16, 30))
    c.ellipse(750, 900, 700, 130, mix("bark", "wood", 0.5))
    count = rng.randint(2, 4)
    for index in range(count):
        x = 750 + (index - (count - 1) / 2) * 290
        _cake(c, x, 790 + rng.uniform(-16, 16))
    if rng.random() < 0.6:
        for x in (110, 1390):
            c.rect(x - 70, 60, x + 70, 620, "flag", 6)
            for y in (160, 300, 440, 560):
                c.ellipse(x, y, 36, 36, "gold")


def _blossom(c: Canvas, x: float, y: float, size: float) -> None:
    for petal in range(5):
        angle = petal * 1.2566
        c.ellipse(x + size * 0.8 * math.cos(angle), y + size * 0.8 * math.sin(angle), size * 0.62, size * 0.62, "rose")
    c.ellipse(x, y, size * 0.4, size * 0.4, "gold")


def _cake(c: Canvas, x: float, y: float) -> None:
    c.poly([(x - 130, y - 70), (x + 80, y - 96), (x + 134, y - 40), (x - 76, y - 10)], "leaf")
    c.poly([(x - 130, y - 70), (x - 76, y - 10), (x - 76, y + 110), (x - 130, y + 44)], "moss")
    c.poly([(x - 76, y - 10), (x + 134, y - 40), (x + 134, y + 74), (x - 76, y + 110)], mix("leaf", "moss", 0.5))
    for share in (0.33, 0.66):
        left, top = x - 76 + 210 * share, y - 10 - 30 * share
        c.line([(left - 54, top - 60), (left, top), (left, top + 116)], 7, "straw")
    c.line([(x - 104, y - 40), (x + 106, y - 68)], 7, "straw")
    c.line([(x - 76, y + 50), (x + 134, y + 16)], 7, "straw")


def terraces(c: Canvas, rng: random.Random) -> None:
    """Rice terraces under mountains."""
    c.gradient(rng.choice(("sky", "peach", "dusk")), "cream", 0, 520)
    c.glow(rng.uniform(300, 1200), 210, 300, "sun", 0.8)
    for base, colour in ((430, mix("steel", "violet", 0.3)), (500, mix("jade", "steel", 0.4))):
        points = [(0.0, 700.0)]
        points += [(float(x), base - rng.uniform(20, 190)) for x in range(0, 1600, 190)]
        c.poly([*points, (1520, 700)], colour)
    ripe = rng.random() < 0.5
    light: Colour = "gold" if ripe else "lime"
    phase = rng.uniform(0, 6)
    for step in range(13):
        y = 470 + step * 44
        edge = [
            (float(x), y + (26 + step * 3) * math.sin(x / (210 - step * 4) + phase + step * 0.35))
            for x in range(-20, 1540, 20)
        ]
        c.poly([*edge, (1540, 1040), (-20, 1040)], mix("moss", "leaf", 0.06 * step))
        lifted = [(x, py + 13) for x, py in edge]
        c.poly([*lifted, (1540, 1040), (-20, 1040)], mix(light, "leaf", 0.1 + 0.55 * ((step * 7) % 5) / 5))
    x, y = rng.uniform(280, 1150), 700
    c.poly([(x - 110, y), (x, y - 96), (x + 110, y)], "wood")
    c.rect(x - 78, y, x + 78, y + 76, "soil")
    c.rect(x - 18, y + 18, x + 18, y + 76, "ink")
    walker = x + rng.uniform(180, 300)
    c.rect(walker - 18, y + 60, walker + 18, y + 150, rng.choice(("navy", "lacquer", "violet")), 10)
    c.poly([(walker - 46, y + 52), (walker + 46, y + 52), (walker, y + 12)], "straw")
