"""Accounts, roles and access."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Users, roles for regions, break-glass, and the one place where access is decided."""

    name = "tanggap.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the ground floor where actors hold permissions; listen to sign-ins."""
        from tanggap.accounts import access, separation, sign_in_record, words  # noqa: PLC0415
        from tanggap.core import scoping  # noqa: PLC0415

        scoping.answer_ranges_with(access.region_ranges)
        sign_in_record.listen()
        post_migrate.connect(
            separation.impose_after_migration, sender=self, dispatch_uid="tanggap.separation"
        )
        words.register()
