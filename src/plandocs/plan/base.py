"""The base of every model in a plan: frozen, strict about keys, described by the words under each field."""

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """One mapping of the plan file. Unknown keys are errors; numbers are taken as text where text is wanted."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        use_attribute_docstrings=True,
        coerce_numbers_to_str=True,
        str_strip_whitespace=True,
    )
