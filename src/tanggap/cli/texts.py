"""Every text of the command line, in both languages."""

from typing import Final

from tanggap.language import Sentence, chosen_language

S = Sentence


def say(sentence: Sentence) -> str:
    """Return a sentence in the user's language (TANGGAP_LANG)."""
    return sentence.in_language(chosen_language())


APP: Final = S(
    "Satu kebenaran dari banyak daftar bantuan.\n\nBahasa: TANGGAP_LANG=id (bawaan) atau en.",
    "One truth out of many aid lists.\n\nLanguage: TANGGAP_LANG=id (default) or en.",
)
COMMANDS: Final = S("Perintah", "Commands")
ARGUMENTS: Final = S("Isian", "Arguments")
OPTIONS: Final = S("Pilihan", "Options")
HELP: Final = S("Tampilkan bantuan ini.", "Show this help.")
VERSION: Final = S("Tampilkan versi.", "Show the version.")
DEBUG: Final = S(
    "Bila terjadi kesalahan, tampilkan tempatnya di dalam program (tanpa data pribadi).",
    "If something goes wrong, show where in the program (without personal data).",
)

LINK: Final = S(
    "Cocokkan daftar-daftar penerima bantuan dan temukan yang tumpang tindih.\n\n"
    "Menulis laporan.html, laporan.xlsx, tabel CSV, dan setiap daftar kembali dengan saran di "
    "kanannya. Kode keluar: 0 semua terbaca, 1 sebagian berkas tidak terbaca, 2 tidak ada hasil.",
    "Match lists of aid recipients and find the overlaps.\n\n"
    "Writes laporan.html, laporan.xlsx, CSV tables, and every list back with advice at its right. "
    "Exit code: 0 all were read, 1 some files could not be read, 2 no result.",
)
FILES: Final = S(
    "Daftar penerima: XLSX, XLS, ODS, CSV, atau TSV; atau folder yang berisi daftar-daftar itu.",
    "Lists: XLSX, XLS, ODS, CSV or TSV; or a folder that holds them.",
)
OUT: Final = S("Folder untuk hasilnya (bawaan: hasil).", "Folder for the result (default: hasil).")
PROGRAMME: Final = S(
    "Tentukan program suatu berkas: KODE=BERKAS, misalnya BST=data.xlsx. Boleh berulang. Tanpa "
    "ini, program dikenali dari nama berkas dan judulnya.",
    "Say which programme a file is: CODE=FILE, for example BST=data.xlsx. May be repeated. Without "
    "it the programme is told by the file's name and titles.",
)
RULES: Final = S(
    "Aturan bantuan sendiri (TOML). Tanpa ini berlaku aturan tahun 2020.",
    "Rules of aid of your own (TOML). Without it the rules of 2020 hold.",
)
MAPPING: Final = S(
    "Pemetaan kolom (TOML) dari “tanggap columns” yang sudah dibetulkan.",
    "Column mapping (TOML) from “tanggap columns”, corrected.",
)
SHOW_IDS: Final = S(
    "Tulis NIK, KK, dan telepon lengkap di tabel. Tanpa ini disamarkan.",
    "Write NIK, KK and phone numbers in full in the tables. Without it they are masked.",
)
FORMAT: Final = S(
    "Bentuk tabel: csv (bawaan) atau parquet (ditulis di samping CSV).",
    "Form of the tables: csv (default) or parquet (written beside CSV).",
)
BOUNDARIES: Final = S(
    "Batas kelurahan (GeoJSON, properti “code”) untuk peta di laporan.",
    "Boundaries of kelurahan (GeoJSON, property “code”) for the map in the report.",
)
INCLUDE_HIDDEN: Final = S("Baca juga lembar yang tersembunyi.", "Read hidden sheets as well.")
LANG: Final = S("Bahasa laporan: id atau en.", "Language of the report: id or en.")

EXPLAIN: Final = S(
    "Jelaskan mengapa dua baris dianggap satu orang, atau bukan.\n\n"
    "Baris ditulis BERKAS:LEMBAR:BARIS, BERKAS:BARIS, atau nomor barisnya di records.csv.",
    "Say why two rows are, or are not, one person.\n\n"
    "A row is written FILE:SHEET:ROW, FILE:ROW, or as its line number in records.csv.",
)
RESULT: Final = S("Folder hasil “tanggap link”.", "Folder made by “tanggap link”.")
ROW: Final = S("Baris.", "Row.")

SIMULATE: Final = S(
    "Buat kota tiruan: orang, keluarga, dan daftar bantuan dengan kesalahan seperti aslinya.",
    "Make a synthetic city: people, families, and aid lists with the faults of real ones.",
)
PEOPLE: Final = S("Jumlah penduduk (bawaan: 50000).", "How many people (default: 50000).")
NOISE: Final = S("Banyaknya kesalahan: low, medium, high.", "How faulty: low, medium, high.")
SEED: Final = S("Benih: angka yang sama, kota yang sama.", "Seed: same number, same city.")
REGION: Final = S(
    "Kode Kemendagri kota/kabupaten (bawaan: 3271, Kota Bogor).",
    "Kemendagri code of the city or regency (default: 3271, Kota Bogor).",
)
CITY: Final = S("Folder untuk kotanya (bawaan: kota).", "Folder for the city (default: kota).")

