"""A template's source checked, translated and run.

The source is lines of opaque tokens with one tag at each line's beginning, so that a line is a place: what is wrong
comes back with its line, and the renderer says where that is. The same source is checked and translated once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType

from jinja2 import Template, TemplateError, TemplateSyntaxError

from plandocs.content.language.budget import Budget
from plandocs.content.language.checking import Finding, check_template
from plandocs.content.language.filters import shown
from plandocs.content.language.sandbox import FILE, Environment, Show, plain_environment
from plandocs.content.language.vocabulary import Shapes, Vocabulary

_TOO_DEEP = "the tag is nested too deep"


@dataclass(frozen=True, slots=True)
class _Prepared:
    code: CodeType | None
    used: tuple[str, ...]
    findings: tuple[Finding, ...]


def run_template(
    source: str,
    vocabulary: Vocabulary,
    write: Callable[[str], str],
    budget: Budget | None = None,
    show: Show = shown,
) -> tuple[str, list[Finding]]:
    """Return the text of a template, and what is wrong with it; with findings, the text is not to be used.

    `write` turns a printed text into what may stand in the output. `budget` is what several templates may cost
    together; one of its own where it is None. `show` prints a value that no filter has made a text.
    """
    prepared = _prepared(source, vocabulary.shapes)
    if prepared.code is None:
        return "", list(prepared.findings)
    environment = Environment(vocabulary.formats, write, budget, show)
    template = Template.from_code(environment, prepared.code, {})
    values = {name: vocabulary.values[name] for name in prepared.used if name in vocabulary.values}
    try:
        text = "".join(template.generate(values))
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        return "", [Finding(_line_of(error), "template-value", f"cannot be evaluated: {error}")]
    return text, [
        Finding(template.get_corresponding_lineno(line), "template-unknown-name", f"there is no '{name}' in this plan")
        for name, line in dict.fromkeys(environment.unknown)
    ]


def template_findings(source: str, vocabulary: Vocabulary) -> list[Finding]:
    """Return what is wrong with a template, without running it."""
    return list(_prepared(source, vocabulary.shapes).findings)


@lru_cache(maxsize=256)
def _prepared(source: str, shapes: Shapes) -> _Prepared:
    environment = plain_environment()
    try:
        tree = environment.parse(source)
        checked = check_template(tree, shapes.by_name)
        if checked.findings:
            return _Prepared(None, (), tuple(checked.findings))
        code = environment.compile(environment.translated(tree))
    except TemplateSyntaxError as error:
        return _Prepared(None, (), (Finding(error.lineno, "template-syntax", str(error.message)),))
    except (RecursionError, MemoryError, SyntaxError):
        return _Prepared(None, (), (Finding(0, "template-refused", _TOO_DEEP),))
    return _Prepared(code, tuple(sorted(checked.used)), ())


def tag_mistake(text: str) -> str:
    """Return what is wrong with how one tag is written, looked at alone; an empty text where nothing is."""
    word = text[2:-2].strip(" -+").partition(" ")[0] if text.startswith("{%") else ""
    alone = {"if": f"{text}{{% endif %}}", "for": f"{text}{{% endfor %}}"}
    alone |= {"elif": f"{{% if 1 %}}{text}{{% endif %}}", "else": f"{{% if 1 %}}{text}{{% endif %}}"}
    alone |= {"endif": f"{{% if 1 %}}{text}", "endfor": f"{{% for i in [] %}}{text}"}
    try:
        plain_environment().parse(alone.get(word, text))
    except TemplateSyntaxError as error:
        return str(error.message)
    except RecursionError:
        return _TOO_DEEP
    return ""


def _line_of(error: BaseException) -> int:
    """Return the template line at which evaluation failed."""
    line = 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
