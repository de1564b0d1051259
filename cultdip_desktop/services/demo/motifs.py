"""What the demo's pictures show, first half: festivals and the stage. Each motif varies with its dice."""

from __future__ import annotations

import math
import random

from cultdip_desktop.services.demo.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, mix


def lanterns(c: Canvas, rng: random.Random) -> None:
    """Lanterns over a crowd at dusk."""
    top, bottom = rng.choice((("night", "plum"), ("navy", "ember"), ("night", "violet")))
    c.gradient(top, bottom)
    for _ in range(36):
        c.ellipse(rng.uniform(0, WIDTH), rng.uniform(0, 500), 2.4, 2.4, mix(top, "cream", 0.6))
    if rng.random() < 0.6:
        x = rng.uniform(200, 1300)
        c.glow(x, 170, 210, "sun", 0.5)
        c.ellipse(x, 170, 82, 82, "cream")
    for y in (rng.uniform(60, 130), rng.uniform(260, 330)):
        sag = rng.uniform(60, 140)
        c.line([(x, y + sag * math.sin(math.pi * x / WIDTH)) for x in range(-20, WIDTH + 40, 30)], 4, "shadow")
        count = rng.randint(4, 6)
        for index in range(count):
            x = (index + 0.5 + rng.uniform(-0.25, 0.25)) * WIDTH / count
            _lantern(c, rng, x, y + sag * math.sin(math.pi * x / WIDTH) + 26, rng.uniform(52, 86))
    c.crowd(rng, 850, mix("night", "plum", 0.25), 1.1)
    c.crowd(rng, 915, "shadow", 1.45, 76)


def _lantern(c: Canvas, rng: random.Random, x: float, y: float, size: float) -> None:
    colour: Colour = rng.choice(("lantern", "gold", "amber", "pink", "flag"))
    middle = y + size
    c.glow(x, middle, size * 2.5, colour, 0.55)
    if rng.random() < 0.3:
        star(c, x, middle, size, colour)
        star(c, x, middle, size * 0.55, mix(colour, "cream", 0.5))
    else:
        c.ellipse(x, middle, size * 0.74, size, mix(colour, "wine", 0.18))
        c.ellipse(x, middle, size * 0.5, size, colour)
        c.ellipse(x, middle, size * 0.2, size, mix(colour, "cream", 0.4))
        c.rect(x - size * 0.3, y - 8, x + size * 0.3, y + 12, "bark", 4)
        c.rect(x - size * 0.3, middle + size - 12, x + size * 0.3, middle + size + 8, "bark", 4)
    c.line([(x, middle + size), (x, middle + size * 1.55)], 5, "gold")


