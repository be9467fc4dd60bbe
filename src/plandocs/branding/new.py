"""Begins a brand: a folder from scratch, or from Office files that a company has.

The folder is made beside its place, tried with the sample, and put there in one step; what is there is never touched.
A template that documents cannot be made from is copied but not used, and the reason is written into brand.yaml.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plandocs.brand.from_theme import Theme, proposed
from plandocs.brand.load import WORDING
from plandocs.branding.check import BrandCheck, check_brand
from plandocs.branding.draft import Draft, brand_text
from plandocs.branding.mark import placeholder_logo
from plandocs.branding.sample import sample
from plandocs.content.wording import FALLBACK_LANGUAGE
from plandocs.errors import FileError, Problem, UsageError
from plandocs.output import safe_stem
from plandocs.render.extract import Extract, Image, extract
from plandocs.resources import bundled

KINDS = {
    ".docx": "word", ".dotx": "word", ".pptx": "powerpoint", ".potx": "powerpoint", ".xlsx": "excel", ".xltx": "excel",
}  # fmt: skip
_ENDINGS = {"word": ".docx", "powerpoint": ".pptx", "excel": ".xlsx"}
_SERVED = {"word": ("plan", "brief"), "powerpoint": ("kickoff",), "excel": ("workbook",)}
"""The documents that a company's file of each format is the template of."""
_FROM_SCRATCH = (
    ("plan", "word/plan.docx"), ("brief", "word/brief.docx"), ("status", "word/status.docx"),
    ("kickoff", "powerpoint/kickoff.pptx"), ("workbook", "excel/workbook.xlsx"),
)  # fmt: skip
_SERIF = re.compile(r"serif(?<!sans serif)|garamond|times|roman|antiqua|georgia|bodoni|caslon|minion|baskerville", re.I)
_WORDING_HEAD = """\
# The words of plandocs in {file}, each as a comment. To say one otherwise, take the # and the blank behind it away from
# its line and from the lines of the keys above it, and change the text. What stands between {{{{ and }}}} is filled in;
# a text may use the names that stand in it here, and every filter of templates. `plandocs brand check` tells what is
# wrong.

"""
_PLACEHOLDER = "A placeholder stands where the logo goes: put your own PNG in its place, logo.png."


@dataclass(frozen=True, slots=True)
class NewBrand:
    """A brand that was made: its folder, its files, what there is to tell, and what the doctor says of it."""

    folder: Path
    files: tuple[Path, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def new_brand(name: str, sources: Sequence[Path] = (), parent: Path = Path()) -> NewBrand:
    """Make the folder of a new brand below `parent`, from Office files or from nothing.

    Raises FileError where the folder exists or a file cannot be read, UsageError for a file of another format, and
    PlanError for an Office file that is damaged.
    """
    folder = parent / safe_stem(name)
    if folder.exists():
        message = f"'{folder}' exists, and nothing in it is overwritten"
        raise FileError(
            Problem(rule="brand-exists", message=message, fix="choose another name, or another folder with -o")
        )
    extracts = [(source, _kind(source), _extracted(source)) for source in sources]
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".plandocs-brand-", dir=parent) as holder:
        made = Path(holder) / folder.name
        made.mkdir()
        draft = _from_files(name, extracts, made) if extracts else _from_scratch(name, made)
        _copy_wording(made)
        checked = _usable(draft, made, folder)
        try:
            os.rename(made, folder)
        except OSError as error:
            message = f"'{folder}' could not be made: {(error.strerror or str(error)).lower()}"
            raise FileError(Problem(rule="cannot-write", message=message, path=str(folder))) from None
    files = tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
    left = [f"{file} is not used as a template: {reason}" for file, reason in draft.left_out.items()]
    problems = tuple(
        problem.at(problem.path.replace(str(made), str(folder), 1), problem.line, problem.column, problem.width)
        for problem in checked.problems
    )
    return NewBrand(folder, files, (*draft.notes, *left), problems)


def _copy_wording(made: Path) -> None:
    """Write every string of the documents into the folder, as comments: who words one otherwise takes the # away."""
    for path in sorted((bundled("templates") / "wording" / FALLBACK_LANGUAGE).glob("*.yaml")):
        target = made / WORDING / FALLBACK_LANGUAGE / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = path.read_text(encoding="utf-8").splitlines()
        text = "".join(f"# {line}".rstrip() + "\n" for line in lines)
        target.write_text(_WORDING_HEAD.format(file=path.name) + text, encoding="utf-8", newline="\n")


def _kind(source: Path) -> str:
    kind = KINDS.get(source.suffix.lower())
    if kind is None:
        message = f"'{source}' is no Word, PowerPoint or Excel file without macros ({', '.join(KINDS)})"
        fix = "open it in Office and save it in its present format, without macros"
        raise UsageError(Problem(rule="brand-source", message=message, fix=fix))
    return kind


def _extracted(source: Path) -> Extract:
    try:
        data = source.read_bytes()
    except OSError as error:
        message = f"'{source}' cannot be read: {(error.strerror or str(error)).lower()}"
        raise FileError(Problem(rule="file", message=message, path=str(source))) from None
    return extract(data, source.suffix.lower(), source.name)


def _from_scratch(name: str, made: Path) -> Draft:
    """Return a draft in plandocs' own colours, with copies of its templates to be changed in Office."""
    draft = Draft(name, {"color.primary": "0F766E"}, footer=name, company=name, notes=[])
    for stem, file in _FROM_SCRATCH:
        target = Path(file).name
        shutil.copyfile(bundled("templates") / file, made / target)
        draft.templates[stem] = target
    _placeholder(draft, made)
    return draft


