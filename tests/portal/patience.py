"""Waiting for a server that may still be starting."""

from __future__ import annotations

import time

import httpx

#: Seconds after which a server that does not answer is not coming.
PATIENCE = 30


def patient_get(client: httpx.Client, address: str) -> httpx.Response:
    """The answer, once there is one; raises httpx.HTTPStatusError when it is an error."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return client.get(address).raise_for_status()
        except httpx.TransportError:
            assert time.monotonic() < end, f"{address} does not answer"
            time.sleep(0.05)
