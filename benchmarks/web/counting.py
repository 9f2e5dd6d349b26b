"""How much a registry holds: `python -m benchmarks.web.counting`."""

import json
from pathlib import Path


def main() -> dict[str, int]:
    """Count what an installation holds."""
    import django

    django.setup()
    from django.apps import apps
    from django.conf import settings
    from django.db import connection

    def count(name: str) -> int:
        return int(apps.get_model(name)._base_manager.count())

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            size = int(cursor.fetchone()[0])
    else:
        size = Path(settings.DATABASES["default"]["NAME"]).stat().st_size
    return {
        "people": count("people.Person"),
        "rows": count("people.SourceRecord"),
        "awards": count("assistance.Award"),
        "cases": count("assistance.OverlapCase"),
        "size_bytes": size,
    }


if __name__ == "__main__":
    print(json.dumps(main()))
