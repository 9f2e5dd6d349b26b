"""An officer's corrections stand above what any list says."""

from collections.abc import Iterable

from tanggap.core import crypto
from tanggap.linkage.normalise import fold_name
from tanggap.people import rows
from tanggap.people.models import Correction, Person
from tanggap.people.sealing import SEALED, value_of
from tanggap.people.types import CorrectedField, PersonStatus


def corrected(person: Person, corrections: Iterable[Correction]) -> None:
    """Set the corrected values on a person in memory."""
    for one in corrections:
        match one.field:
            case CorrectedField.NAME:
                person.name = one.value[:200]
                person.name_key = " ".join(fold_name(one.value))[: rows.KEY_LENGTH]
            case CorrectedField.BIRTH:
                person.birth = int(one.value)
            case CorrectedField.SEX:
                person.sex = int(one.value)
            case CorrectedField.NIK:
                digits = value_of(one)
                person.nik_index, person.nik_record_id = rows.nik_index(digits), None
                person.nik_sealed = crypto.seal(digits, purpose=SEALED)
            case CorrectedField.KK:
                person.kk_index = rows.kk_index(value_of(one))
            case CorrectedField.STATUS:
                person.status = PersonStatus(one.value)
                person.status_on = one.effective_on
            case _:
                pass  # shown in the dossier, not copied
