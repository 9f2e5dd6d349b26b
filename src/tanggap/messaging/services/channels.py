"""The ways out: a gateway for SMS or WhatsApp, e-mail, and the demo's, which only shows.

None of them logs an address or a text, and none raises anything but Undelivered.
"""

import http.client
import json
import re
import smtplib
import urllib.error
import urllib.request
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage

from tanggap.messaging.types import Outgoing, Undelivered

SECONDS: Final = 15
TEMPORARY: Final = frozenset({408, 425, 429})
_PLACE: Final = re.compile(r"\{(phone|digits|text)\}")


def available() -> list[str]:
    """Return the ways that this installation has, the preferred one first."""
    if settings.DEMO:
        return ["shown"]
    found = ["phone"] if settings.MESSAGE_GATEWAY.url else []
    return [*found, "email"] if settings.EMAIL_HOST else found


def deliver(channel: str, message: Outgoing) -> None:
    """Hand a message to a way out. Raises Undelivered."""
    if channel == "phone":
        _by_gateway(message)
    elif channel == "email":
        _by_mail(message)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway that points elsewhere is not the one that was configured."""

    def redirect_request(self, *_given: Any, **_more: Any) -> None:
        return None


def _by_gateway(message: Outgoing) -> None:
    gateway = settings.MESSAGE_GATEWAY
    request = urllib.request.Request(  # noqa: S310 - the address is a setting, checked at start
        gateway.url,
        data=json.dumps(_filled(gateway.body, message)).encode(),
        headers={"Content-Type": "application/json", **dict(gateway.headers)},
        method="POST",
    )
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=SECONDS):
            return
    except urllib.error.HTTPError as error:
        error.close()
        for_good = 400 <= error.code < 500 and error.code not in TEMPORARY
        raise Undelivered(f"http-{error.code}", for_good=for_good) from None
    except TimeoutError:
        raise Undelivered("timeout") from None
    except (OSError, http.client.HTTPException) as error:
        raise Undelivered(f"gateway-{type(error).__name__}"[:40]) from None


def _filled(body: Any, message: Outgoing) -> Any:
    """Fill number and text into every text of the body, once: what is filled in is no pattern."""
    match body:
        case str():
            words = {"phone": message.address, "text": f"{message.title}\n{message.body}"}
            words["digits"] = message.address.lstrip("+")
            return _PLACE.sub(lambda found: words[found[1]], body)
        case dict():
            return {key: _filled(value, message) for key, value in body.items()}
        case list():
            return [_filled(value, message) for value in body]
        case _:
            return body


def _by_mail(message: Outgoing) -> None:
    mail = EmailMessage(subject=message.title, body=message.body, to=[message.address])
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()] or [0]
        raise Undelivered(f"smtp-{codes[0]}", for_good=codes[0] >= 500) from None
    except smtplib.SMTPResponseException as error:
        for_good = error.smtp_code >= 500 and not isinstance(error, smtplib.SMTPAuthenticationError)
        raise Undelivered(f"smtp-{error.smtp_code}", for_good=for_good) from None
    except TimeoutError:
        raise Undelivered("timeout") from None
    except ValueError:  # a line break in an address or a title
        raise Undelivered("mail-impossible", for_good=True) from None
    except (OSError, smtplib.SMTPException) as error:
        raise Undelivered(f"smtp-{type(error).__name__}"[:40]) from None
