"""Calls every service that takes an actor, as an officer of elsewhere, with what a city has."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

import tanggap
from tanggap.accounts.access import Forbidden
from tanggap.core.actor import Actor

CALLER_LOOKED: Final = {
    "accounts.emergency.end_emergency", "accounts.leaving.leave",  # one's own
    "fostering.own_data.close", "fostering.own_data.take_out",  # a donor's own
    "accounts.roles.give_chosen_role",  # the system alone
    "applications.desk.recheck", "decisions.carrying.settle", "distribution.replacing.consider",
    "decisions.waiting.replace", "assistance.ledger.stop", "assistance.rules.put_into_force",
    "messaging.delivery.begin",
    "fostering.accepting.accept", "fostering.accepting.authority", "fostering.giving.say_sent",
    "fostering.registering.ask_approval", "fostering.safety.look_at_contact",
    "fostering.safety.report",
    "objections.desk.escalate",  # asks for the kind first
    "people.decisions.undo",  # asks first whether there is something to take back
    "people.matching.rematch", "people.matching.run", "people.matching.place_new",  # jobs
    "assistance.seed.programmes_and_rules_of_2020",  # its page asks for the right to change rules
    "people.review.free_for", "people.review.take",  # of one's own regions
    "distribution.handovers.list_of_the_day",
}  # fmt: skip
"""Services that do not look themselves: whoever calls them has, and the pages show it."""


def services(known: Mapping[str, Any]) -> Iterator[tuple[str, Callable[..., Any], dict[str, Any]]]:
    """Yield the name of each service that can be called with what is known, and its arguments."""
    for info in pkgutil.walk_packages(tanggap.__path__, "tanggap."):
        parts = info.name.split(".")
        if parts[2:3] != ["services"] or parts[-1] == "demo":
            continue
        module = import_module(info.name)
        for name, service in inspect.getmembers(module, inspect.isfunction):
            inner = inspect.unwrap(service)
            taken = inspect.signature(inner).parameters
            if inner.__module__ != info.name or name.startswith("_") or "by" not in taken:
                continue
            wanted = [
                one.name for one in taken.values()
                if one.name != "by" and (one.name in known or one.default is one.empty)
            ]  # fmt: skip
            if set(wanted) <= set(known):
                yield f"{parts[1]}.{parts[-1]}.{name}", service, {n: known[n] for n in wanted}


def answered(known: Mapping[str, Any], actor: Actor) -> tuple[list[str], list[str]]:
    """Return which services refused the actor, and which did not though nobody looked before."""
    refused, let_through = [], []
    for name, service, given in services(known):
        with transaction.atomic():
            try:
                service(**given, by=actor)
            except (Forbidden, ObjectDoesNotExist):
                refused.append(name)
            except Exception:  # noqa: BLE001 - any other answer means: it went on
                let_through.append(name)
            else:
                let_through.append(name)
            transaction.set_rollback(True)
    return refused, [name for name in let_through if name not in CALLER_LOOKED]
