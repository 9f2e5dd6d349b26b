"""How people sign in: the settings of django-allauth."""

from typing import Any
from urllib.parse import urlsplit

from tanggap.config import environment as env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "tanggap.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "tanggap.accounts.sign_in_forms.SignIn"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("TANGGAP_BEHIND_PROXY", default=False) else 0

MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
MFA_FORMS = {
    "add_webauthn": "tanggap.accounts.sign_in_forms.AddPasskey",
    "edit_webauthn": "tanggap.accounts.sign_in_forms.EditPasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tanggap"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.mode() != "production"
SECOND_FACTOR_REQUIRED = env.flag("TANGGAP_SECOND_FACTOR", default=env.mode() == "production")

USERSESSIONS_TRACK_ACTIVITY = True

SOCIALACCOUNT_ADAPTER = "tanggap.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True


def _single_sign_on() -> dict[str, Any]:
    server = env.text("TANGGAP_OIDC_SERVER")
    if not server:
        return {}
    app = {
        "provider_id": "oidc",
        "name": env.text("TANGGAP_OIDC_NAME", "SSO"),
        "client_id": env.text("TANGGAP_OIDC_CLIENT_ID"),
        "secret": env.text("TANGGAP_OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = _single_sign_on()


def sign_on_origins() -> list[str]:
    """Return where a form may lead besides here: browsers also look at where it is sent on to."""
    server = urlsplit(env.text("TANGGAP_OIDC_SERVER"))
    return [f"{server.scheme}://{server.netloc}"] if server.netloc else []
