"""Administration of accounts by region."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanggap.accounts import access, queries, services
from tanggap.accounts.forms import ReasonForm, RoleForm, UserForm, UserSearchForm
from tanggap.accounts.models import User
from tanggap.accounts.roles import GIVABLE, ROLES
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.regions import queries as regions

PAGE = 50
ACTS = {
    "tutup": services.deactivate,
    "buka": services.reactivate,
    "lepas-pengaman": services.remove_second_factor,
    "keluarkan": services.sign_out_everywhere,
}
manages_users = access.requires(Permission.USER_MANAGE)


@manages_users
def users(request: HttpRequest) -> HttpResponse:
    """List the accounts of the administrator's regions."""
    form = UserSearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.search(
        access.actor_of(request),
        asked.get("cari", "").strip(),
        region_code=asked.get("wilayah", ""),
        role=asked.get("peran", ""),
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    names = regions.names_of({user.region_code for user in page.object_list})
    rows = [
        (user, _roles_now(user), names.get(user.region_code, regions.name_of(user.region_code)))
        for user in page.object_list
    ]
    context = {"page": page, "rows": rows, "form": form, "narrowed": any(asked.values())}
    return render(request, "accounts/users.html", context)


@manages_users
def new_user(request: HttpRequest) -> HttpResponse:
    """Make an account and show the link with which its officer chooses a password."""
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at = access.actor_of(request), clock.now()
        try:
            user = services.create_user(**form.cleaned_data, by=by, at=at)
        except services.UsernameTaken:
            form.add_error("username", _("Nama pengguna ini sudah dipakai."))
        except access.Forbidden:
            form.add_error("region_code", _("Wilayah ini di luar wilayah Anda."))
        else:
            return _show_link(request, user)
    return render(request, "accounts/new_user.html", {"form": form})


@manages_users
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show an account with its roles, and give it one more."""
    shown = _user_or_404(request, user_id)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _gave(request, shown, form):
        return redirect("accounts:user", user_id)
    held = shown.role_assignments.in_force_or_coming(clock.now())
    context = {
        "shown": shown,
        "region": regions.name_of(shown.region_code),
        "held": [
            (one, ROLES.get(one.role), regions.name_of(one.region_code), f"akhiri-{one.pk}")
            for one in held
        ],
        "roles": GIVABLE,
        "form": form,
        "sessions": queries.sessions_of(shown),
        "reasons": {act.replace("-", "_"): ReasonForm(auto_id=f"{act}-%s") for act in ACTS},
        "is_self": shown.pk == access.actor_of(request).user_id,
    }
    return render(request, "accounts/user.html", context)


def _gave(request: HttpRequest, shown: User, form: RoleForm) -> bool:
    try:
        services.give_role(
            user=shown, **form.cleaned_data, by=access.actor_of(request), at=clock.now()
        )
    except services.OwnRoles:
        form.add_error(None, _("Peran Anda sendiri diberikan oleh administrator lain."))
    except services.AlreadyHeld:
        form.add_error("role", _("Peran ini sudah dimiliki untuk wilayah tersebut."))
    except services.IncompatibleRoles as error:
        form.add_error(
            "role",
            _("Peran ini tidak boleh dirangkap dengan %(role)s.")
            % {"role": ROLES[error.held].name},
        )
    except access.Forbidden:
        form.add_error("region_code", _("Wilayah ini di luar wilayah Anda."))
    else:
        return True
    return False


@require_POST
@manages_users
def take_role(request: HttpRequest, user_id: int, assignment_id: int) -> HttpResponse:
    """End a role."""
    shown = _user_or_404(request, user_id)
    assignment = get_object_or_404(shown.role_assignments, pk=assignment_id)
    try:
        services.take_role(
            assignment=assignment,
            by=access.actor_of(request),
            at=clock.now(),
            reason=request.POST.get("reason", "")[:300],
        )
    except services.OwnRoles:
        messages.error(request, _("Peran Anda sendiri diakhiri oleh administrator lain."))
    return redirect("accounts:user", user_id)


@require_POST
@manages_users
def invite(request: HttpRequest, user_id: int) -> HttpResponse:
    """Make a new link for a password."""
    return _show_link(request, _user_or_404(request, user_id))


@require_POST
@manages_users
def change(request: HttpRequest, user_id: int, act: str) -> HttpResponse:
    """Close or open an account, or take its lost second factor away."""
    shown, form = _user_or_404(request, user_id), ReasonForm(request.POST)
    if act not in ACTS:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Tulis alasannya."))
        return redirect("accounts:user", user_id)
    ACTS[act](
        user=shown,
        reason=form.cleaned_data["reason"],
        by=access.actor_of(request),
        at=clock.now(),
    )
    return redirect("accounts:user", user_id)


def _show_link(request: HttpRequest, shown: User) -> HttpResponse:
    link = services.invite(user=shown, by=access.actor_of(request), at=clock.now())
    context = {"shown": shown, "link": request.build_absolute_uri(link)}
    return render(request, "accounts/link.html", context)


def _user_or_404(request: HttpRequest, user_id: int) -> User:
    return get_object_or_404(queries.users_for(access.actor_of(request)), pk=user_id)


def _roles_now(user: User) -> list[str]:
    now = clock.now()
    return [
        str(ROLES[one.role].name)
        for one in user.role_assignments.all()
        if one.role in ROLES and one.valid_from <= now and (not one.valid_to or one.valid_to > now)
    ]