COLUMNS: Final = S(
    "Cetak kolom mana dibaca sebagai apa (TOML), untuk dibetulkan dan dipakai dengan --mapping.",
    "Print which column is read as what (TOML), to be corrected and used with --mapping.",
)

FILE_NAMES: Final = S("BERKAS", "FILE")
FOLDER: Final = S("FOLDER", "DIR")
ROW_NAME: Final = S("BARIS", "ROW")
MAKING: Final = S("Membuat kota", "Making the city")
CITY_MADE: Final = S(
    "{records} baris di {lists} daftar tentang {people} orang dan {households} rumah tangga "
    "({region}). Semua orang di dalamnya rekaan. Kunci jawabannya: {truth}.",
    "{records} rows on {lists} lists about {people} people and {households} households ({region}). "
    "Everybody in them is invented. The answers are in {truth}.",
)
TRY_IT: Final = S(
    "Coba: tanggap link {folder} --out hasil", "Try: tanggap link {folder} --out hasil"
)

AND_MORE: Final = S(" (Begitu pula {count} kali lagi.)", " (And so {count} more times.)")
MORE_NOTES: Final = S(
    "{count} catatan lain tentang berkas dan lembar ada di problems.csv.",
    "{count} more notes on files and sheets are in problems.csv.",
)

NO_FILES: Final = S(
    "Sebutkan sedikitnya satu daftar, atau folder yang berisi daftar-daftarnya, misalnya: "
    "tanggap link daftar --out hasil",
    "Name at least one list, or a folder that holds them, for example: "
    "tanggap link lists --out hasil",
)
EMPTY_FOLDER: Final = S(
    "Tidak ada daftar (XLSX, XLS, ODS, CSV, TSV) di folder “{folder}”.",
    "There is no list (XLSX, XLS, ODS, CSV, TSV) in the folder “{folder}”.",
)
NOT_A_CHOICE: Final = S(
    "“{text}” tidak dikenal untuk {option}; pilih {choices}.",
    "“{text}” is unknown for {option}; choose {choices}.",
)
BAD_CITY: Final = S(
    "Kota tidak dapat dibuat: periksa --people (1 sampai {most}) dan --region (kode kota).",
    "The city cannot be made: check --people (1 to {most}) and --region (code of a city).",
)
BAD_PROGRAMME: Final = S(
    "“{text}” belum tepat: tulis KODE=BERKAS, misalnya --programme BST=data.xlsx.",
    "“{text}” is not right: write CODE=FILE, for example --programme BST=data.xlsx.",
)
UNREADABLE_FILE: Final = S(
    "Berkas “{file}” tidak dapat dibaca; periksa nama dan letaknya.",
    "The file “{file}” cannot be read; check its name and place.",
)
UNEXPECTED: Final = S(
    "Terjadi kesalahan yang tidak terduga ({kind}). Jalankan lagi dengan --debug dan kirimkan "
    "keterangannya; tidak ada data pribadi di dalamnya.",
    "Something unexpected went wrong ({kind}). Run again with --debug and send what it says; it "
    "holds no personal data.",
)
INTERRUPTED: Final = S("Dihentikan.", "Stopped.")
DISK: Final = S(
    "Tidak dapat menulis {file}: {reason}. Periksa ruang penyimpanan, izin folder, dan apakah "
    "berkasnya sedang terbuka di Excel.",
    "Cannot write {file}: {reason}. Check free space, the folder's permissions, and whether the "
    "file is open in Excel.",
)
RESULT_FILE: Final = S("hasil", "the result")
NO_SPACE: Final = S("ruang penyimpanan penuh", "no space is left")
NOT_PERMITTED: Final = S("tidak diizinkan", "not permitted")
IN_THE_WAY: Final = S("ada berkas dengan nama itu", "a file of that name is in the way")
READ_ONLY: Final = S("tempatnya hanya dapat dibaca", "the place can only be read")
NOT_EMPTY: Final = S(
    "Folder “{folder}” sudah berisi berkas lain. Pilih folder kosong untuk --out.",
    "The folder “{folder}” holds other files. Choose an empty one for --out.",
)
USAGE: Final = S("Perintah belum tepat: {message}", "The command is not right: {message}")
SEE_HELP: Final = S("Lihat: {command} --help", "See: {command} --help")
MISSING: Final = S("{name} belum diisi.", "{name} is missing.")
NO_OPTION: Final = S("tidak ada pilihan {name}.", "there is no option {name}.")
NO_COMMAND: Final = S("tidak ada perintah “{name}”.", "there is no command “{name}”.")
PERHAPS: Final = S(" Maksud Anda {name}?", " Did you mean {name}?")
NEEDS_VALUE: Final = S("{name} perlu diisi nilainya.", "{name} needs a value.")
BAD_VALUE: Final = S("nilai {name} tidak dapat dipakai.", "the value of {name} cannot be used.")

FIRST_TIME = Sentence(
    "Pertama kali di komputer ini: mesin pencocokan disiapkan dahulu, sekitar 20 detik.",
    "First time on this computer: the matching engine is prepared, about 20 seconds.",
)
