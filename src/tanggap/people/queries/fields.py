"""The fields of a dossier: the best value, where it comes from, and what others say."""

from typing import Final

from tanggap.core.masking import mask_nik, mask_phone
from tanggap.language import Sentence
from tanggap.people.domain.best_values import best_text
from tanggap.people.models import Correction, Person, SourceRecord
from tanggap.people.queries import showing
from tanggap.people.queries.said import corrections_of, said_by_person
from tanggap.people.sealing import value_of
from tanggap.people.types import CorrectedField, FieldView

S = Sentence
LABELS: Final = {
    "national_id": S("NIK", "NIK"),
    "family_id": S("Nomor KK", "Family card"),
    "name": S("Nama", "Name"),
    "birth": S("Tanggal lahir", "Birth date"),
    "sex": S("Jenis kelamin", "Sex"),
    "birth_place": S("Tempat lahir", "Birthplace"),
    "mother_name": S("Nama ibu kandung", "Mother's name"),
    "address": S("Alamat", "Address"),
    "rt_rw": S("RT/RW", "RT/RW"),
    "rt": S("RT", "RT"),
    "rw": S("RW", "RW"),
    "village": S("Kelurahan/desa", "Kelurahan"),
    "district": S("Kecamatan", "Kecamatan"),
    "phone": S("Telepon", "Telephone"),
    "relation": S("Hubungan keluarga", "Relation to the head"),
    "occupation": S("Pekerjaan", "Occupation"),
    "components": S("Komponen program", "Components of the programme"),
    "given_name": S("Nama depan", "Given name"),
    "surname": S("Nama belakang", "Surname"),
    "birth_date": S("Tanggal lahir", "Birth date"),
    "birth_place_and_date": S("Tempat, tanggal lahir", "Place and date of birth"),
    "street_number": S("Nomor rumah", "House number"),
    "city": S("Kota/kabupaten", "City or regency"),
    "province": S("Provinsi", "Province"),
    "postcode": S("Kode pos", "Postal code"),
    "name_and_national_id": S("Nama dan NIK dalam satu kolom", "Name and NIK in one column"),
}
_TEXTS: Final = (
    "birth_place", "mother_name", "address", "rt_rw", "rt", "rw", "village", "district",
    "relation", "occupation",
)  # fmt: skip
_BY_CORRECTION: Final = {
    CorrectedField.NAME: "name",
    CorrectedField.BIRTH: "birth",
    CorrectedField.SEX: "sex",
    CorrectedField.ADDRESS: "address",
    CorrectedField.NIK: "national_id",
    CorrectedField.KK: "family_id",
    CorrectedField.PHONE: "phone",
}
BY_OFFICER: Final = "petugas"


def fields_of(person: Person) -> tuple[FieldView, ...]:
    """Return every field of which anything is known, numbers masked."""
    said = said_by_person([person.pk]).get(person.pk, [])
    corrections = corrections_of([person.pk]).get(person.pk, [])
    corrected = {_BY_CORRECTION.get(CorrectedField(one.field), ""): one for one in corrections}
    sources = _sources([row.record for row in said])
    numbers = showing.nik_record_texts([person])
    views = {
        "national_id": FieldView(
            "national_id",
            LABELS["national_id"],
            showing.masked_nik(person, numbers),
            sources.get(person.nik_record_id or 0, ""),
        ),
        "name": FieldView(
            "name", LABELS["name"], person.name, _from(person, "name", sources),
            best_text(said, "name")[2],
        ),
        "birth": FieldView(
            "birth", LABELS["birth"], showing.date_shown(person.birth),
            _from(person, "birth", sources),
            tuple({showing.date_shown(r.birth) for r in said if r.birth not in (0, person.birth)}),
        ),
        "sex": FieldView(
            "sex", LABELS["sex"], showing.SEXES[person.sex], _from(person, "sex", sources),
            tuple({showing.SEXES[row.sex] for row in said if row.sex and row.sex != person.sex}),
        ),
    }  # fmt: skip
    views |= _numbers(sources)
    for field in _TEXTS:
        value, source, others = best_text(said, field)
        views[field] = FieldView(field, LABELS[field], value, sources.get(source or 0, ""), others)
    for field, one in corrected.items():
        if field in views:
            views[field] = _corrected(views[field], one)
    return tuple(views[field] for field in LABELS if field in views and views[field].best)


def _numbers(sources: dict[int, str]) -> dict[str, FieldView]:
    """Return the card and the phone, masked, from the newest row that has them."""
    rows = SourceRecord.objects.unscoped(reason="the rows of a person who is shown")
    found = {field: FieldView(field, LABELS[field], "", "") for field in ("family_id", "phone")}
    newest = rows.filter(pk__in=sources).order_by("list_id", "pk").values_list("pk", "sealed")
    for pk, sealed in newest:
        for field, text in showing.masked_numbers(sealed).items():
            if field in found:
                found[field] = FieldView(field, LABELS[field], text, sources[pk])
    return found


def _corrected(view: FieldView, one: Correction) -> FieldView:
    value = value_of(one)
    if view.field in {"national_id", "family_id"}:
        value = mask_nik(value)
    elif view.field == "phone":
        value = mask_phone(value)
    elif view.field == "birth":
        value = showing.date_shown(int(value))
    elif view.field == "sex":
        value = showing.SEXES[int(value)]
    others = tuple(dict.fromkeys([*([view.best] if view.best else []), *view.others]))
    return FieldView(
        view.field, view.label, value, BY_OFFICER, tuple(o for o in others if o != value)
    )


def _from(person: Person, field: str, sources: dict[int, str]) -> str:
    return sources.get(person.sources.get(field, 0), "")


def _sources(records: list[int]) -> dict[int, str]:
    rows = SourceRecord.objects.unscoped(reason="the rows of a person who is shown")
    return {
        pk: f"{programme}, baris {row}"
        for pk, programme, row in rows.filter(pk__in=records).values_list(
            "pk", "list__programme_code", "row"
        )
    }
