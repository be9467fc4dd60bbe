"""The base of every model in a plan: frozen, strict about keys, described by the words under each field.

The words under the fields are read by `schema`, not by pydantic: that would take the sources apart at every start.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


class Entry(BaseModel):
    """One mapping of the plan file. Unknown keys are errors; numbers are taken as text where text is wanted.

    A key without a value counts as left out; an unknown one is an error all the same.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        coerce_numbers_to_str=True,
        str_strip_whitespace=True,
        allow_inf_nan=False,
        defer_build=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            known = {name for key, field in cls.model_fields.items() for name in (key, field.alias)}
            return {key: value for key, value in data.items() if value is not None or key not in known}
        return data


def text_entries(value: Any, key: str) -> Any:
    """Let a list of entries hold plain texts: each becomes `{key: text}`."""
    if isinstance(value, list | tuple):
        return [{key: item} if isinstance(item, str) else item for item in value]
    return value
