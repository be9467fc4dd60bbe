"""The doctor for PowerPoint templates: layouts, placeholders and their room, and how a deck of every kind comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plandocs.brand.model import Brand
from plandocs.content.document import Deck
from plandocs.errors import PlanError, Problem, did_you_mean, has_errors
from plandocs.render.doctor import common
from plandocs.render.doctor.powerpoint_look import look
from plandocs.render.package import Package
from plandocs.render.powerpoint import render_deck
from plandocs.render.powerpoint.choosing import choose_layouts
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.layout_check import check_layout
from plandocs.render.powerpoint.layouts import Layout, Layouts, read_layouts, title_size

LEAST_BODY = (6.0, 2.5)
"""Width and height in inches below which a slide's content does not fit in readable sizes."""
LEAST_TITLE_LINES = 2
_POINTS_PER_INCH = 72.0
_TITLE_LEADING = 1.2
_SMALLEST_TITLE = 24.0
_COLORS = re.compile(r"#\w{6} on #\w{6}")
_SLIDE = re.compile(r"^slide (\d+), (.*)$", re.DOTALL)


def check_powerpoint(name: str, brand: Brand, deck: Deck, kinds: frozenset[str]) -> list[Problem]:
    """Return everything there is to say about a PowerPoint template of a brand."""
    label, data = brand.template_label(name), brand.template(name)
    own = name in brand.own_templates
    found: list[Problem] = []
    try:
        package = Package.open(data, name=label)
        layouts = read_layouts(package, package.main_part(), label)
    except PlanError as error:
        return list(error.problems)
    all_kinds = kinds | {slide.kind for slide in deck.slides}
    found += _map(brand, all_kinds, label)
    serving, missing = _serving(layouts, brand, sorted(all_kinds))
    found += missing
    if own:
        named = places(package, layouts)
        found += common.package_faults(package, label, named)
        found += common.code_and_links(package, label, named)
        found += look(package, [layout for layout, _ in serving.values()], brand, label, named)
        for layout, served in serving.values():
            found += _room(layout, served, label)
    if not has_errors(found):
        told = {pair for item in found for pair in _COLORS.findall(item.message)}
        built = _built(deck, brand, data, label, own=own)
        # What the layout's own colours are told of already is not told again of each slide.
        found += [item for item in built if not told & set(_COLORS.findall(item.message))]
    return common.in_order(found)


def places(package: Package, layouts: Layouts) -> dict[str, str]:
    """Return what a reader calls the parts of a presentation."""
    main = package.main_part()
    named = {main: "the presentation", "/": "the file"} | {item.part: f"layout '{item.name}'" for item in layouts.items}
    for number, item in enumerate(package.rels(main).find_all("slideMaster"), start=1):
        named[package.rels(main).target(item.id)] = f"slide master {number}"
    for item in package.rels(main).find_all("notesMaster"):
        named[package.rels(main).target(item.id)] = "the notes master"
    for number, item in enumerate(package.rels(main).find_all("slide"), start=1):
        named[package.rels(main).target(item.id)] = f"the template's slide {number}"
    return named


def _map(brand: Brand, kinds: frozenset[str], label: str) -> Iterator[Problem]:
    """Yield entries of the brand's layout map for kinds of slide that there are not."""
    for kind in brand.layouts:
        if kind not in kinds:
            message = f"layouts: {{{kind}: …}} serves nothing: there are no '{kind}' slides"
            fix = did_you_mean(kind, kinds) or f"kinds are {', '.join(sorted(kinds))}"
            yield common.problem("unknown-slide-kind", message, label, f"layouts.{kind}", fix=fix)


def _serving(
    layouts: Layouts, brand: Brand, kinds: Sequence[str]
) -> tuple[dict[str, tuple[Layout, list[str]]], list[Problem]]:
    """Return the layouts that serve slides, each with their kinds, and which kinds have none."""
    serving: dict[str, tuple[Layout, list[str]]] = {}
    missing: list[Problem] = []
    try:
        choose_layouts(kinds, layouts, brand.layouts)
    except PlanError as error:
        missing += error.problems
    for kind in kinds:
        try:
            layout = choose_layouts([kind], layouts, brand.layouts)[kind]
        except PlanError:
            continue  # told above, with all others of its kind
        serving.setdefault(layout.part, (layout, []))[1].append(kind)
    return serving, missing


