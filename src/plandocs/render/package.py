"""An Office file as parts, content types and relationships: the Open Packaging Conventions, no more.

In come the bytes of a template; out go the bytes of a document, the same on every machine. A part is bytes
until somebody asks for its tree, so what a template holds and we do not know is carried along untouched.
Word, PowerPoint and Excel renderers build on this one layer; it knows none of the three.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from plandocs.errors import PlanError, Problem
from plandocs.render.archive import read_archive, write_archive
from plandocs.render.relationships import XML_HEAD, Relationships, rels_name
from plandocs.render.xmltext import escape_attribute

CONTENT_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_IMAGES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpeg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
)


class Package:
    """One Office file in memory.

    `parts` maps absolute names (`/word/document.xml`) to bytes, relationship parts included, content types
    not. A tree from `xml()` and relationships from `rels()` are live: changes to them reach the file.
    `flush()`, `stamp` and `to_bytes()` write the trees back and let go of them: ask for a tree again to
    change it afterwards.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: dict[str, bytes] = {}
        self.defaults: dict[str, str] = {"rels": _RELS_TYPE, "xml": "application/xml"}
        self.overrides: dict[str, str] = {}
        self._trees: dict[str, etree._Element] = {}
        self._rels: dict[str, Relationships] = {}
        self._numbers: dict[str, int] = {}
        self._images: dict[tuple[str, str], str] = {}
        self._from_trees: dict[str, bytes] = {}
        self._shared: dict[str, bytes] = {}

    @classmethod
    def open(cls, data: bytes, *, name: str) -> Package:
        """Return the package in `data`; `name` is what problems call it.

        Raises `PlanError` for a bad file.
        """
        package = cls(name)
        entries = read_archive(data, name=name)
        types = entries.pop(CONTENT_TYPES, None)
        if types is None:
            message = f"the file has no {CONTENT_TYPES}: it is a zip, but no Office file"
            raise PlanError(Problem(rule="package-no-content-types", message=message, path=name))
        package._read_types(types)
        package.parts = {f"/{entry}": content for entry, content in entries.items()}
        return package

    def copy(self) -> Package:
        """Return a flushed package's double, to be changed alone: a template is opened and dressed once for many files.

        Parts that the double does not change count as shared: see `is_shared`.
        """
        made = Package(self.name)
        made.parts, made.defaults, made.overrides = dict(self.parts), dict(self.defaults), dict(self.overrides)
        made._rels = {source: rels.copy() for source, rels in self._rels.items()}
        made._numbers, made._images = dict(self._numbers), dict(self._images)
        made._shared = dict(self.parts)
        return made

    # Parts

    def add_part(self, name: str, content_type: str, data: bytes) -> str:
        """Add or replace a part and return its name."""
        if not name.startswith("/"):
            raise ValueError(f"a part name starts with '/': {name!r}")
        self._trees.pop(name, None)
        self.parts[name] = data
        if self.defaults.get(_extension(name)) != content_type:
            self.overrides[name] = content_type
        else:
            self.overrides.pop(name, None)
        return name

    def set_part(self, name: str, data: bytes, *, shared: bool = False) -> None:
        """Replace the bytes of a part that exists; its content type stays.

        `shared` says that many documents have these same bytes: see `is_shared`.
        """
        self._trees.pop(name, None)
        if data != self.parts[name]:  # equal bytes stay the same object
            self.parts[name] = data
            if shared:
                self._shared[name] = data

    def drop_part(self, name: str) -> None:
        """Remove a part, its relationships and its content type.

        Arrows that point to it are the caller's to remove.
        """
        del self.parts[name]
        self.parts.pop(rels_name(name), None)
        self.overrides.pop(name, None)
        self._trees.pop(name, None)
        self._rels.pop(name, None)

    def add_image(self, data: bytes, *, folder: str) -> str:
        """Add a PNG, JPEG or GIF under `folder` (`/word/media`) and return its name.

        Equal pictures share one part.
        """
        key = (folder, hashlib.sha256(data).hexdigest())
        if key not in self._images:
            extension, content_type = image_type(data, name=self.name)
            self.defaults.setdefault(extension, content_type)
            name = self.next_name(f"{folder}/image{{}}.{extension}")
            self._images[key] = self.add_part(name, content_type, data)
            self._shared[name] = data  # mostly the logo
        return self._images[key]

    def next_name(self, pattern: str) -> str:
        """Return the next free name of a pattern such as `/ppt/slides/slide{}.xml`.

        A name is given out once.
        """
        number = self._numbers.get(pattern, 0) + 1
        while pattern.format(number) in self.parts:
            number += 1
        self._numbers[pattern] = number
        return pattern.format(number)

    def content_type(self, name: str) -> str:
        """Return a part's content type, or an empty text when none is declared."""
        return self.overrides.get(name) or self.defaults.get(_extension(name), "")

    def set_content_type(self, name: str, content_type: str) -> None:
        """Declare the content type of one part."""
        self.overrides[name] = content_type

    def names_of_type(self, content_type: str) -> Iterator[str]:
        """Return the names of the parts of a content type, in the file's order."""
        return (name for name in self.parts if self.content_type(name) == content_type)

    # Trees and relationships

    def xml(self, name: str) -> etree._Element:
        """Return the live root element of a part, parsed once.

        Raises `PlanError` when it is not well formed.
        """
        root = self._trees.get(name)
        if root is None:
            root = self._trees[name] = self.parse(name)
        return root

    def parse(self, name: str) -> etree._Element:
        """Return a root element of a part for reading only: changes to it do not reach the file."""
        tree = self._trees.get(name)
        return parse_xml(self.parts[name], path=self.name, part=name) if tree is None else tree

    def rels(self, source: str = "/") -> Relationships:
        """Return the live relationships of a part; of the package itself by default.

        Empty when there are none.
        """
        found = self._rels.get(source)
        if found is None:
            part = rels_name(source)
            if part in self.parts:
                found = Relationships.parse(source, parse_xml(self.parts[part], path=self.name, part=part))
            else:
                found = Relationships(source)
            self._rels[source] = found
        return found

    def main_part(self) -> str:
        """Return the name of the document, presentation or workbook part.

        Raises `PlanError` when there is none.
        """
        name = self.rels().target_of("officeDocument")
        if name is None or name not in self.parts:
            message = "the file has no main part: it is no Word, PowerPoint or Excel file"
            raise PlanError(Problem(rule="package-no-main-part", message=message, path=self.name))
        return name

    # Out

    def flush(self) -> None:
        """Write live trees and relationships back into `parts` and let go of the trees."""
        for name, root in self._trees.items():
            self.parts[name] = self._from_trees[name] = serialise(root)
        self._trees.clear()
        for source, rels in self._rels.items():
            if rels.is_written:
                continue
            part = rels_name(source)
            if len(rels):
                self.parts[part] = rels.to_bytes()
            else:
                self.parts.pop(part, None)

    def is_from_tree(self, name: str) -> bool:
        """Return whether a part's bytes were written from a tree, and so are well formed without being read again."""
        return self._from_trees.get(name) is self.parts.get(name, b"")

    def is_shared(self, name: str) -> bool:
        """Return whether many documents have a part as this one has it, so that it pays to remember what it is like."""
        return self._shared.get(name) is self.parts.get(name, b"")

    def content_types(self) -> bytes:
        """Return the content types part: extensions in use first, then parts, each sorted."""
        extensions = {_extension(name) for name in self.parts if name not in self.overrides}
        rows = [
            f'<Default Extension="{escape_attribute(extension)}" ContentType="{escape_attribute(kind)}"/>'
            for extension, kind in sorted(self.defaults.items())
            if extension in extensions
        ]
        rows += [
            f'<Override PartName="{escape_attribute(name)}" ContentType="{escape_attribute(kind)}"/>'
            for name, kind in sorted(self.overrides.items())
            if name in self.parts
        ]
        return f'{XML_HEAD}<Types xmlns="{_TYPES_NAMESPACE}">{"".join(rows)}</Types>'.encode()

    def to_bytes(self) -> bytes:
        """Return the file: content types, then package relationships, then every part by name."""
        self.flush()
        first = "/_rels/.rels"
        order = sorted(self.parts, key=lambda name: (name != first, name))
        entries = [(name[1:], self.parts[name]) for name in order]
        shared = {name[1:] for name in self.parts if self.is_shared(name)}
        return write_archive([(CONTENT_TYPES, self.content_types()), *entries], shared)

    def _read_types(self, data: bytes) -> None:
        root = parse_xml(data, path=self.name, part=CONTENT_TYPES)
        for child in root.iterchildren("{*}Default", "{*}Override"):
            content_type = child.get("ContentType", "")
            part = child.get("PartName")
            if part is not None:
                self.overrides[part] = content_type
            else:
                self.defaults[child.get("Extension", "").lower()] = content_type


