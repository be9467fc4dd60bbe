"""Reads a brand: a bundled one by its name, or a folder with a `brand.yaml`.

All problems of the brand file are collected and point to their line. A file that cannot be read is a FileError.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from plandocs.brand.file import BrandFile, LogoSection, Picture
from plandocs.brand.fonts import SAFE_FONTS
from plandocs.brand.model import Brand, Company, Fonts, Logo
from plandocs.brand.palette import Finding, KeyPath, resolve_colors
from plandocs.brand.picture import picture_size
from plandocs.brand.reading import located, read_brand_file, read_what_can_be
from plandocs.errors import FileError, PlanError, Problem, UsageError, did_you_mean
from plandocs.plan.source import Source
from plandocs.resources import bundled

FILE_NAME = "brand.yaml"
FILE_NAMES = (FILE_NAME, "brand.yml", "_brand.yml", "_brand.yaml")
"""What a brand file may be called; the last two are the names of the open convention."""
WORDING = "wording"
"""The folder beside it that holds what the company words otherwise."""

_GROUNDS: tuple[Literal["light", "dark"], ...] = ("light", "dark")

_TEMPLATE_ENDINGS = {"word": ".docx", "powerpoint": ".pptx", "excel": ".xlsx"}


def load_brand(name_or_dir: str, bundled_dir: Path | None = None, templates_dir: Path | None = None) -> Brand:
    """Return the brand of a name, such as `harbour`, or of a folder that holds a `brand.yaml`.

    A word without a slash is looked up among the bundled brands first. Raises UsageError for an unknown name,
    FileError for a file that cannot be read and PlanError for what is wrong inside the brand file.
    """
    folder = _find(name_or_dir, bundled_dir or bundled("brand"))
    source, file = read_brand_file(brand_file(folder))
    brand, wrong, logos = _resolved(source, file, folder, templates_dir or bundled("templates"))
    if wrong:
        raise PlanError(wrong)
    if logos:
        raise FileError(logos)
    return _known(brand)


@dataclass(frozen=True, slots=True)
class Inspected:
    """A brand as far as it can be made, and everything that is wrong with its file.

    `brand` is None where the file cannot be read as a brand at all.
    """

    folder: Path
    file: Path
    brand: Brand | None
    problems: tuple[Problem, ...]
    source: Source | None = None

    def at(self, keys: KeyPath, problem: Problem) -> Problem:
        """Return a problem with its place in the brand file."""
        return problem if self.source is None else located(Finding(keys, problem), self.source)


def inspect_brand(name_or_dir: str, bundled_dir: Path | None = None, templates_dir: Path | None = None) -> Inspected:
    """Return a brand in spite of its mistakes, with all of them: sections that are wrong are left out.

    Raises UsageError for an unknown name and FileError for a file that cannot be read.
    """
    folder = _find(name_or_dir, bundled_dir or bundled("brand"))
    path = brand_file(folder)
    try:
        source, file, problems = read_what_can_be(path)
    except PlanError as error:
        return Inspected(folder, path, None, error.problems)
    brand, wrong, logos = _resolved(source, file, folder, templates_dir or bundled("templates"))
    found = dict.fromkeys([*problems, *wrong, *logos, *brand.problems])
    return Inspected(folder, path, brand, tuple(sorted(found, key=Problem.sort_key)), source)


def _resolved(
    source: Source, file: BrandFile, folder: Path, templates_dir: Path
) -> tuple[Brand, list[Problem], list[Problem]]:
    """Return the brand of a file, what is wrong in the file, and which logos cannot be had."""
    palette = resolve_colors(file)
    fonts, warnings = _fonts(file)
    bundled_templates = _bundled_templates(templates_dir)
    own, wrong = _own_templates(file, folder, bundled_templates)
    name = file.meta.name.full or file.meta.name.short or folder.resolve().name
    owner = file.company.name or name
    logos: dict[str, Logo | None] = {}
    missing: list[Problem] = []
    for ground in _GROUNDS:
        try:
            logos[ground] = _logo(file.logo, ground, folder, source, owner)
        except FileError as error:
            logos[ground] = None
            missing += error.problems
    brand = Brand(
        name=name,
        colors=palette.colors,
        links=palette.links,
        fonts=fonts,
        logo=logos["light"],
        logo_on_dark=logos["dark"],
        footer=file.footer,
        company=Company(**file.company.model_dump()),
        paper=file.paper,
        language=file.language or "",
        layouts=file.layouts,
        styles=file.styles,
        templates={name: _read_template(path) for name, path in {**bundled_templates, **own}.items()},
        own_templates={name: _within(folder, path) for name, path in own.items()},
        wording=str(folder / WORDING) if (folder / WORDING).is_dir() else "",
        problems=(*source.problems, *(located(finding, source) for finding in warnings)),
    )
    return brand, [located(finding, source) for finding in (*palette.findings, *wrong)], missing


@lru_cache(maxsize=8)
def _known(brand: Brand) -> Brand:
    """Return the brand as it was loaded first, so that what was made for it is found without comparing templates."""
    return brand


def brand_folder(name_or_dir: str) -> Path:
    """Return the folder of a brand, bundled or one's own; see `load_brand` for what is raised."""
    return _find(name_or_dir, bundled("brand"))


def brand_file(folder: Path) -> Path:
    """Return the brand file of a folder: the first of `FILE_NAMES` that is there, else the name it should have."""
    return next((folder / name for name in FILE_NAMES if (folder / name).is_file()), folder / FILE_NAME)


