"""What is done to regions: loading them, their boundaries, their other names."""

from tanggap.regions.services.aliases import BadAlias, add_alias
from tanggap.regions.services.boundaries import Matched, import_boundaries
from tanggap.regions.services.loading import NoSuchRegion, load

__all__ = ["BadAlias", "Matched", "NoSuchRegion", "add_alias", "import_boundaries", "load"]
