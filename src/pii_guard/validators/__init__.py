"""Check digits, numbering plans and shapes: pure functions from a string to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_guard.validators.birth_date import check_birth_date
from pii_guard.validators.email import check_email, check_obfuscated_email
from pii_guard.validators.network import check_ip, check_mac
from pii_guard.validators.no_bank_account import check_account, check_foreign_iban, check_norwegian_iban
from pii_guard.validators.no_national_id import (
    check_duf,
    check_national_id,
    check_rounded_national_id,
    check_short_national_id,
)
from pii_guard.validators.payment_card import check_card
from pii_guard.validators.phone import check_foreign_phone, check_phone
from pii_guard.validators.vehicle_plate import check_plate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pii_guard.validators.verdict import Verdict

VALIDATORS: Mapping[str, Callable[[str], Verdict | None]] = {
    "birth_date": check_birth_date,
    "email": check_email,
    "email.obfuscated": check_obfuscated_email,
    "iban.foreign": check_foreign_iban,
    "ip": check_ip,
    "mac": check_mac,
    "no.bank_account": check_account,
    "no.duf": check_duf,
    "no.iban": check_norwegian_iban,
    "no.national_id": check_national_id,
    "no.national_id.rounded": check_rounded_national_id,
    "no.national_id.short": check_short_national_id,
    "no.phone": check_phone,
    "no.vehicle_plate": check_plate,
    "payment_card": check_card,
    "phone.foreign": check_foreign_phone,
}
