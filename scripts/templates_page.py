"""The lists at the end of docs/templates.md: fields, filters, blocks, styles and layout names, made from the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from plandocs.content.fields.catalogue import PLAN
from plandocs.content.fields.shapes import Shape
from plandocs.content.formats import Formats
from plandocs.content.language.filters import FILTERS
from plandocs.content.language.sandbox import LOOP, TESTS
from plandocs.content.wording import Words
from plandocs.documents.project_plan import SECTION_KEYS
from plandocs.documents.status_report import SECTION_KEYS as STATUS_KEYS
from plandocs.render.excel.derived import BUILT_IN, BY_LOOK, NAMED
from plandocs.render.powerpoint.layout_names import OTHERS, OWN
from plandocs.render.powerpoint.orders import KINDS as KINDS_OF_SLIDE
from plandocs.render.powerpoint.orders import LISTS
from plandocs.render.powerpoint.slots import KINDS as SLOT_KINDS
from plandocs.render.powerpoint.slots import NAMES as SLOT_NAMES
from plandocs.render.values import SLIDE
from plandocs.render.word.styles import FALLBACKS, TEXT
from plandocs.render.word.values import DOCUMENT

PAGE = Path(__file__).resolve().parents[1] / "docs" / "templates.md"
MARK = "<!-- What follows is made by scripts/make_docs.py from the code: change the words there. -->\n"
KINDS: Mapping[str, str] = {
    "yes_no": "yes or no",
    "texts": "list of texts",
    "dates": "list of dates",
    "percent": "percent",
    "open": "words",
}
OWN_BLOCKS: Mapping[str, str] = {
    "sections": "all sections that are not placed by their own names, in the usual order",
    "contents": "the contents list with its heading",
    "cover": "title, subtitle, status, control and approvals together",
    "status": "how far the plan is agreed",
    "control": "version, date, author, distribution",
    "approvals": "who has approved it",
}

OFFICE_STYLES: Mapping[int, str] = {
    8: "Hyperlink", 15: "Title", 16: "Heading 1", 17: "Heading 2", 18: "Heading 3", 20: "Input", 22: "Calculation",
    25: "Total", 26: "Good", 27: "Bad", 28: "Neutral", 29: "Accent 1", 53: "Explanatory Text",
}  # fmt: skip
"""Office's built-in cell styles by number, as they are called in English. Source: ECMA-376, 18.8.7."""
SLOT_WORDS: Mapping[str, str] = {
    "text": "a paragraph",
    "heading": "a heading within a slide",
    "callout": "a sentence that stands out",
    "bullets": "a list",
    "facts": "labels with their values",
    "table": "a table",
    "cards": "figures on cards",
    "heat_map": "the risks by likelihood and impact",
    "matrix": "who decides, does, is asked, is told",
    "path": "the critical path, or steps one behind the other",
    "columns": "lists beside each other: what is in, out and parked",
    "team": "the people of each side",
    "decisions": "a few decisions with who takes them and by when",
    "touchpoints": "when we meet, on a time scale",
    "sign_off": "the places for signatures",
    "waves": "the waves of a rollout on a time scale",
    "chart": "a line chart",
    "chances": "a column chart of how sure a date is",
    "stacked": "hours by side and week as stacked columns",
    "gantt": "the timeline",
}
ORDERS: Mapping[str, str] = {
    "keep": "the slide stays: before our slides if it stands before all samples, else behind them",
    "keep first": "… at the very beginning; `keep last` at the very end",
    "keep after timeline": "… behind our slide of a kind; `keep before timeline` too",
    "use for timeline": "the slide is ours of that kind: our title, our blocks in its slots or below its title",
    "repeat phase in phases": "the slide is there for each phase; a place may follow: `after scope`",
    "drop": "the slide goes, as samples do",
}


def page() -> str:
    """Return the page: what a person has written, and the lists behind it."""
    written, mark, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    assert mark, "docs/templates.md has lost the line behind which its lists are made"
    return "\n".join(
        (
            f"{written}{mark}",
            *_fields(),
            *_filters(),
            *_blocks(),
            *_styles(),
            *_layouts(),
            *_slots(),
            *_orders(),
            *_cell_styles(),
        )
    )


def _fields() -> Iterator[str]:
    yield "## All fields\n"
    for name, shape in {**PLAN, **DOCUMENT, **SLIDE}.items():
        start = f"{{% for {_one(name)} in {name} %}}" if shape.kind == "list" else ""
        yield f"### {name}\n\n{shape.about}{f' Repeat it: `{start}`.' if start else ''}\n"
        if not shape.below:
            continue
        yield "| field | kind | what it is |\n| --- | --- | --- |"
        yield from _rows(shape.below, _one(name) if start else name)
        yield ""


def _rows(names: Mapping[str, Shape], prefix: str) -> Iterator[str]:
    for name, shape in names.items():
        path = f"{prefix}.{name}"
        if shape.kind == "list":
            below = ", ".join(f"`{key}`" for key in shape.below)
            known = next((key for key in ("people", "tasks") if PLAN[key].below == shape.below), "")
            fields = f"with the fields of [{known}](#{known})" if known else f"each with {below}"
            yield f"| `{path}` | list | {shape.about}, {fields} |"
        else:
            yield f"| `{path}` | {KINDS.get(shape.kind, shape.kind)} | {shape.about} |"