def _room(layout: Layout, kinds: list[str], label: str) -> Iterator[Problem]:
    """Yield placeholders that are missing on a layout, and those too small for what goes into them."""
    where, used = f"layout '{layout.name}'", f"(it serves {', '.join(kinds)} slides)"
    title = layout.title()
    if title is None:
        message = f"the layout has no title placeholder {used}; it has {_listed(layout)}"
        fix = "in PowerPoint: View, Slide Master, Insert Placeholder; or map the slides to another layout"
        yield common.problem("missing-placeholder", message, label, where, fix=fix, severity="error")
    else:
        size = min(title_size(title), _SMALLEST_TITLE)
        need = LEAST_TITLE_LINES * size * _TITLE_LEADING
        if title.box.h + 1 < need and not {"cover", "section"} & set(kinds):
            message = (
                f"the title is {_inches(title.box.h)} in high; two lines of {size:g} pt need {_inches(need)} in {used}"
            )
            fix = "make the title placeholder higher on the layout, or its text smaller"
            yield common.problem("placeholder-too-small", message, label, where, fix=fix)
    if "cover" in kinds and layout.subtitle() is None:
        message = f"the cover has no subtitle placeholder, so its second line is not shown; it has {_listed(layout)}"
        yield common.problem(
            "missing-placeholder", message, label, where, fix="add a subtitle placeholder to the layout"
        )
    if set(kinds) - {"cover", "section"}:
        yield from _body(layout, where, used, label)
        if not any(item.type == "sldNum" for item in layout.foot()):
            message = f"the layout has no slide number, so nobody can say which slide they mean {used}"
            fix = "in PowerPoint: View, Slide Master, Master Layout, Slide number"
            yield common.problem("missing-placeholder", message, label, where, fix=fix)


def _body(layout: Layout, where: str, used: str, label: str) -> Iterator[Problem]:
    region: Box = layout.region(with_subtitle=True)
    wide, high = region.w / _POINTS_PER_INCH, region.h / _POINTS_PER_INCH
    if wide < LEAST_BODY[0] or high < LEAST_BODY[1]:
        message = (
            f"the room for content is {wide:.1f} in wide and {high:.1f} in high; tables and charts need"
            f" {LEAST_BODY[0]:g} by {LEAST_BODY[1]:g} in {used}"
        )
        fix = "make the content placeholder larger, or map the slides to a layout with only a title"
        yield common.problem("placeholder-too-small", message, label, where, fix=fix)


def _built(deck: Deck, brand: Brand, data: bytes, label: str, *, own: bool) -> list[Problem]:
    """Return what a deck of the sample shows when it is built: where text does not fit, or lies over other text."""
    try:
        built = render_deck(deck, brand, data)
    except PlanError as error:
        return list(error.problems)
    if not own:
        return []
    layouts = _layout_names(built, label)
    return [_on_layout(problem, layouts, label) for problem in check_layout(built, label)]


def _layout_names(built: bytes, label: str) -> list[str]:
    package = Package.open(built, name=label)
    main = package.main_part()
    names = {item.part: item.name for item in read_layouts(package, main, label).items}
    slides = [package.rels(main).target(item.id) for item in package.rels(main).find_all("slide")]
    return [names.get(package.rels(slide).target_of("slideLayout") or "", "") for slide in slides]


def _on_layout(found: Problem, layouts: list[str], label: str) -> Problem:
    """Return a finding about a slide of the sample as one about its layout."""
    at = _SLIDE.match(found.where)
    number = int(at[1]) if at else 0
    layout = layouts[number - 1] if 0 < number <= len(layouts) else ""
    where = f"layout '{layout}', slide {number} of the sample, {at[2]}" if at else found.where
    fix = found.fix or "give the layout's placeholders more room, or map the slides to another layout"
    return replace(found, path=label, where=where, severity="warning", fix=fix)


def _listed(layout: Layout) -> str:
    return ", ".join(f"'{item.name}' ({item.type})" for item in layout.placeholders) or "none"


def _inches(points: float) -> str:
    return f"{points / _POINTS_PER_INCH:.2f}"
