"""Make the tables of advance widths that text is measured with.

In come font files that have the same widths as the fonts documents use (Liberation Sans for Arial, Caladea for
Cambria, Carlito for Calibri, Liberation Serif for Times New Roman); out go `render/metrics/*.json`: for regular and
bold, runs of code points with their advance widths in thousandths of an em. Needs fontTools and the fonts; run it
only to change what is covered:

    python templates/make/metrics.py
"""

from __future__ import annotations

import json
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path("/usr/share/fonts/truetype")
OUT = Path(__file__).resolve().parents[2] / "src/plandocs/render/metrics"

SOURCES = {
    "arial": ("Arial", "liberation2/LiberationSans-Regular.ttf", "liberation2/LiberationSans-Bold.ttf"),
    "cambria": ("Cambria", "crosextra/Caladea-Regular.ttf", "crosextra/Caladea-Bold.ttf"),
    "calibri": ("Calibri", "crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf"),
    "times": ("Times New Roman", "liberation2/LiberationSerif-Regular.ttf", "liberation2/LiberationSerif-Bold.ttf"),
}

COVERED = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended A and B
    (0x02B0, 0x02DD),  # modifier letters
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x04FF),  # Cyrillic
    (0x05D0, 0x05EA),  # Hebrew
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2010, 0x2044),  # punctuation
    (0x2070, 0x208E),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214E),  # letter-like signs
    (0x2150, 0x215F),  # fractions
    (0x2190, 0x2195),  # arrows
    (0x2200, 0x2265),  # mathematics
    (0x25A0, 0x25E6),  # shapes
    (0xFB01, 0xFB02),  # ligatures
)


def widths(path: Path) -> list[tuple[int, list[int]]]:
    """Return runs of consecutive code points: the first one and the widths from there on."""
    font = TTFont(path)
    per_em = font["head"].unitsPerEm
    glyphs = font.getBestCmap()
    advances = font["hmtx"].metrics
    runs: list[tuple[int, list[int]]] = []
    for first, last in COVERED:
        for point in range(first, last + 1):
            glyph = glyphs.get(point)
            if glyph is None:
                continue
            width = round(advances[glyph][0] * 1000 / per_em)
            if runs and runs[-1][0] + len(runs[-1][1]) == point:
                runs[-1][1].append(width)
            else:
                runs.append((point, [width]))
    return runs


def main() -> None:
    """Write one table for each family."""
    for name, (family, regular, bold) in SOURCES.items():
        table = {"family": family, "regular": widths(FONTS / regular), "bold": widths(FONTS / bold)}
        text = json.dumps(table, separators=(",", ":"))
        (OUT / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
