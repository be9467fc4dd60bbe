"""The order of elements inside properties: of paragraphs, runs, tables, rows, cells, sections and the settings.

Word reads them in one order. What stands elsewhere makes it call the file unreadable, or is passed over without a word.
Properties repeat a thousand times in a document and differ in a few dozen ways: the different ones are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from plandocs.render.check.view import NAMESPACES, View

_ORDERS = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
        imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
        fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
        headers cellIns cellDel cellMerge tcPrChange""",
    "trPr": "ins del trPrChange",
    "sectPr": """footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign
        noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange""",
    "settings": """writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
        displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts
        embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges
        bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors
        activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter
        stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting
        documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation
        consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle
        defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets
        drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
        displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin
        drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne
        strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema
        saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly
        useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults
        footnotePr endnotePr compat docVars rsids attachedSchema themeFontLang clrSchemeMapping
        doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType
        schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator""",
}
"""Children in the order of ECMA-376 part 1, 17. What is not listed stands before all that is: the headers of a section,
and the properties of a row, which have no order among themselves."""
_PREFIX = f"{{{NAMESPACES['w']}}}"
_RANKS = {
    f"{_PREFIX}{name}": {f"{_PREFIX}{child}": rank for rank, child in enumerate(text.split(), start=1)}
    for name, text in _ORDERS.items()
}
RUN = f"{_PREFIX}rPr"
_NAMES = ("pPr", "rPr", "tblPr", "tcPr", "trPr", "sectPr")
_NESTED = (b"PrChange", b"Fallback", b"<!")
"""Where one of these is in a part, properties of a kind may stand inside others of that kind."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_ROOT_ATTRIBUTES = re.compile(rb"<w:\w+((?:\s[^<>]*)?)>")


Misplaced = frozenset[tuple[str, str, str]]
"""The properties, the element in the wrong place, and what it stands behind."""


class Orders:
    """What stands in the wrong place in a document's parts, each looked at once for all rules."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: dict[str, Misplaced] = {}

    def misplaced(self, part: str) -> Misplaced:
        """Return what stands in the wrong place in a part; nothing in one that is not well formed."""
        if part not in self._found:
            self._found[part] = self._look(part)
        return self._found[part]

    def _look(self, part: str) -> Misplaced:
        data = self._view.package.parts[part]
        if self._view.package.is_shared(part):
            return _misplaced_in_template(data)
        if not any(sign in data for sign in _NESTED):
            found = _misplaced_in_blocks(data)
            if found is not None:
                return found
        root = self._view.root(part)
        return frozenset() if root is None else frozenset(_misplaced_in(root))


@lru_cache(maxsize=64)
def _misplaced_in_template(data: bytes) -> Misplaced:
    try:
        return frozenset(_misplaced_in(etree.fromstring(data, _PARSER)))
    except etree.XMLSyntaxError:
        return frozenset()  # told by the rule for well-formed parts


def _misplaced_in_blocks(data: bytes) -> Misplaced | None:
    root = _blocks(data)
    return None if root is None else frozenset(_misplaced_in(root))


def _blocks(data: bytes) -> etree._Element | None:
    """Return the different properties of a part below one root; None where the bytes do not tell where they end."""
    head = _ROOT_ATTRIBUTES.search(data)
    if head is None or b"<w:settings" in data or f'xmlns:w="{NAMESPACES["w"]}"'.encode() not in head[1]:
        return None
    found: set[bytes] = set()
    for name in _NAMES:
        start, end = f"<w:{name}>".encode(), f"</w:{name}>".encode()
        pieces = data.split(start)
        blocks = {piece[: piece.find(end)] for piece in pieces[1:]}
        found.update(start + block + end for block in blocks)
    xml = b"<w:all%s>%s</w:all>" % (head[1], b"".join(sorted(found)))
    try:
        return etree.fromstring(xml, _PARSER)
    except etree.XMLSyntaxError:
        return None


def _misplaced_in(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    for item in root.iter(*_RANKS):
        ranks = _RANKS[str(item.tag)]
        last, before = 0, ""
        for child in item:
            name = str(child.tag)
            if not name.startswith(_PREFIX):
                continue  # elements of later versions have places of their own
            rank = ranks.get(name, 0)
            if rank < last:
                yield str(item.tag), _short(name), _short(before)
            elif rank >= last:
                last, before = rank, name


def _short(name: str) -> str:
    return name.removeprefix(_PREFIX)
