"""The linkage of a province or a nation on Apache Spark; see docs/scale.md.

    from tanggap.linkage.engines.spark import link_spark

    found = link_spark(spark.read.parquet("lists"))  # any of RAW_FIELDS, and a unique row_id
    found.groups.write.parquet("groups")             # row_id, person, household

Needs `pip install tanggap[spark]`; without it the import raises SparkMissing.
"""

from tanggap.linkage.engines.spark.missing import SparkMissing, require_spark

require_spark()

from tanggap.linkage.engines.spark.engine import OnSpark  # noqa: E402
from tanggap.linkage.engines.spark.flow import SparkLinkage, UnknownRow, link_spark  # noqa: E402

__all__ = ["OnSpark", "SparkLinkage", "SparkMissing", "UnknownRow", "link_spark"]
