"""What no template may bring along: macros, active content, and anything that is fetched from elsewhere.

A document made from such a template would run or fetch on the customer's computer. Everything is told in one pass,
with the place: which slide, sheet or part, and what it leads to. Links that a reader clicks are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from plandocs.errors import PlanError, Problem
from plandocs.render.check import all_rules
from plandocs.render.check.view import View
from plandocs.render.package import Package, require_well_formed
from plandocs.render.relationships import rels_source

_MACRO = re.compile(r"macroEnabled|vbaProject|vbaData|macrosheet|intlMacrosheet|attachedToolbars", re.IGNORECASE)
_FETCHING = re.compile(r"spreadsheetml\.(connections|queryTable)\+xml")
_ACTIVE = re.compile(r"activeX|ms-office\.activeX", re.IGNORECASE)
_WHOLE = frozenset(
    (
        *("package-main-part", "package-part-type", "package-dangling-relationship", "package-unknown-relationship"),
        *("package-bad-xml", "drawing-size", "slides-layout", "slides-slide-id", "slides-master-id", "slides-list"),
        *("sheets-format-parts", "sheets-style-index", "sheets-shared-string"),
    )
)
"""The rules of the package checker that a template must keep before it is read."""
_HARMLESS = frozenset({"hyperlink"})
_KINDS = {
    "image": "a picture",
    "video": "a film",
    "audio": "a sound",
    "media": "a film or sound",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "externalLinkPath": "another workbook",
    "xlPathMissing": "another workbook",
    "externalLinkLong": "another workbook",
    "attachedTemplate": "another template",
    "slideMaster": "another presentation",
    "frame": "another document",
    "subDocument": "another document",
    "connections": "a data source",
}
_FIXES = {
    "image": "insert the picture into the file itself (Insert, Pictures) instead of linking to it",
    "externalLinkPath": "break the link: Data, Edit Links, Break Link",
    "xlPathMissing": "break the link: Data, Edit Links, Break Link",
    "oleObject": "break the link: File, Info, Edit Links to Files, Break Link",
    "attachedTemplate": "detach the template under Developer, Document Template",
}
_PLACES = (
    (re.compile(r"/ppt/slides/slide(\d+)\.xml"), "slide part {}"),
    (re.compile(r"/ppt/slideLayouts/slideLayout(\d+)\.xml"), "layout part {}"),
    (re.compile(r"/ppt/slideMasters/slideMaster(\d+)\.xml"), "slide master {}"),
    (re.compile(r"/xl/externalLinks/externalLink(\d+)\.xml"), "external link {}"),
)


def refuse_harm(package: Package) -> None:
    """Raise PlanError, with one problem for each find, when a template holds what no document may hold."""
    problems = [*_active(package), *_reaching_out(package)]
    if problems:
        raise PlanError(problems)
    for name, data in package.parts.items():
        if "/theme/" in name and name.endswith(".xml"):
            require_well_formed(data, path=package.name, part=name)


def refuse_damage(package: Package) -> None:
    """Raise PlanError, with all that is found, for a template that is not whole: parts, ids or numbers are missing.

    Office mends much of this when it opens and saves the file; reading it as it is would lose something.
    """
    view = View(package)
    found = [problem for rule in all_rules() if rule.id in _WHOLE for problem in rule.problems(view)]
    found = [problem for problem in found if problem.rule == "package-bad-xml"] or found
    if found:
        fix = "open the template in Office, let it repair the file, and save it again"
        raise PlanError(replace(problem, fix=problem.fix or fix) for problem in found)


def _active(package: Package) -> Iterator[Problem]:
    main = package.main_part()
    for name in sorted(package.parts):
        kind = package.content_type(name)
        if name == main and "macroEnabled" in kind:
            ending = "xlsx" if "excel" in kind or "sheet" in kind else "pptx"
            yield Problem(
                rule="template-macros",
                message="the template is a macro-enabled file: documents are made without macros",
                path=package.name,
                where=name,
                fix=f"save it as .{ending}, without macros",
            )
        elif _MACRO.search(kind):
            yield Problem(
                rule="template-macros",
                message=f"the template holds macros in {name}",
                path=package.name,
                where=name,
                fix="save it in the format without macros",
            )
        elif _FETCHING.search(kind):
            yield Problem(
                rule="template-external",
                message=f"the template fetches data from elsewhere: {name}",
                path=package.name,
                where=name,
                fix="remove the connection: Data, Queries & Connections, Delete",
            )
        elif _ACTIVE.search(kind):
            yield Problem(
                rule="template-active-content",
                message=f"the template holds an ActiveX control in {name}",
                path=package.name,
                where=name,
                fix="use a form control or a content control in its place",
            )


def _reaching_out(package: Package) -> Iterator[Problem]:
    """Yield a problem for each relationship that makes Office fetch something from outside the file."""
    for name in sorted(package.parts):
        if not name.endswith(".rels") or b"External" not in package.parts[name]:
            continue
        source = rels_source(name)
        for item in package.rels(source):
            kind = item.type.rpartition("/")[2]
            if not item.external or kind in _HARMLESS:
                continue
            place = place_of(source)
            what = _KINDS.get(kind, f"a {kind}")
            yield Problem(
                rule="template-external",
                message=f"{place} fetches {what} from outside the file: {item.target[:120]}",
                path=package.name,
                where=place,
                fix=_FIXES.get(kind, "put it into the file itself, or remove it"),
            )


def place_of(part: str) -> str:
    """Return how a person finds a part: the slide's or layout's number where there is one."""
    for pattern, words in _PLACES:
        found = pattern.fullmatch(part)
        if found:
            return words.format(found[1])
    return part