def _placeholder(draft: Draft, made: Path) -> None:
    accent = draft.colors["color.primary"]
    (made / "logo.png").write_bytes(placeholder_logo(accent, draft.colors.get("color.foreground", "1B2430")))
    (made / "logo-on-dark.png").write_bytes(placeholder_logo("FFFFFF", "FFFFFF"))
    draft.logo, draft.logo_on_dark = "logo.png", "logo-on-dark.png"
    draft.notes.append(_PLACEHOLDER)


def _is_worded(language: str) -> bool:
    """Return whether documents have words in a language, such as `fr-CA`: its folder is bundled."""
    return (bundled("templates") / "wording" / language.partition("-")[0].lower()).is_dir()


def _from_files(name: str, extracts: Sequence[tuple[Path, str, Extract]], made: Path) -> Draft:
    """Return a draft of what Office files say; where several say a thing, the first counts."""
    found = [item for _, _, item in extracts]
    theme = next((item.theme for item in found if item.theme is not None), None) or Theme("", {}, "", "")
    proposal = proposed(theme)
    draft = Draft(name, proposal.colors, notes=proposal.notes)
    draft.notes += _unused_accents(theme, proposal.colors)
    draft.body, draft.heading = theme.body or "Arial", theme.heading or theme.body or "Arial"
    draft.fallbacks = {family: _stand_ins(family) for family in dict.fromkeys((draft.body, draft.heading))}
    draft.company = next((item.company for item in found if item.company), "") or name
    draft.footer = next((item.footer for item in found if item.footer), "")
    draft.paper = next((item.paper for item in found if item.paper), None) or ""
    language = next((item.language for item in found if item.language), "")
    if language and _is_worded(language):
        draft.language = language
    elif language:
        draft.notes.append(f"the template is in {language}; documents have no wording in that language so far")
    for source, kind, item in extracts:
        _wire(draft, source, kind, item, made)
    _logo(draft, [item.logo for item in found if item.logo is not None], made)
    if not draft.footer:
        draft.notes.append("no footer text was found")
    return draft


def _wire(draft: Draft, source: Path, kind: str, item: Extract, made: Path) -> None:
    """Copy a template into the folder and name it in the draft, with its maps."""
    stems = [stem for stem in _SERVED[kind] if stem not in draft.templates]
    draft.notes += [f"{source.name}: {note}" for note in item.notes]
    if not stems:
        draft.notes.append(f"{source.name} gave colors only: another {kind} file comes first")
        return
    target = f"{safe_stem(source.stem)}{_ENDINGS[kind]}"
    while (made / target).exists():
        target = f"{Path(target).stem}-2{_ENDINGS[kind]}"
    (made / target).write_bytes(item.template)
    draft.templates |= dict.fromkeys(stems, target)
    draft.styles |= item.styles
    if item.added:
        names = ", ".join(item.added[:8]) + (f" and {len(item.added) - 8} more" if len(item.added) > 8 else "")
        draft.notes.append(f"{target}: styles that the template lacks were added to the copy: {names}")
    if kind == "powerpoint":
        from plandocs.render.extract.powerpoint import matched_layouts

        draft.layouts, notes = matched_layouts(item.template, sorted(sample().slide_kinds), source.name)
        draft.notes += [f"{target}: {note}" for note in notes]


def _logo(draft: Draft, logos: Sequence[Image], made: Path) -> None:
    if not logos:
        draft.notes.append("no picture looks like the logo")
        _placeholder(draft, made)
        return
    ending = "png" if logos[0].data.startswith(b"\x89PNG") else "jpg"
    (made / f"logo.{ending}").write_bytes(logos[0].data)
    draft.logo = f"logo.{ending}"
    draft.notes.append(f"the logo was taken from {logos[0].where}; look whether it is the right picture")
    draft.notes.append("no logo for dark grounds: add one, if the logo cannot be seen there")


def _unused_accents(theme: Theme, taken: dict[str, str]) -> list[str]:
    """Return a note on the accents that documents have no use for: their places carry the status colours."""
    rest = [
        f"{slot} #{value}"
        for slot, value in theme.colors.items()
        if slot[:6] == "accent" and value not in taken.values()
    ]
    kept = "colors of the theme that documents have no use for; what the templates draw in them keeps its color"
    return [f"{kept}: {', '.join(rest)}"] if rest else []


def _stand_ins(family: str) -> tuple[str, ...]:
    if family == "Arial":
        return ("Liberation Sans", "Helvetica")
    return ("Georgia", "Times New Roman") if _SERIF.search(family) and family != "Georgia" else ("Arial",)


def _usable(draft: Draft, made: Path, folder: Path) -> BrandCheck:
    """Write the brand file; take out templates with errors until the sample can be built, and return the last check."""
    while True:
        (made / "brand.yaml").write_text(brand_text(draft, folder.name), encoding="utf-8", newline="\n")
        checked = check_brand(str(made))
        faulty = _faulty(draft, checked)
        if not faulty:
            return checked
        for stem, reason in faulty.items():
            file = draft.templates.pop(stem)
            draft.left_out.setdefault(file, reason)
            if stem == "kickoff":
                draft.layouts.clear()
            if not {"plan", "brief", "status"} & set(draft.templates):
                draft.styles.clear()


def _faulty(draft: Draft, checked: BrandCheck) -> dict[str, str]:
    """Return the documents whose template has errors, each with the first of them."""
    found: dict[str, str] = {}
    for name, problems in checked.by_template.items():
        stem = Path(name).stem
        errors = [problem for problem in problems if problem.severity == "error"]
        if stem in draft.templates and errors:
            more = f" (and {len(errors) - 1} more errors)" if len(errors) > 1 else ""
            found[stem] = f"{errors[0].message}{more}"
    return found
