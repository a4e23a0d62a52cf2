"""A validator for Django form and model fields.

body = forms.CharField(validators=[NoPersonalDataValidator()])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.api import check as _check
from pii_guard.errors import MissingExtraError, PolicyViolation

if TYPE_CHECKING:
    from pii_guard.messages import Language

try:
    from django.core.exceptions import ValidationError
    from django.utils.deconstruct import deconstructible
    from django.utils.translation import get_language
except ImportError as error:  # pragma: no cover - depends on what is installed
    raise MissingExtraError("pii_guard.integrations.django", "django") from error

_LANGUAGES: dict[str, Language] = {"nb": "nb", "no": "nb", "nn": "nn"}


@deconstructible
class NoPersonalDataValidator:
    """Refuses a text with personal data, in the language that Django has active (bokmål, nynorsk, else English)."""

    code = "personal_data"

    def __init__(self, context: str = "input") -> None:
        self.context = context

    def __call__(self, value: str) -> None:
        """Raise Django's ``ValidationError`` with advice that does not repeat the value."""
        lang = _LANGUAGES.get((get_language() or "nb").partition("-")[0], "en")
        message = ""
        try:
            _check(value, context=self.context, lang=lang)
        except PolicyViolation as violation:
            message = violation.message
        if message:
            raise ValidationError(message, code=self.code)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoPersonalDataValidator) and self.context == other.context

    def __hash__(self) -> int:
        return hash(self.context)
