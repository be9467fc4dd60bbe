"""Draws the PNG beside every logo's SVG, with rsvg-convert (package librsvg2-bin). Run it after changing an SVG.

Needs the fonts Liberation Sans and Caladea, or the ones they stand for: Arial and Cambria.
"""

import subprocess
from pathlib import Path

HEIGHT_PX = 300


def main() -> None:
    """Draw every `logo*.svg` in the folders beside this script."""
    sources = sorted(Path(__file__).parent.glob("*/logo*.svg"))
    if not sources:
        raise SystemExit("no logo*.svg found beside this script")
    for source in sources:
        target = source.with_suffix(".png")
        subprocess.run(["rsvg-convert", "-h", str(HEIGHT_PX), "-o", str(target), str(source)], check=True)
        print(target)


if __name__ == "__main__":
    main()
