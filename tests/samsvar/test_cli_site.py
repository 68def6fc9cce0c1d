"""The commands `samsvar site` and `samsvar preview`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from toy import Command, Toy

from samsvar.publishing import publication, site
from samsvar.verdicts import Place, Verdict


@pytest.mark.parametrize(
    "url", ["guides.example", "ftp://guides.example/", "https://", "https:// x"]
)
def test_an_address_that_is_none_is_refused(samsvar: Command, url: str) -> None:
    code, _, err = samsvar("site", "--url", url)
    assert code == 2
    assert f"{url} is not an address like https://guides.example/." in " ".join(err.split("\n"))


def test_a_site_is_published_or_its_disagreements_are_told(
    toy: Toy, samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    answers: list[tuple[Verdict, ...]] = [(), (Verdict("site/seal", Place("x"), "m"),)]

    def publish(project: object, console: object, **how: Any) -> tuple[Verdict, ...]:
        asked.append(how)
        return answers[len(asked) - 1]

    monkeypatch.setattr(publication, "publish_site", publish)
    assert samsvar("site", "--url", "https://x.no/y") == (
        0,
        "Published in build/site/.\n",
        "",
    )
    assert samsvar("site", "--no-run", "-n", "1") == (
        1,
        "x:1:1: error: site/seal: m\n"
        "  why:      A page may only say that it was verified when what it says was tried.\n"
        "\n"
        "1 error.\n",
        "",
    )
    assert asked == [
        {"url": "https://x.no/y/", "run": True, "workers": 2},
        {"url": "http://127.0.0.1:8000/", "run": False, "workers": 1},
    ]


def test_the_published_site_is_previewed(
    toy: Toy, samsvar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, int]] = []
    monkeypatch.setattr(site, "preview", lambda folder, port: asked.append((folder, port)))
    assert samsvar("preview", "--port", "8123")[0] == 0
    assert asked == [(toy.root.resolve() / "build" / "site", 8123)]


def test_a_preview_without_a_site_tells_the_remedy(samsvar: Command) -> None:
    code, _, err = samsvar("preview")
    assert code == 2
    assert "site/preview: There is no site here yet." in err
