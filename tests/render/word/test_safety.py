"""What a template may not bring along: what runs, fetches or reads is refused or left behind, with a word on it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plandocs.errors import PlanError, Problem
from plandocs.render.check import check_package
from plandocs.render.word import render_document
from tests.render.word.examples import document
from tests.render.word.test_templates import corporate

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "word/_rels/document.xml.rels"
Change = Callable[[dict[str, bytes]], None]


def changed(change: Change) -> bytes:
    """Return a company's template with its parts changed."""
    _, data = corporate(lambda template: template.add_paragraph("Acme"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def related(kind: str, target: str, *, external: bool, source: str = RELS, inside: str = "") -> Change:
    """Add a relationship, and what uses it to the body's first paragraph."""

    def change(parts: dict[str, bytes]) -> None:
        mode = ' TargetMode="External"' if external else ""
        row = f'<Relationship Id="rIdEvil" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
        head = (
            b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        )
        empty = head + b"</Relationships>"
        parts[source] = parts.get(source, empty).replace(b"</Relationships>", row.encode())
        body(inside)(parts)

    return change


def body(inside: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        paragraph = f'<w:p xmlns:r="{OFFICE}" {nsdecls("w")}>{inside}</w:p>'.encode()
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + paragraph)

    return change


def field(*pieces: str) -> Change:
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return body(begin + code + end)


def chunk(parts: dict[str, bytes]) -> None:
    parts["word/chunk.html"] = b"<html>x</html>"
    kind = b'<Default Extension="html" ContentType="text/html"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind)
    related("aFChunk", "chunk.html", external=False)(parts)
    document_ = parts["word/document.xml"]
    parts["word/document.xml"] = document_.replace(
        b"<w:body>", f'<w:body><w:altChunk xmlns:r="{OFFICE}" {nsdecls("w")} r:id="rIdEvil"/>'.encode()
    )


def doctype(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = re.sub(
        rb"<w:document",
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document',
        parts["word/document.xml"],
        count=1,
    ).replace(b"Acme", b"&f;")


def laughs(parts: dict[str, bytes]) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    parts["word/document.xml"] = re.sub(
        rb"<w:document", f"<!DOCTYPE x [{entities}]><w:document".encode(), parts["word/document.xml"], count=1
    ).replace(b"Acme", b"&a11;")


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/image1.png"] = bytes(600 * 2**20)


def hidden(parts: dict[str, bytes]) -> None:
    field("DDEAUTO c:\\\\windows\\\\calc")(parts)
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = re.sub(r"^<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-16"?>', text).encode(
        "utf-16"
    )


VML = (
    "<w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:imagedata src = 'http://evil.example/x.png'/>"
    "</v:shape></w:pict></w:r>"
)
LINKED = (
    '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rIdEvil"/>'
    "</w:drawing></w:r>"
)
ATTACKS: dict[str, tuple[Change, str, str]] = {
    "a remote picture": (
        related("image", "http://evil.example/x.png", external=True, inside=LINKED),
        "fetched from elsewhere",
        "paragraph 1",
    ),
    "a picture of a file": (
        related("image", "file:///etc/passwd", external=True, inside=LINKED),
        "fetched from elsewhere",
        "paragraph 1",
    ),
    "a picture in old markup": (body(VML), "fetched from elsewhere", "paragraph 1"),
    "a chunk of another file": (chunk, "a file that Word would read in", ""),
    "a linked object": (related("oleObject", "file:///c:/x.xlsx", external=True), "an object of another program", ""),
    "an embedded object": (
        related("oleObject", "embeddings/x.bin", external=False),
        "an object of another program",
        "",
    ),
    "a control": (related("control", "activeX/x.xml", external=False), "ActiveX", ""),
    "a part of a master document": (related("subDocument", "file:///c:/x.docx", external=True), "another document", ""),
    "a frame": (
        related("frame", "http://evil.example", external=True, source="word/_rels/settings.xml.rels"),
        "a page",
        "settings",
    ),
    "a script for a link": (related("hyperlink", "javascript:alert(1)", external=True), "neither a web nor a mail", ""),
    "a share for a link": (
        related("hyperlink", "\\\\\\\\evil\\\\share", external=True),
        "neither a web nor a mail",
        "",
    ),
    "an unknown fetch": (related("somethingNew", "http://evil.example", external=True), "somethingNew", ""),
    "DDE": (field("DDEAUTO c:\\\\windows\\\\cmd.exe"), "a field DDEAUTO", "paragraph 1"),
    "DDE in pieces": (field(" D", "DE", "AUTO c:\\\\x"), "a field DDEAUTO", "paragraph 1"),
    "DDE in entities": (field("&#68;&#68;&#69;AUTO x"), "a field DDEAUTO", "paragraph 1"),
    "DDE in another encoding": (hidden, "a field DDEAUTO", "paragraph 1"),
    "a simple field": (
        body('<w:fldSimple w:instr=" INCLUDETEXT c:\\\\secret.txt "/>'),
        "a field INCLUDETEXT",
        "paragraph 1",
    ),
    "an included picture": (
        field('INCLUDEPICTURE "http://evil.example/x.png"'),
        "a field INCLUDEPICTURE",
        "paragraph 1",
    ),
    "a field made by a field": (
        body(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>" + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 2
        ),
        "made up by another field",
        "paragraph 1",
    ),
    "a button for a macro": (field("MACROBUTTON Evil [click]"), "a field MACROBUTTON", "paragraph 1"),
    "an entity that reads a file": (doctype, "declares a document type", "/word/document.xml"),
    "entities that multiply": (laughs, "", "/word/document.xml"),
    "a zip bomb": (bomb, "unpacks to", ""),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_with_its_place(name: str) -> None:
    change, message, where = ATTACKS[name]
    own, _ = corporate()
    with pytest.raises(PlanError) as caught:
        render_document(document(), own, changed(change))
    told = [problem for problem in caught.value.problems if message in problem.message]
    assert told
    assert told[0].path == "acme/plan.docx"
    assert where in told[0].where


def left_behind(change: Change) -> tuple[dict[str, bytes], list[Problem], bytes]:
    own, _ = corporate()
    notes: list[Problem] = []
    out = render_document(document(), own, changed(change), notes=notes)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, notes, out


def test_the_template_of_a_template_is_left_behind() -> None:
    def change(parts: dict[str, bytes]) -> None:
        related("attachedTemplate", "file:///c:/evil.dotm", external=True, source="word/_rels/settings.xml.rels")(parts)
        tag = f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rIdEvil"/>'.encode()
        parts["word/settings.xml"] = re.sub(rb"(<w:zoom[^>]*/>)", rb"\1" + tag, parts["word/settings.xml"], count=1)
        assert b"attachedTemplate" in parts["word/settings.xml"]

    parts, notes, out = left_behind(change)
    assert [(note.rule, note.severity) for note in notes] == [("template-left-behind", "info")]
    assert not any(b"evil" in data or b"attachedTemplate" in data for data in parts.values())
    assert [problem for problem in check_package(out) if "stylesWithEffects" not in problem.where] == []


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_macros_are_left_behind_and_a_template_file_becomes_a_document(kind: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"].decode()
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        assert main in types
        bin_type = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
        parts["[Content_Types].xml"] = types.replace(main, kind).replace("</Types>", bin_type).encode()
        parts["word/vbaProject.bin"] = b"macro code"
        vba = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        row = f'<Relationship Id="rIdM" Type="{vba}" Target="vbaProject.bin"/></Relationships>'
        parts[RELS] = parts[RELS].replace(b"</Relationships>", row.encode())

    parts, notes, out = left_behind(change)
    assert [note.message for note in notes] == ["the template has macros, which no document gets"]
    assert "word/vbaProject.bin" not in parts
    assert b"macro" not in parts["[Content_Types].xml"].lower()
    assert docx.Document(io.BytesIO(out)).paragraphs


def test_harmless_fields_and_links_stay() -> None:
    def change(parts: dict[str, bytes]) -> None:
        field('STYLEREF "Heading 1"')(parts)
        field("MACROBUTTON NoMacro [Click here]")(parts)
        related("hyperlink", "https://acme.example/?a=1&amp;b=2", external=True)(parts)

    parts, notes, _ = left_behind(change)
    assert notes == []
    assert b"STYLEREF" in parts["word/document.xml"]
    assert b"NoMacro" in parts["word/document.xml"]
    assert b"https://acme.example" in parts[RELS]


def test_a_template_that_points_its_picture_to_the_web_says_so_in_a_header_too() -> None:
    def change(template: docx.document.Document) -> None:
        part = template.sections[0].header.part
        identity = part.relate_to("http://evil.example/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
        run = template.sections[0].header.paragraphs[0].add_run()
        run._r.append(parse_xml(f'<w:pict {nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml">'
                                f'<v:imagedata r:id="{identity}"/></w:pict>'))  # fmt: skip

    own, data = corporate(change)
    with pytest.raises(PlanError) as caught:
        render_document(document(), own, data)
    assert [problem.where for problem in caught.value.problems] == ["header 1, paragraph 1"]
