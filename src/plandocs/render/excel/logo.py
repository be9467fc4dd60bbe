"""The brand's logo on a sheet: a picture that stands in the first rows and does not stretch with the cells."""

from __future__ import annotations

from plandocs.brand.model import Logo
from plandocs.render.package import Package
from plandocs.render.xmltext import escape_attribute

LOGO_NAME = "brand:logo"
_BOX_WIDTH, _BOX_HEIGHT = 150 * 9525, 44 * 9525
_INSET = 4 * 9525


def logo_anchor(package: Package, drawing: str, logo: Logo, column: int) -> str:
    """Add the logo's picture below a drawing's part and return the anchor at the top of a column, from 1."""
    image = package.add_image(logo.data, folder="/xl/media")
    identity = package.rels(drawing).add("image", image)
    wide, high = logo.fit(_BOX_WIDTH, _BOX_HEIGHT)
    return (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>{column - 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row>"
        f'<xdr:rowOff>{_INSET}</xdr:rowOff></xdr:from><xdr:ext cx="{wide}" cy="{high}"/><xdr:pic><xdr:nvPicPr>'
        f'<xdr:cNvPr id="2" name="{LOGO_NAME}" descr="{escape_attribute(logo.name)}"/>'
        '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{identity}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        f'<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
    )