def bundled_brands(folder: Path) -> list[str]:
    """Return the names of the brands in a folder of brands."""
    return sorted(path.parent.name for path in folder.glob(f"*/{FILE_NAME}"))


def _find(name_or_dir: str, bundled_dir: Path) -> Path:
    names = bundled_brands(bundled_dir)
    if name_or_dir in names:
        return bundled_dir / name_or_dir
    folder = Path(name_or_dir)
    if folder.name in FILE_NAMES and folder.is_file():
        folder = folder.parent
    if brand_file(folder).is_file():
        return folder
    if folder.is_dir():
        raise FileError(
            Problem(
                rule="missing-brand-file",
                message=f"the folder holds no {FILE_NAME}",
                path=name_or_dir,
                fix=f"plandocs brand new makes a folder with one; or add a {FILE_NAME}",
            )
        )
    message = (
        f"there is no brand '{name_or_dir}': the brands are {', '.join(names)}; or give a folder with a brand.yaml"
    )
    raise UsageError(Problem(rule="unknown-brand", message=message, fix=did_you_mean(name_or_dir, names)))


def _fonts(file: BrandFile) -> tuple[Fonts, list[Finding]]:
    body = file.typography.base.family or "Arial"
    heading = file.typography.headings.family or body
    fallbacks = file.typography.fallbacks
    warnings = []
    for key, family in {"headings": heading, "base": body}.items():
        if key == "headings" and heading == body:
            continue
        if family.casefold() not in SAFE_FONTS and not fallbacks.get(family):
            message = f"'{family}' is not on every reader's computer, and nothing says what stands in for it"
            fix = f"add typography: {{fallbacks: {{{family}: [Arial]}}}}"
            problem = Problem(rule="font-fallback", severity="warning", message=message, fix=fix)
            warnings.append(Finding(("typography", key), problem))
    stand_ins = (tuple(fallbacks.get(heading, ())), tuple(fallbacks.get(body, ())))
    return Fonts(heading, body, *stand_ins, tuple(name for name, others in fallbacks.items() if others)), warnings


def _logo(
    logo: LogoSection, ground: Literal["light", "dark"], folder: Path, source: Source, brand_name: str
) -> Logo | None:
    """Return the largest logo for a ground, or None where the brand has none for it."""
    for key, size in (("large", logo.large), ("medium", logo.medium), ("small", logo.small)):
        picture: Picture | None = getattr(size, ground, None)
        if picture is not None:
            named = logo.images.get(picture.path, picture)
            data, (width, height) = _read_picture(folder, named.path, source, ("logo", key, ground))
            return Logo(data, width, height, named.alt or f"Logo of {brand_name}")
    return None


def _read_picture(folder: Path, written: str, source: Source, keys: KeyPath) -> tuple[bytes, tuple[int, int]]:
    """Return a picture and its size; for an SVG, the PNG beside it."""

    def stop(rule: str, message: str, fix: str) -> FileError:
        return FileError(located(Finding(keys, Problem(rule=rule, message=message, fix=fix)), source))

    path = folder / written
    vector = path.suffix.lower() == ".svg"
    if vector:
        path = path.with_suffix(".png")
    try:
        data = path.read_bytes()
    except OSError as error:
        fix = f"Office needs a PNG beside the SVG: {path.name}" if vector else "paths are relative to the brand file"
        raise stop("missing-logo", f"the logo '{written}' cannot be read: {error.strerror}", fix) from error
    size = picture_size(data)
    if size is None:
        raise stop("bad-logo", f"the logo '{written}' is neither a PNG nor a JPEG picture", "save it as PNG")
    return data, size


def _bundled_templates(folder: Path) -> dict[str, Path]:
    """Return the template files that come with plandocs by name, such as `word/plan.docx`."""
    return {f"{room}/{path.name}": path for room, path in _office_files(folder)}


def _office_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for room, ending in _TEMPLATE_ENDINGS.items():
        for path in sorted((folder / room).glob(f"*{ending}")):
            yield room, path


def _read_template(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"the template cannot be read: {(error.strerror or str(error)).lower()}"
        raise FileError(Problem(rule="file", message=message, path=str(path))) from None


def _within(folder: Path, path: Path) -> str:
    """Return a template's path as the brand file has it: below the brand's folder, else whole."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _own_templates(
    file: BrandFile, folder: Path, bundled_templates: dict[str, Path]
) -> tuple[dict[str, Path], list[Finding]]:
    """Return the brand's own templates by the name of the bundled one that each replaces."""
    by_stem = {path.stem: name for name, path in bundled_templates.items()}
    own: dict[str, Path] = {}
    wrong: list[Finding] = []
    for stem, written in file.templates.items():
        name, path = by_stem.get(stem, ""), folder / written
        problem: Problem | None = None
        if not name:
            message = f"there is no document template '{stem}' to replace: they are {', '.join(sorted(by_stem))}"
            problem = Problem(rule="unknown-template", message=message, fix=did_you_mean(stem, by_stem))
        elif path.suffix.lower() != Path(name).suffix:
            message = f"the template for '{stem}' must be a {Path(name).suffix} file, not '{written}'"
            problem = Problem(rule="bad-template", message=message)
        elif not path.is_file():
            problem = Problem(rule="missing-template", message=f"there is no template file '{written}'")
        if problem is None:
            own[name] = path
        else:
            wrong.append(Finding(("templates", stem), problem))
    return own, wrong
