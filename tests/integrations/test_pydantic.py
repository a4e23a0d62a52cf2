"""Strings without personal data in real pydantic models."""

from typing import Annotated

import pytest
from pydantic import AfterValidator, BaseModel, ValidationError

from pii_guard.integrations.pydantic import NoPersonalData, PersonalDataValidator

VALUE = "kari.moen@fjordbrev.no"


class Ticket(BaseModel):
    model_config = {"hide_input_in_errors": True}
    body: NoPersonalData
    note: Annotated[str, AfterValidator(PersonalDataValidator("en"))] = ""


def test_a_clean_text_passes_unchanged():
    assert Ticket(body="Panelet i gangen er dødt.").body == "Panelet i gangen er dødt."


@pytest.mark.parametrize(
    ("field", "words"), [("body", "Ikke oppgi e-postadresser."), ("note", "Do not enter e-mail addresses.")]
)
def test_the_message_says_what_to_leave_out_and_holds_no_value(field, words):
    with pytest.raises(ValidationError) as caught:
        Ticket(**{"body": "ok", field: f"Skriv til {VALUE}"})
    error = caught.value.errors(include_input=False)[0]
    assert error["type"] == "personal_data"
    assert words in error["msg"]
    assert VALUE not in str(caught.value) + str(error)
