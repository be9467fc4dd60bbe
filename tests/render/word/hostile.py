"""Templates as they come from real companies, each a trap, made by script with python-docx."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OWN = "Acme Consulting stands by every word"
"""A text that every template has, and every document must keep."""
Trap = Callable[[Opened], None]
TRAPS: dict[str, Trap] = {}


def trap(make: Trap) -> Trap:
    """Keep a template under the name of the function that makes it."""
    TRAPS[make.__name__] = make
    return make


def template(name: str) -> bytes:
    """Return one of the templates as a file, as sound as Word would save it."""
    made = docx.Document()
    made.part.drop_rel(next(key for key, rel in made.part.rels.items() if rel.reltype.endswith("stylesWithEffects")))
    made.add_paragraph(OWN)
    TRAPS[name](made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def runs(paragraph: Paragraph, *texts: str) -> Paragraph:
    """Add runs, each with a look of its own, as Word leaves them after editing."""
    for number, text in enumerate(texts):
        paragraph.add_run(text).bold = bool(number % 2)
    return paragraph


def xml(text: str) -> object:
    """Return an element with the usual prefixes."""
    head, rest = text.split(">", 1) if not text.split(">", 1)[0].endswith("/") else (text[:-2], "")
    return parse_xml(f"{head} {nsdecls('w', 'r')}>{rest}" if rest else f"{head} {nsdecls('w', 'r')}/>")


def control(title: str, inside: str, number: int) -> str:
    """Return a content control around runs."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{title}"/><w:id w:val="{number}"/><w:text/></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{inside}</w:t></w:r></w:sdtContent></w:sdt>"
    )


@trap
def tags_split_over_runs(made: Opened) -> None:
    runs(made.add_paragraph(), "For {", "{ proj", "ect.cus", "tomer }", "} from {{project.", "vendor}}")
    runs(made.add_paragraph(), "{", "% if project.", "name %", "}")
    runs(made.add_paragraph(), "Shown: {{ project.start | sh", "ort_date }}")
    runs(made.add_paragraph(), "{% end", "if %}")
    runs(made.add_paragraph(), "{{ block.", "sections }}")


@trap
def smart_quotes_and_hard_spaces(made: Opened) -> None:
    made.add_paragraph("{{\u00a0project[‘customer’]\u00a0}} and {{ team.customer | names | listed(“und”) }}")
    made.add_paragraph("{%\u202fif project.tier\u00a0!= „lite“ %}")
    made.add_paragraph("Shown: {{ project.id\u200b }}")
    made.add_paragraph("{%\u00a0endif\u00a0%}")


@trap
def a4_paper(made: Opened) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)


@trap
def letter_landscape(made: Opened) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


@trap
def two_columns(made: Opened) -> None:
    columns = made.sections[0]._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "400")


@trap
def content_controls(made: Opened) -> None:
    paragraph = made.add_paragraph("Client: ")
    paragraph._p.append(xml(control("Client", "{{ project.customer }}", 7)))
    lines = ("{% if project.name %}", "Within", "{% endif %}")
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in lines)
    for number, inside in ((8, f"<w:p>{control('Kept', 'Own control', 9)}</w:p>"), (10, paragraphs)):
        head = f'<w:sdt><w:sdtPr><w:id w:val="{number}"/></w:sdtPr>'
        made.element.body.insert(1, xml(f"{head}<w:sdtContent>{inside}</w:sdtContent></w:sdt>"))


