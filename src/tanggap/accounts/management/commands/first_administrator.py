"""`tanggap manage first_administrator NAME`: the first account of an installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from tanggap.accounts import services
from tanggap.accounts.roles import ADMINISTRATOR
from tanggap.core import clock
from tanggap.core.actor import Actor


class Command(BaseCommand):
    """Make an administrator of the whole installation and print the link for the password."""

    help = "Make an administrator and print the one-time link for the password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the user name."""
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *_args: Any, username: str, **_options: Any) -> None:
        """Make the account, give the role, print the path to open on the site."""
        by, at = Actor.system("first_administrator"), clock.now()
        try:
            user = services.create_user(
                username=username, display_name=username, email="", region_code="", by=by, at=at
            )
        except services.UsernameTaken as error:
            raise CommandError(f"{username} exists already.") from error
        services.give_role(user=user, role=ADMINISTRATOR.code, region_code="", by=by, at=at)
        self.stdout.write(services.invite(user=user, by=by, at=at))
