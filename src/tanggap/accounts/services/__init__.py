"""Writing accounts and roles; every act is in the audit log."""

from tanggap.accounts.services.citizens import (
    NotConfirmable,
    confirm_citizen,
    register_citizen,
    waits_for_confirmation,
)
from tanggap.accounts.services.emergency import BadEmergency, break_glass, end_emergency
from tanggap.accounts.services.leaving import AddressTaken, change_citizen, leave
from tanggap.accounts.services.roles import (
    AlreadyHeld,
    IncompatibleRoles,
    NotGivable,
    OwnRoles,
    give_chosen_role,
    give_role,
    take_role,
)
from tanggap.accounts.services.users import (
    UsernameTaken,
    create_user,
    deactivate,
    invite,
    reactivate,
    remove_second_factor,
    set_password,
    sign_out_everywhere,
)

__all__ = [
    "AddressTaken",
    "AlreadyHeld",
    "BadEmergency",
    "IncompatibleRoles",
    "NotConfirmable",
    "NotGivable",
    "OwnRoles",
    "UsernameTaken",
    "break_glass",
    "change_citizen",
    "confirm_citizen",
    "create_user",
    "deactivate",
    "end_emergency",
    "give_chosen_role",
    "give_role",
    "invite",
    "leave",
    "reactivate",
    "register_citizen",
    "remove_second_factor",
    "set_password",
    "sign_out_everywhere",
    "take_role",
    "waits_for_confirmation",
]