@trap
def footnotes_and_comments(made: Opened) -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}"{kind}><w:p><w:r>{inside}</w:r></w:p></w:footnote>'
        for number, kind, inside in (
            (-1, ' w:type="separator"', "<w:separator/>"),
            (0, ' w:type="continuationSeparator"', "<w:continuationSeparator/>"),
            (1, "", "<w:t>Note for {{ project.customer }}</w:t>"),
        )
    )
    _part(made, "footnotes", f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>")
    for name, kind in (("CommentReference", "character"), ("CommentText", "paragraph")):
        head = f'<w:style w:type="{kind}" w:styleId="{name}">'
        made.styles.element.append(xml(f'{head}<w:name w:val="{name}"/></w:style>'))
    paragraph = made.add_paragraph("With a note")
    paragraph._p.append(xml('<w:r><w:footnoteReference w:id="1"/></w:r>'))
    tagged = made.add_paragraph("Commented: {{ project.id }}")
    made.add_comment(tagged.runs, "Own comment", author="Acme", initials="A")
    only = made.add_paragraph("{% if project.name %}")
    made.add_comment(only.runs, "A comment on a tag", author="Acme", initials="A")
    made.add_paragraph("Shown")
    made.add_paragraph("{% endif %}")


@trap
def tracked_changes(made: Opened) -> None:
    by = 'w:author="Acme" w:date="2027-01-01T00:00:00Z"'
    paragraph = made.add_paragraph("Code {{ project.")
    paragraph._p.append(xml(f'<w:del w:id="901" {by}><w:r><w:delText>nam</w:delText></w:r></w:del>'))
    paragraph._p.append(xml(f'<w:ins w:id="902" {by}><w:r><w:t>id }}}}</w:t></w:r></w:ins>'))
    inserted = made.add_paragraph()
    inserted._p.append(xml(f'<w:ins w:id="903" {by}><w:r><w:t>Inserted {{{{ project.customer }}}}</w:t></w:r></w:ins>'))
    deleted = made.add_paragraph("Kept beside ")
    deleted._p.append(xml(f'<w:del w:id="904" {by}><w:r><w:delText>{{{{ old.name }}}}</w:delText></w:r></w:del>'))


@trap
def system_colours_in_the_theme(made: Opened) -> None:
    theme = next(rel.target_part for rel in made.part.rels.values() if rel.reltype.endswith("/theme"))
    assert b"sysClr" in theme.blob
    made.add_paragraph("{{ brand.name }}")


@trap
def right_to_left(made: Opened) -> None:
    made.sections[0]._sectPr.find(qn("w:docGrid")).addprevious(xml("<w:bidi/>"))
    made.styles["Normal"].element.get_or_add_pPr().append(xml("<w:bidi/>"))
    paragraph = made.add_paragraph("مشروع {{ project.name }} للعميل")
    paragraph.runs[0]._r.get_or_add_rPr().append(xml("<w:rtl/>"))


@trap
def no_tag_at_all(made: Opened) -> None:
    made.sections[0].header.paragraphs[0].text = "Acme header"


@trap
def german_style_names(made: Opened) -> None:
    german = {f"Heading {level}": f"Überschrift {level}" for level in (1, 2, 3)}
    german |= {"Title": "Titel", "Subtitle": "Untertitel", "Normal": "Standard", "Body Text": "Textkörper"}
    german |= {"List Bullet": "Aufzählungszeichen", "List Number": "Listennummer", "Caption": "Beschriftung"}
    for number, (name, own) in enumerate(german.items()):
        style = made.styles[name].element
        old, new = style.get(qn("w:styleId")), f"Acme{number}"
        style.find(qn("w:name")).set(qn("w:val"), own)
        style.set(qn("w:styleId"), new)
        for item in (*made.styles.element.iter(), *made.element.iter()):
            local = str(item.tag).rpartition("}")[2]
            if local in ("basedOn", "next", "link", "pStyle") and item.get(qn("w:val")) == old:
                item.set(qn("w:val"), new)


@trap
def merged_header_row(made: Opened) -> None:
    table = made.add_table(5, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Risks of {{ project.customer }}"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Own merged cell"
    table.cell(2, 0).text = "{% for risk in risks %}"
    for column, text in enumerate(("{{ risk.id }}", "{{ risk.risk }}", "{{ risk.owner | first_name }}")):
        table.cell(3, column).text = text
    table.cell(4, 0).text = "{% endfor %}"
    columns = made.add_table(3, 4, style="Table Grid")
    columns.cell(0, 0).merge(columns.cell(0, 3)).text = "Phases, merged over all"
    for number, text in enumerate(("Phase", "{% for phase in phases %}", "{{ phase.name }}", "{% endfor %}")):
        columns.cell(1, number).text = text
    columns.cell(2, 0).text = "Until"
    columns.cell(2, 2).text = "{{ phase.finish | short_date }}"


@trap
def own_chapters_and_contents(made: Opened) -> None:
    made.add_heading("About us", 1)
    made.add_paragraph("{{ block.summary }}")
    made.add_heading("Terms of business", 1)
    made.add_paragraph("{{ block.sections }}")
    made.add_heading("Imprint", 2)
    made.add_paragraph("The end of {{ project.id }}")


@trap
def several_sections_and_headers(made: Opened) -> None:
    made.sections[0].different_first_page_header_footer = True
    made.sections[0].first_page_header.paragraphs[0].text = "First: {{ project.customer }}"
    made.sections[0].footer.paragraphs[0].text = "{% for phase in phases %}{{ phase.number }} {% endfor %}"
    second = made.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "{% if project.name %}"
    second.header.add_paragraph("Second: {{ project.id }}")
    second.header.add_paragraph("{% endif %}")
    made.add_paragraph("{{ block.sections }}")
    made.add_section().footer.is_linked_to_previous = False
    made.add_paragraph("Last page")


def _part(made: Opened, kind: str, text: str) -> None:
    part = Part(PackURI(f"/word/{kind}.xml"), f"{WML}.{kind}+xml", text.encode(), made.part.package)
    made.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))
