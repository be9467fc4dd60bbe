"""The brand's logo in place of the pictures named `brand:logo`, on masters and layouts.

The logo fits into the picture's box, keeps its proportions and stands at the box's left, or its right where the box
lies in the right half of the page. Without a logo the pictures go.
"""

from __future__ import annotations

from plandocs.brand.model import Brand, Logo
from plandocs.render.package import Package
from plandocs.render.powerpoint.layouts import A, P, R

NAME = "brand:logo"
ON_DARK = "brand:logo-on-dark"
_PICTURE = f"{P}pic"


def place_logos(package: Package, parts: list[str], brand: Brand) -> None:
    """Replace the logo pictures of layouts and masters. Each picture keeps its box."""
    for part in parts:
        if b'name="brand:logo' not in package.parts[part]:
            continue
        for picture in list(package.xml(part).iter(_PICTURE)):
            names = picture.find(f"{P}nvPicPr/{P}cNvPr")
            if names is None or names.get("name") not in (NAME, ON_DARK):
                continue
            logo = brand.logo_on_dark if names.get("name") == ON_DARK else brand.logo
            if logo is None:
                parent = picture.getparent()
                if parent is not None:
                    parent.remove(picture)
                continue
            names.set("descr", logo.name)
            _replace(package, part, picture, logo)


def _replace(package: Package, part: str, picture: object, logo: Logo) -> None:
    from lxml import etree

    assert isinstance(picture, etree._Element)
    blip = picture.find(f"{P}blipFill/{A}blip")
    offset, extent = picture.find(f"{P}spPr/{A}xfrm/{A}off"), picture.find(f"{P}spPr/{A}xfrm/{A}ext")
    if blip is None or offset is None or extent is None:
        return
    image = package.add_image(logo.data, folder="/ppt/media")
    rels = package.rels(part)
    old = blip.get(f"{R}embed", "")
    blip.set(f"{R}embed", rels.add("image", image))
    if old in rels and not any(item.get(f"{R}embed") == old for item in package.xml(part).iter(f"{A}blip")):
        rels.remove(old)
    crop = picture.find(f"{P}blipFill/{A}srcRect")
    if crop is not None:
        parent = crop.getparent()
        if parent is not None:
            parent.remove(crop)
    x, y = int(offset.get("x", "0")), int(offset.get("y", "0"))
    wide, high = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
    fit_wide, fit_high = logo.fit(wide, high)
    offset.set("y", str(y + (high - fit_high) // 2))
    if x > 12700 * 500:
        offset.set("x", str(x + wide - fit_wide))
    extent.set("cx", str(fit_wide))
    extent.set("cy", str(fit_high))
