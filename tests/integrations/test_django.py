"""The validator in real Django forms and models."""

import pickle

import django
import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from pii_guard.integrations.django import NoPersonalDataValidator

VALUE = "kari.moen@fjordbrev.no"

if not settings.configured:
    settings.configure(USE_I18N=True, LANGUAGE_CODE="nb")
    django.setup()


class TicketForm(forms.Form):
    body = forms.CharField(validators=[NoPersonalDataValidator()])


def test_a_clean_text_passes():
    assert TicketForm({"body": "Panelet i gangen er dødt."}).is_valid()


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Ikke oppgi e-postadresser."), ("nn", "Ikkje oppgi e-postadresser."), ("de", "Do not enter e-mail")],
)
def test_the_message_is_in_the_active_language_and_holds_no_value(language, words):
    with translation.override(language):
        form = TicketForm({"body": f"Skriv til {VALUE}"})
        assert not form.is_valid()
    assert words in str(form.errors["body"])
    assert VALUE not in str(form.errors)


def test_the_error_holds_no_value_anywhere():
    with pytest.raises(ValidationError) as caught:
        NoPersonalDataValidator()(f"Skriv til {VALUE}")
    assert caught.value.code == "personal_data"
    assert VALUE not in repr(caught.value) + str(caught.value.__context__) + str(caught.value.__cause__)


def test_migrations_can_write_it_down():
    validator = NoPersonalDataValidator(context="export")
    path, arguments, options = validator.deconstruct()
    assert path == "pii_guard.integrations.django.NoPersonalDataValidator"
    assert (arguments, options) == ((), {"context": "export"})
    assert pickle.loads(pickle.dumps(validator)) == validator != NoPersonalDataValidator()
