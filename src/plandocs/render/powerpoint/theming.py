"""A brand put on a PowerPoint template: themes, and the roles that a theme has no slot for.

The latter are found on masters and layouts by the literals that our templates draw them with, as in Word.
"""

from __future__ import annotations

import re

from plandocs.brand.model import Brand
from plandocs.brand.theme import TEMPLATE_LITERALS, restyle_parts
from plandocs.render.package import Package

_LITERAL = re.compile(rb'(<a:srgbClr val=")(' + "|".join(TEMPLATE_LITERALS).encode() + rb')(")')
_PAGES = ("/ppt/slideMasters/", "/ppt/slideLayouts/", "/ppt/notesMasters/")


def restyle(package: Package, brand: Brand) -> None:
    """Set every theme of a package, and the literals of its masters and layouts, to the brand's colours and fonts."""
    for name, data in restyle_parts(package.parts, brand).items():
        package.set_part(name, data)
    for name, data in package.parts.items():
        if name.startswith(_PAGES) and name.endswith(".xml"):
            package.set_part(name, _LITERAL.sub(lambda found: _of_role(found, brand), data))


def _of_role(found: re.Match[bytes], brand: Brand) -> bytes:
    color = brand.colors[TEMPLATE_LITERALS[found[2].decode()]]
    return found[1] + color.encode() + found[3]
