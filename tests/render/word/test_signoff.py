"""The sign-off block: controls that Word fills in, on one page, without a hold on what comes behind."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from plandocs.content.blocks import Paragraph, Signature, SignOff
from tests.render.word.examples import document, section
from tests.render.word.test_render_document import opened

LABELS = ("Name", "Title", "Signature", "Date")
SIGNERS = (
    Signature("Soloists", "Cy Customer", "Owner", "/sig1/"),
    Signature("Onefold", "Ada Single", "Manager"),
    Signature("Soloists", "", ""),
)


@pytest.fixture(scope="module")
def body():  # type: ignore[no-untyped-def]
    block = SignOff("By signing, both sides agree.", SIGNERS, LABELS)
    return opened(document(section(block, Paragraph("Behind.")))).element.body


def kind_of(properties) -> str:  # type: ignore[no-untyped-def]
    return next(name for name in ("text", "richText", "date") if properties.find(qn(f"w:{name}")) is not None)


def test_every_signer_has_four_controls_with_names_of_their_own(body) -> None:  # type: ignore[no-untyped-def]
    found = {item.find(qn("w:tag")).get(qn("w:val")): item for item in body.iter(qn("w:sdtPr"))}
    assert list(found) == [
        f"plandocs:sign:{number}:{kind}"
        for numbers in ((1, 2), (3,))
        for kind in ("name", "title", "signature", "date")
        for number in numbers
    ]
    kinds = {"name": "text", "title": "text", "signature": "richText", "date": "date"}
    assert {tag: kind_of(item) for tag, item in found.items()} == {tag: kinds[tag.split(":")[3]] for tag in found}
    assert {item.find(qn("w:lock")).get(qn("w:val")) for item in found.values()} == {"sdtLocked"}
    aliases = [item.find(qn("w:alias")).get(qn("w:val")) for item in found.values()]
    assert len(set(aliases)) == 12
    assert len({item.find(qn("w:id")).get(qn("w:val")) for item in found.values()}) == 12


def test_what_is_known_is_filled_in_and_the_rest_is_room_to_write(body) -> None:  # type: ignore[no-untyped-def]
    texts, empty = {}, {}
    for control in body.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")).removeprefix("plandocs:sign:")
        texts[tag] = "".join(node.text for node in control.iter(qn("w:t"))).strip()
        empty[tag] = control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
    assert (texts["1:name"], texts["1:title"], texts["2:name"], texts["2:title"]) == (
        "Cy Customer",
        "Owner",
        "Ada Single",
        "Manager",
    )
    assert texts["3:name"] == ""
    assert all(is_empty == (texts[tag] == "") for tag, is_empty in empty.items())


def test_a_date_is_chosen_in_the_language_of_the_document(body) -> None:  # type: ignore[no-untyped-def]
    dates = list(body.iter(qn("w:date")))
    assert len(dates) == 3
    assert {item.find(qn("w:lid")).get(qn("w:val")) for item in dates} == {"en-US"}


def test_the_text_for_an_e_signing_service_stands_where_the_plan_names_it(body) -> None:  # type: ignore[no-untyped-def]
    assert sum("/sig1/" in (node.text or "") for node in body.iter(qn("w:t"))) == 1


def test_all_rows_but_the_last_stay_with_the_next(body) -> None:  # type: ignore[no-untyped-def]
    table = next(body.iter(qn("w:tbl")))
    rows = list(table.iter(qn("w:tr")))
    assert len(rows) == 10
    for row in rows:
        assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    held = [{item.get(qn("w:val"), "1") for item in row.iter(qn("w:keepNext"))} for row in rows]
    assert held[-1] == {"0"}
    assert all("0" not in values for values in held[:-1])
