"""The portal: server-rendered pages of Altinn's access management, for practice.

Every dialog, menu and opened area is state in the URL, so each page works without JavaScript and
the in-process driver reads the same HTML as the browser shows.
"""

from systemtilgang.portal.app import create_app

__all__ = ["create_app"]
