"""`tanggap manage first_administrator NAME`: the first account of an installation."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from tanggap.accounts import services
from tanggap.accounts.models import User
from tanggap.accounts.roles import ADMINISTRATOR
from tanggap.core import clock
from tanggap.core.actor import Actor


class Command(BaseCommand):
    """Make an administrator of the whole installation and print the link for the password.

    Asked again while nobody has signed in with the account, it prints a new link.
    """

    help = "Make an administrator and print the one-time link for the password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the user name."""
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *_args: Any, username: str, **_options: Any) -> None:
        """Make the account, give the role, print the path to open on the site."""
        by, at = Actor.system("first_administrator"), clock.now()
        user = self._waiting(username)
        if user is None:
            user = self._made(username, by, at)
            services.give_role(user=user, role=ADMINISTRATOR.code, region_code="", by=by, at=at)
        self.stdout.write(services.invite(user=user, by=by, at=at))

    def _waiting(self, username: str) -> User | None:
        """Return the administrator whose link was lost before anybody used it."""
        known = User.objects.filter(username__iexact=username, last_login=None)
        return known.filter(
            role_assignments__role=ADMINISTRATOR.code, role_assignments__region_code=""
        ).first()

    def _made(self, username: str, by: Actor, at: datetime) -> User:
        try:
            return services.create_user(
                username=username, display_name=username, email="", region_code="", by=by, at=at
            )
        except services.UsernameTaken as error:
            told = _("%(name)s sudah punya akun. Administrator lain dapat memberinya tautan baru.")
            raise CommandError(told % {"name": username}) from error