def star(c: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    """A five-pointed star, one point upwards."""
    points: list[Point] = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.39
        angle = math.pi * (index / 5 - 0.5)
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    c.poly(points, colour)


def dragon(c: Canvas, rng: random.Random) -> None:
    """A dragon on poles above a cheering crowd."""
    c.gradient(*rng.choice((("sun", "ember"), ("sky", "peach"), ("peach", "amber"))))
    c.glow(rng.uniform(300, 1100), 260, 380, "cream", 0.6)
    for house in range(-60, WIDTH, 130):
        c.rect(house, rng.uniform(480, 610), house + 138, HEIGHT, mix("ember", "peach", rng.uniform(0.25, 0.5)))
    body: Colour = rng.choice(("flag", "lacquer", "jade", "amber"))
    belly: Colour = "gold" if body != "amber" else "cream"
    phase, swing = rng.uniform(0, 6.28), rng.uniform(90, 150)
    path = [(float(x), 440 + swing * math.sin(x / 190 + phase)) for x in range(-60, 1185, 6)]
    for index in range(14, len(path), 34):
        c.line([path[index], (path[index][0] + 14, 900)], 9, "bark")
    for x, y in path[::7]:
        c.poly([(x - 22, y - 48), (x + 22, y - 48), (x - 8, y - 98)], belly)
    c.line(path, 112, mix(body, "wine", 0.35))
    c.line(path, 96, body)
    for x, y in path[4::8]:
        c.ellipse(x, y, 15, 22, belly)
    _dragon_head(c, path[-1], body, belly)
    c.crowd(rng, 850, mix("bark", "ember", 0.2), 1.15)
    c.crowd(rng, 922, "shadow", 1.4, 74)


def _dragon_head(c: Canvas, at: Point, body: Colour, belly: Colour) -> None:
    x, y = at
    for index in range(7):
        angle = math.radians(110 + index * 24)
        c.line([(x + 30, y - 10), (x + 30 + 150 * math.cos(angle), y - 10 - 130 * math.sin(angle))], 26, belly)
    c.ellipse(x + 50, y - 14, 112, 96, body)
    c.poly([(x + 70, y - 66), (x + 262, y - 34), (x + 252, y + 8), (x + 90, y + 14)], body)
    c.poly([(x + 80, y + 34), (x + 232, y + 48), (x + 216, y + 84), (x + 60, y + 70)], mix(body, "wine", 0.25))
    c.poly([(x + 96, y + 12), (x + 244, y + 10), (x + 226, y + 48), (x + 96, y + 36)], "wine")
    for index in range(5):
        c.poly(
            [(x + 112 + index * 27, y + 10), (x + 136 + index * 27, y + 10), (x + 124 + index * 27, y + 32)], "cream"
        )
    c.line([(x + 40, y - 92), (x + 8, y - 172), (x - 34, y - 194)], 20, belly)
    c.ellipse(x + 84, y - 50, 34, 34, "cream")
    c.ellipse(x + 92, y - 48, 16, 16, "ink")
    c.ellipse(x + 250, y - 40, 22, 18, belly)
    c.line([(x + 250, y - 20), (x + 310, y + 34), (x + 330, y - 30)], 7, belly)


def puppets(c: Canvas, rng: random.Random) -> None:
    """Water puppets before the curtain of the water pavilion."""
    c.gradient("moss", "jade")
    c.rect(130, 120, 1370, 470, "wine")
    for fold in range(140, 1370, 26):
        c.line([(fold, 190), (fold, 470)], 5, mix("lacquer", "wine", 0.35))
    c.poly([(40, 140), (160, 40), (1340, 40), (1460, 140)], "lacquer")
    c.poly([(40, 140), (0, 92), (60, 104)], "lacquer")
    c.poly([(1460, 140), (1500, 92), (1440, 104)], "lacquer")
    for tile in range(100, 1430, 48):
        c.pie(tile, 140, 26, 0, 180, mix("lacquer", "amber", 0.35))
    for post in (130, 490, 1010, 1370):
        c.rect(post - 16, 140, post + 16, 480, "bark")
    c.gradient("water", "jade", 465, HEIGHT)
    for _ in range(70):
        x, y = rng.uniform(-40, WIDTH), rng.uniform(490, 990)
        c.line([(x, y), (x + rng.uniform(30, 120), y)], rng.uniform(3, 7), mix("wave", "foam", rng.random() * 0.5))
    count = rng.randint(3, 6)
    robes: list[Colour] = ["gold", "flag", "blue", "lime", "pink", "amber"]
    rng.shuffle(robes)
    for index in range(count):
        x = 1500 * (index + 0.5) / count + rng.uniform(-24, 24)
        _puppet(c, rng, x, rng.uniform(520, 640), robes[index])
    if rng.random() < 0.6:
        _water_dragon(c, rng)


def _puppet(c: Canvas, rng: random.Random, x: float, y: float, robe: Colour) -> None:
    c.ellipse(x, y + 64, 108, 16, "foam")
    lean = rng.uniform(-40, 40)
    c.line([(x - 50, y - 40), (x - 100, y - 110 + lean)], 24, robe)
    c.line([(x + 50, y - 40), (x + 100, y - 110 - lean)], 24, robe)
    c.poly([(x - 44, y - 74), (x + 44, y - 74), (x + 82, y + 62), (x - 82, y + 62)], robe)
    c.poly([(x - 20, y - 74), (x + 20, y - 74), (x, y + 10)], "cream")
    c.ellipse(x, y - 118, 52, 54, "skin")
    c.pie(x, y - 128, 56, 180, 360, "hair")
    c.ellipse(x - 42, y - 168, 15, 15, "hair")
    c.ellipse(x + 42, y - 168, 15, 15, "hair")
    for side in (-1, 1):
        c.ellipse(x + 18 * side, y - 116, 5, 7, "ink")
        c.ellipse(x + 30 * side, y - 98, 9, 6, "rose")
    c.pie(x, y - 100, 18, 10, 170, "flag")


def _water_dragon(c: Canvas, rng: random.Random) -> None:
    start, colour = rng.uniform(120, 820), rng.choice(("gold", "lime", "amber"))
    for index in range(4):
        x = start + index * 120
        c.pie(x, 900, 66, 180, 360, mix(colour, "soil", 0.12 * index))
        c.pie(x, 900, 28, 180, 360, "water")
        c.poly([(x - 20, 840), (x + 20, 840), (x - 6, 806)], "flag")
    c.ellipse(start + 490, 838, 62, 46, colour)
    c.ellipse(start + 505, 824, 12, 12, "ink")
    for index in range(5):
        c.line([(start + 545, 836), (start + 660 + index * 12, 770 + index * 30)], 5, "foam")


_ROBES: tuple[Colour, ...] = ("cream", "lacquer", "jade", "gold", "pink", "violet", "blue", "rose")


def ao_dai(c: Canvas, rng: random.Random) -> None:
    """Women in áo dài and conical hats."""
    backdrop = rng.choice((("blush", "cream"), ("sky", "mist"), ("celadon", "rice"), ("straw", "cream")))
    c.gradient(*backdrop)
    c.rect(0, 835, WIDTH, HEIGHT, mix(backdrop[0], "soil", 0.28))
    for _ in range(3):
        x = rng.uniform(80, 1420)
        c.ellipse(x, rng.uniform(140, 360), 140, 90, mix(backdrop[0], "white", 0.45))
    robes = rng.sample(_ROBES, k=rng.randint(3, 5))
    for index, robe in enumerate(robes):
        x = WIDTH * (index + 0.5) / len(robes) + rng.uniform(-22, 22)
        _woman(c, rng, x, 300 + rng.uniform(-22, 26), robe, hat=rng.random() < 0.75)


def _woman(c: Canvas, rng: random.Random, x: float, y: float, robe: Colour, *, hat: bool) -> None:
    dark = mix(robe, "shadow", 0.22)
    c.ellipse(x, 935, 120, 16, mix("soil", "shadow", 0.3))
    c.poly([(x - 46, y + 250), (x + 46, y + 250), (x + 62, 925), (x - 62, 925)], "white" if robe != "cream" else "rice")
    c.poly([(x - 50, y + 240), (x + 14, y + 240), (x + 40, 905), (x - 112, 915)], robe)
    c.poly([(x + 14, y + 240), (x + 50, y + 240), (x + 112, 912), (x + 56, 908)], dark)
    c.poly(
        [
            (x - 62, y + 92),
            (x + 62, y + 92),
            (x + 44, y + 190),
            (x + 52, y + 262),
            (x - 52, y + 262),
            (x - 44, y + 190),
        ],
        robe,
    )
    pose = rng.choice((-1, 1))
    c.line([(x - 54 * pose, y + 112), (x - 84 * pose, y + 210), (x - 62 * pose, y + 300)], 32, dark)
    c.line([(x + 54 * pose, y + 112), (x + 96 * pose, y + 196), (x + 34 * pose, y + 226)], 32, robe)
    c.ellipse(x + 30 * pose, y + 224, 17, 15, "skin")
    c.ellipse(x - 62 * pose, y + 310, 16, 18, "skin")
    c.rect(x - 18, y + 56, x + 18, y + 104, dark)
    c.ellipse(x, y + 4, 62, 74, "hair")
    c.poly([(x - 60, y), (x - 66, y + 150), (x - 36, y + 150), (x - 30, y + 20)], "hair")
    c.ellipse(x, y + 14, 44, 54, "skin")
    for side in (-1, 1):
        c.ellipse(x + 17 * side, y + 14, 4.5, 5, "ink")
        c.ellipse(x + 26 * side, y + 32, 8, 5, mix("skin", "rose", 0.6))
    c.pie(x, y + 34, 13, 15, 165, "flag")
    if hat:
        c.poly([(x - 132, y - 16), (x + 132, y - 16), (x, y - 118)], "straw")
        c.poly([(x, y - 118), (x + 132, y - 16), (x + 40, y - 16)], mix("straw", "wood", 0.22))
        c.line(
            [(x - 44, y - 10), (x - 20, y + 66), (x, y + 74), (x + 20, y + 66), (x + 44, y - 10)],
            5,
            rng.choice(("pink", "jade", "flag")),
        )
    else:
        c.ellipse(x, y - 56, 70, 22, mix(robe, "gold", 0.4))
        c.ellipse(x, y - 50, 48, 14, "hair")
    if rng.random() < 0.35:
        for index in range(3):
            c.ellipse(x - 80 + 26 * index, 620 + 70 * index, 16, 16, mix(robe, "gold", 0.55))


def stage(c: Canvas, rng: random.Random) -> None:
    """A choir on a stage under a banner with the golden star."""
    c.gradient("night", "plum")
    for side, colour in ((-1, "sun"), (1, "rose")):
        lamp = 750 + side * 640
        c.poly([(lamp, 0), (lamp + 40, 0), (750 - side * 60, 760), (750 - side * 360, 760)], mix("plum", colour, 0.22))
    c.rect(190, 90, 1310, 390, "flag", 6)
    star(c, 750, 236, 96, "star")
    for mark in (330, 980):
        c.rect(mark, 316, mark + 190, 332, mix("flag", "star", 0.6), 8)
    c.poly([(60, 780), (1440, 780), (1500, 905), (0, 905)], "wood")
    c.rect(0, 900, WIDTH, HEIGHT, "bark")
    for edge in (0, 1360):
        for fold in range(4):
            c.rect(edge + fold * 36, 0, edge + fold * 36 + 30, 830, mix("lacquer", "wine", 0.2 * (fold % 3)), 14)
    colours: list[Colour] = ["gold", "pink", "celadon", "cream", "lantern", "blue", "lime"]
    rng.shuffle(colours)
    count = rng.randint(5, 7)
    raised = rng.random() < 0.6
    for index in range(count):
        x = 750 + (index - (count - 1) / 2) * (1000 / count)
        _singer(c, x, 560 + rng.uniform(-14, 14), colours[index], raised=raised)
    c.crowd(rng, 905, "shadow", 1.35, 72)


def _singer(c: Canvas, x: float, y: float, robe: Colour, *, raised: bool) -> None:
    for side in (-1, 1):
        end = (x + 76 * side, y - 66) if raised else (x + 66 * side, y + 130)
        c.line([(x + 36 * side, y + 48), end], 24, robe)
        c.ellipse(end[0], end[1], 14, 14, "skin")
    c.poly([(x - 46, y + 26), (x + 46, y + 26), (x + 70, y + 268), (x - 70, y + 268)], robe)
    c.rect(x - 46, y + 120, x + 46, y + 138, mix(robe, "shadow", 0.4))
    c.ellipse(x, y - 20, 40, 44, "hair")
    c.ellipse(x, y - 10, 33, 38, "skin")
    c.ellipse(x, y + 8, 9, 10, "wine")
    c.poly([(x - 66, y - 36), (x + 66, y - 36), (x, y - 84)], "straw")


def bamboo(c: Canvas, rng: random.Random) -> None:
    """A musician at the bamboo xylophone t'rưng."""
    c.gradient(*rng.choice((("straw", "amber"), ("celadon", "moss"), ("dusk", "ember"))))
    for _ in range(9):
        x, lean = rng.uniform(0, WIDTH), rng.uniform(-50, 50)
        colour = mix("moss", "lime", rng.uniform(0.1, 0.6))
        c.line([(x, -20), (x + lean, 1010)], 30, colour)
        for joint in range(60, 1000, 150):
            at = x + lean * joint / 1000
            c.line([(at - 15, joint), (at + 15, joint)], 7, mix(colour, "ink", 0.35))
        for _ in range(4):
            y = rng.uniform(60, 620)
            c.poly([(x, y), (x + 90, y - 30), (x + 180, y + 20), (x + 80, y + 14)], mix(colour, "leaf", 0.5))
    c.ellipse(750, 945, 640, 70, mix("soil", "shadow", 0.35))
    robe = rng.choice(("lacquer", "navy", "wine", "jade"))
    x = 750 + rng.uniform(-60, 60)
    c.poly([(x - 110, 330), (x + 110, 330), (x + 150, 930), (x - 150, 930)], robe)
    for y in (390, 420, 450):
        c.line([(x - 108, y), (x + 108, y)], 9, rng.choice(("gold", "cream", "lime")))
    c.ellipse(x, 232, 80, 92, "hair")
    c.ellipse(x, 250, 66, 78, "skin2")
    c.rect(x - 78, 186, x + 78, 214, rng.choice(("gold", "flag", "cream")), 8)
    c.pie(x, 278, 24, 15, 165, "cream")
    for side in (-1, 1):
        c.ellipse(x + 24 * side, 244, 6, 7, "ink")
    for index in range(11):
        y, half = 520 + index * 34, 430 - index * 26
        c.line([(750 - half, y + 10), (750 + half, y - 12)], 25, mix("straw", "wood", 0.1 + 0.05 * (index % 4)))
        c.ellipse(750 - half, y + 10, 12, 12, "bark")
    for side in (-1, 1):
        hand = (x + side * rng.uniform(170, 250), rng.uniform(490, 560))
        c.line([(x + 100 * side, 370), (x + 225 * side, 450), hand], 44, mix(robe, "shadow", 0.15))
        c.ellipse(hand[0], hand[1], 26, 24, "skin2")
        c.line([hand, (hand[0] - side * 90, hand[1] + 70)], 9, "bark")
        c.ellipse(hand[0] - side * 90, hand[1] + 70, 17, 17, "cream")


def martial(c: Canvas, rng: random.Random) -> None:
    """Martial artists in blue, one of them kicking high."""
    c.gradient("mist", "sky")
    for window in range(60, WIDTH, 240):
        c.rect(window, 90, window + 150, 420, mix("sky", "white", 0.6), 6)
    c.gradient(rng.choice(("jade", "ember", "blue")), "navy", 700, HEIGHT)
    c.line([(0, 702), (WIDTH, 702)], 10, "cream")
    for x in (rng.uniform(130, 230), rng.uniform(1270, 1370)):
        _fighter(c, x, 390, 0.78, 1, kicking=False)
    _fighter(c, rng.uniform(500, 560), 330, 1.15, 1, kicking=True)
    _fighter(c, rng.uniform(960, 1010), 360, 1.1, -1, kicking=rng.random() < 0.3)


def _fighter(c: Canvas, x: float, y: float, size: float, face: int, *, kicking: bool) -> None:
    def at(dx: float, dy: float) -> Point:
        return x + dx * size * face, y + dy * size

    suit, belt = mix("blue", "sky", 0.25), "gold"
    foot = at(330, 40) if kicking else at(120, 480)
    c.ellipse(*at(20, 500), 150 * size, 18 * size, "navy")
    c.line([at(-10, 250), at(-60, 380), at(-70, 480)], 62 * size, mix(suit, "navy", 0.25))
    c.line([at(10, 250), at(150, 170) if kicking else at(110, 360), foot], 60 * size, suit)
    c.ellipse(*foot, 36 * size, 26 * size, "skin2")
    c.ellipse(*at(-66, 490), 38 * size, 20 * size, "skin2")
    c.line([at(0, 90), at(-6, 250)], 104 * size, suit)
    c.line([at(-52, 226), at(46, 226)], 22 * size, belt)
    c.line([at(-10, 230), at(-34, 310)], 14 * size, belt)
    c.line([at(20, 84), at(110, 140), at(150, 80)], 42 * size, suit)
    c.line([at(-20, 84), at(-100, 150), at(-50, 200)], 42 * size, mix(suit, "navy", 0.2))
    c.ellipse(*at(154, 72), 25 * size, 25 * size, "skin2")
    c.ellipse(*at(-46, 202), 25 * size, 25 * size, "skin2")
    c.ellipse(*at(4, -14), 54 * size, 58 * size, "hair")
    c.ellipse(*at(14, 0), 43 * size, 48 * size, "skin2")
    c.ellipse(*at(30, -4), 5 * size, 6 * size, "ink")
