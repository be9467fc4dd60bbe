"""A Word template opened, made safe and put into the brand, once for many documents."""

from __future__ import annotations

from functools import lru_cache

from plandocs.brand.model import Brand
from plandocs.errors import Problem
from plandocs.render.own_accents import keep_own_accents
from plandocs.render.package import Package
from plandocs.render.properties import own_properties
from plandocs.render.word import finish
from plandocs.render.word.safety import make_safe
from plandocs.render.word.theming import restyle, settle_lines

_ONE_PAGE = "word/status.docx"
"""Our template for a page that must stay one; a copy of it in a brand's folder is told by its properties."""


@lru_cache(maxsize=8)
def dressed_template(template: bytes, name: str, brand: Brand) -> tuple[Package, tuple[Problem, ...]]:
    """Return a template in the brand, to be copied, and what was left behind of it."""
    label = brand.template_label(name)
    package = Package.open(template, name=label)
    main = package.main_part()  # raises where there is none
    warnings = tuple(make_safe(package))
    if name in brand.own_templates:
        keep_own_accents(package)
    restyle(package, brand)
    if name == _ONE_PAGE and "paper" in own_properties(package):
        settle_lines(package, finish.styles_part(package, main, label), brand)
    package.flush()
    return package, warnings
