"""Strings without personal data, for pydantic models.

    class Ticket(BaseModel):
        body: NoPersonalData

The error that a user meets says what to leave out. pydantic's own errors carry the input: show them with
``error.errors(include_input=False)`` or set ``hide_input_in_errors`` in the model's configuration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pii_guard.api import check as _check
from pii_guard.errors import MissingExtraError, PolicyViolation

if TYPE_CHECKING:
    from pii_guard.messages import Language

try:
    from pydantic import AfterValidator
    from pydantic_core import PydanticCustomError
except ImportError as error:  # pragma: no cover - depends on what is installed
    raise MissingExtraError("pii_guard.integrations.pydantic", "pydantic") from error


class PersonalDataValidator:
    """A validator with a language and a context of its own: ``Annotated[str, PersonalDataValidator("en")]``."""

    def __init__(self, lang: Language = "nb", context: str = "input") -> None:
        self._lang = lang
        self._context = context

    def __call__(self, value: str) -> str:
        """The value unchanged, or an error of type ``personal_data``."""
        message = ""
        try:
            _check(value, context=self._context, lang=self._lang)
        except PolicyViolation as violation:
            message = violation.message
        if message:
            raise PydanticCustomError("personal_data", "{advice}", {"advice": message})
        return value


NoPersonalData = Annotated[str, AfterValidator(PersonalDataValidator())]