def parse_xml(data: bytes, *, path: str, part: str) -> etree._Element:
    """Return the root element of untrusted XML: no entities, no network, no huge trees.

    Raises `PlanError`, located by file and part, when the XML is not well formed or declares a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = f"the part {part} is not well-formed XML: {error.msg}"
        raise PlanError(Problem(rule="package-bad-xml", message=message, path=path, where=part)) from error
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise _doctype_declared(path, part)
    return root


def require_well_formed(data: bytes, *, path: str, part: str) -> None:
    """Raise what `parse_xml` would raise for the XML, without building a tree: three times as fast."""
    target: Any = _Deaf()  # the stubs ask for handlers that lxml does not
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        parser.feed(data)  # a fifth faster than `fromstring` with such a target
        parser.close()
    except etree.XMLSyntaxError as error:
        message = f"the part {part} is not well-formed XML: {error.msg}"
        raise PlanError(Problem(rule="package-bad-xml", message=message, path=path, where=part)) from error
    if target.doctype_seen:
        raise _doctype_declared(path, part)


class _Deaf:
    """A parser target that hears nothing but a document type."""

    def __init__(self) -> None:
        self.doctype_seen = False

    def doctype(self, *_: object) -> None:
        """Remember that the XML declares a document type."""
        self.doctype_seen = True

    def close(self) -> None:
        """Return nothing at the end of the document."""


def _doctype_declared(path: str, part: str) -> PlanError:
    message = f"the part {part} declares a document type, which no Office file does"
    return PlanError(Problem(rule="package-bad-xml", message=message, path=path, where=part))


def serialise(root: etree._Element) -> bytes:
    """Return a part's bytes: UTF-8 with the declaration Office writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def image_type(data: bytes, *, name: str) -> tuple[str, str]:
    """Return a picture's extension and content type.

    Raises `PlanError` when it is of no kind Office shows.
    """
    found = sniff_image(data)
    if found is None:
        message = "the picture is neither PNG, JPEG nor GIF"
        raise PlanError(Problem(rule="package-image-type", message=message, path=name, fix="save it as PNG"))
    return found


def sniff_image(data: bytes) -> tuple[str, str] | None:
    """Return a picture's extension and content type, told by its first bytes, or None for other kinds."""
    for signature, extension, content_type in _IMAGES:
        if data.startswith(signature):
            return extension, content_type
    return None


def _extension(name: str) -> str:
    return name.rsplit("/", 1)[-1].rpartition(".")[2].lower()