def _one(name: str) -> str:
    """Return a name for one entry of a list."""
    special = {"people": "person", "communications": "meeting", "success_criteria": "criterion", "processes": "process"}
    return special.get(name, f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s"))


def _filters() -> Iterator[str]:
    yield "## All filters\n\n| filter | for example | what it gives |\n| --- | --- | --- |"
    for item in FILTERS.values():
        example = item.example.replace("|", "\\|")
        yield f"| `{item.name}` | `{{{{ {example} }}}}` | {item.about} |"
    yield f"\nTests behind `is`: {_named(TESTS)}. A loop tells {_named(tuple(f'loop.{name}' for name in LOOP))}.\n"


def _blocks() -> Iterator[str]:
    yield "## All blocks\n\n| block | what it puts there |\n| --- | --- |"
    for name, about in OWN_BLOCKS.items():
        yield f"| `{{{{ block.{name} }}}}` | {about} |"
    words = Words.of(Formats("en-US", "USD"))
    for key in SECTION_KEYS:
        yield f"| `{{{{ block.{key} }}}}` | {_title(words, f'plan.{key}.title', key)} |"
    yield "\nIn the weekly report:\n\n| block | what it puts there |\n| --- | --- |"
    for key in STATUS_KEYS:
        yield f"| `{{{{ block.{key} }}}}` | {_title(words, f'status.{key}.title', key)} |"
    yield ""


def _title(words: Words, key: str, name: str) -> str:
    text = dict(words.table(key.rpartition(".")[0])).get("title", "")
    return f"the section “{text}”" if text and "{" not in text else f"the section on {name.replace('_', ' ')}"


def _styles() -> Iterator[str]:
    yield "## Styles of Word\n"
    yield "Each purpose is served by the style of this name, in whatever language Word shows it; `styles:` in"
    yield "`brand.yaml` names another: `styles: {body: Acme Text}`. What is not in the template is served by the style"
    yield "in the last column, or comes along from ours.\n"
    yield "| purpose | style | else |\n| --- | --- | --- |"
    for purpose, name in TEXT.items():
        yield f"| `{purpose}` | {name} | {FALLBACKS.get(purpose, '')} |"
    yield ""


def _layouts() -> Iterator[str]:
    yield "## Layouts of PowerPoint\n"
    yield "Each kind of slide takes the first of these layouts that the template has; `layouts:` in `brand.yaml` names"
    yield "another: `layouts: {cover: Acme Front}`.\n"
    yield "| slides | layouts |\n| --- | --- |"
    for kind, names in OWN.items():
        yield f"| `{kind}` | {', '.join(names)} |"
    yield f"| all others | {', '.join(OTHERS)} |\n"


def _slots() -> Iterator[str]:
    yield "## Slots of PowerPoint\n"
    yield "A shape of this name on a layout, or on a slide that stays, is the place of a block. `plandocs:body` takes"
    yield "all that no other slot does.\n"
    yield "| shape | what it shows |\n| --- | --- |"
    missing = {*SLOT_KINDS} ^ {*SLOT_WORDS}
    assert not missing, f"slots without words, or words without a slot: {missing}"
    for kind in SLOT_KINDS:
        yield f"| `plandocs:{kind}` | {SLOT_WORDS[kind]} |"
    yield f"\nA block of the kickoff deck may be asked for by its own name too: {_named(SLOT_NAMES)}.\n"


def _orders() -> Iterator[str]:
    yield "## Orders of PowerPoint\n"
    yield "A line in the speaker notes of a template's slide; the other lines stay as notes.\n"
    yield "| order | what it does |\n| --- | --- |"
    for order, about in ORDERS.items():
        yield f"| `plandocs: {order}` | {about} |"
    yield "\nA slide can be repeated for each entry of these lists, under any name:\n"
    yield "| order | fields on the slide |\n| --- | --- |"
    for name in LISTS:
        one = _one(name)
        shown = ", ".join(f"`{one}.{key}`" for key in list(PLAN[name].below)[:5])
        yield f"| `plandocs: repeat {one} in {name}` | {shown} …: all of [{name}](#{name}) |"
    yield f"\nKinds of slide: {_named(KINDS_OF_SLIDE)}.\n"


def _cell_styles() -> Iterator[str]:
    yield "## Styles of Excel\n"
    yield "Our cells have named styles that begin with `Plandocs`. One that the template has is taken as it is; one"
    yield "that it lacks gets font, fill and border of the template's own style of these kinds, under whatever name"
    yield "Office shows it in its language, and number format and alignment of ours.\n"
    yield "| our style | made of Office's | or of a style called |\n| --- | --- | --- |"
    for name, numbers in BUILT_IN.items():
        kinds = ", ".join(OFFICE_STYLES[number] for number in numbers)
        yield f"| `Plandocs {name}` | {kinds} | {', '.join(NAMED.get(name, ()))} |"
    for start, number in BY_LOOK.items():
        yield f"| `Plandocs {start}…` | {OFFICE_STYLES[number]} | |"
    yield "| all others | nothing: they are ours, in the brand's colors and fonts | |\n"


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
