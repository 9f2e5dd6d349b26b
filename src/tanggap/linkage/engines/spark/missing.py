"""Say kindly that Spark is not installed."""

from importlib.util import find_spec

from tanggap.language import Sentence, chosen_language

NOT_INSTALLED = Sentence(
    "Apache Spark belum terpasang. Jalankan: pip install 'tanggap[spark]'",
    "Apache Spark is not installed. Run: pip install 'tanggap[spark]'",
)
PACKAGES = ("pyspark", "pyarrow", "pandas")


class SparkMissing(ImportError):
    """PySpark or what it needs is not installed; the sentence says how to get it."""

    def __init__(self) -> None:
        self.sentence = NOT_INSTALLED
        super().__init__(NOT_INSTALLED.in_language(chosen_language()))


def require_spark() -> None:
    """Raise SparkMissing where the packages of the extra `spark` are not installed."""
    if any(find_spec(package) is None for package in PACKAGES):
        raise SparkMissing
