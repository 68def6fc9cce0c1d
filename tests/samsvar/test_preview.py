"""Showing a built site on this machine."""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from samsvar.publishing import preview
from samsvar.verdicts import CannotGoOn


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in (
        ("index.html", "door"),
        ("404.html", "nowhere"),
        ("en/404.html", "nowhere in English"),
        ("en/run.ndjson", "{}"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def origin(site: Path) -> Iterator[str]:
    with preview.serve(site) as address:
        yield address


def test_evidence_is_shown_as_text(origin: str) -> None:
    with urllib.request.urlopen(f"{origin}/en/run.ndjson") as answer:
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "told"), [("/en/none/", b"nowhere in English"), ("/none", b"nowhere")]
)
def test_what_is_missing_is_told_in_the_language_of_its_address(
    origin: str, path: str, told: bytes
) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(origin + path)
    with refused.value as answer:
        assert (answer.code, answer.read()) == (404, told)


def test_a_question_for_the_head_of_what_is_missing_has_no_body(origin: str) -> None:
    request = urllib.request.Request(f"{origin}/none", method="HEAD")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    with refused.value as answer:
        assert (answer.code, answer.read()) == (404, b"")


def test_a_method_that_there_is_not_is_the_server_s_own_error(origin: str) -> None:
    request = urllib.request.Request(f"{origin}/", method="DELETE")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    with refused.value as answer:
        assert answer.code == 501


def test_a_folder_without_a_site_is_a_verdict(tmp_path: Path) -> None:
    with (
        pytest.raises(CannotGoOn, match="site/preview: There is no site here yet"),
        preview.serve(tmp_path),
    ):
        pytest.fail("there is nothing to serve")


@pytest.mark.parametrize("port", [99_999, -1])
def test_a_port_that_cannot_be_had_is_a_verdict(site: Path, port: int) -> None:
    with (
        pytest.raises(CannotGoOn, match="site/preview: The site cannot be shown at this port"),
        preview.serve(site, port),
    ):
        pytest.fail("there is no such port")


def test_ctrl_c_ends_the_preview_in_peace(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(server: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(preview._Server, "serve_forever", interrupt)
    preview.preview(site, 0)
    assert capsys.readouterr().out.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(("error", "said"), [(BrokenPipeError(), False), (KeyError("x"), True)])
def test_a_browser_that_went_on_is_not_news_but_a_fault_is(
    site: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: bool
) -> None:
    output = io.StringIO()
    monkeypatch.setattr("sys.stderr", output)
    with preview._server(site, 0) as server:
        try:
            raise error
        except type(error):
            server.handle_error(None, ("127.0.0.1", 1))
    assert bool(output.getvalue()) is said
