"""Who is logged in: a signed cookie, and the token that every form must carry."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer

COOKIE = "systemtilgang_session"
ACTOR_COOKIE = "AltinnPartyUuid"
"""Who is acted for, for scripts to read (`PORTAL.md 1.1`); whoever writes it changes nothing."""
LANGUAGE_COOKIE = "selectedLanguage"
LIFETIME_SECONDS = 12 * 60 * 60

_LANGUAGE_VALUES = {"nb": "no_nb", "nn": "no_nn", "en": "en"}
"""Values of the language cookie (`PORTAL.md 1.1`)."""


@dataclass(frozen=True)
class Flash:
    """What the next page tells about the last action.

    `key` is a label key and `values` fill it, so that it follows a change of language. `row` is
    the id of the row that a failure belongs to; without it the message is a snackbar. One that
    `lasts` is told until another one is, by pages that go on from it. `remedy` is the label of
    what one can do about a failure.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    color: str = "success"
    row: str = ""
    lasts: bool = False
    remedy: str = ""


@dataclass(frozen=True)
class Session:
    """The content of the cookie. `person` and `actor` are party ids; `since` is epoch seconds."""

    id: str
    since: int
    person: str = ""
    actor: str = ""
    flash: Flash | None = None


class SessionCodec:
    """Sessions to signed cookie values and back; a value that was tampered with reads as none."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._serializer = URLSafeSerializer(secret, salt="systemtilgang.session")

    def encode(self, session: Session) -> str:
        """The cookie value."""
        return str(self._serializer.dumps(asdict(session)))

    def decode(self, value: str, now: int) -> Session | None:
        """The session in a cookie value; None when it is forged, malformed or too old."""
        try:
            content: dict[str, Any] = self._serializer.loads(value)
            flash = content.pop("flash")
            session = Session(**content, flash=Flash(**flash) if flash else None)
        except (BadSignature, AttributeError, KeyError, TypeError):  # signed by another version
            return None
        return session if 0 <= now - session.since < LIFETIME_SECONDS else None

    def form_token(self, session: Session) -> str:
        """The CSRF token of a session: bound to its id, unknown without the secret."""
        message = f"form:{session.id}".encode()
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()

    def is_form_token(self, session: Session, token: str) -> bool:
        """Whether a form carried this session's token; takes the same time either way."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode())


def language_cookie_value(language: str) -> str:
    """How the language cookie spells a BCP 47 language."""
    return _LANGUAGE_VALUES[language]


def language_of_cookie(value: str) -> str | None:
    """The BCP 47 language that a language cookie's value means; None for anything unknown."""
    return next((code for code, spelt in _LANGUAGE_VALUES.items() if spelt == value), None)
