"""The codes and statuses of problems are upstream's: DOMAIN.md 6."""

from __future__ import annotations

from systemtilgang.domain import problems
from systemtilgang.domain.problems import Problem, Refused


def test_the_codes_are_upstreams() -> None:
    assert {
        problem.code: problem.status
        for problem in vars(problems).values()
        if isinstance(problem, Problem) and problem.code
    } == {
        "AUTH-00000": 400,
        "AUTH-00001": 400,
        "AUTH-00004": 400,
        "AUTH-00007": 400,
        "AUTH-00010": 404,
        "AUTH-00011": 404,
        "AUTH-00012": 404,
        "AUTH-00013": 409,
        "AUTH-00015": 404,
        "AUTH-00017": 404,
        "AUTH-00021": 400,
        "AUTH-00024": 403,
        "AUTH-00026": 400,
        "AUTH-00030": 404,
        "AUTH-00034": 400,
        "AUTH-00035": 400,
        "AUTH-00041": 403,
        "AUTH-00042": 403,
        "AUTH-00051": 400,
        "AUTH-00052": 400,
        "AUTH-00053": 400,
        "AUTH-00058": 400,
        "AUTH-00059": 400,
        "AUTH-00061": 409,
        "AUTH-00063": 400,
        "AUTH-00064": 400,
        "AUTH-00065": 400,
        "AUTH-00066": 403,
        "AUTH-00068": 403,
        "AUTH-00070": 403,
        "AUTH-00079": 400,
        "AUTH-00080": 400,
        "AM-00022": 400,
        "AM.VLD-00006": 400,
        "AM.VLD-00010": 400,
        "AM.VLD-00011": 400,
        "AM.VLD-00026": 400,
        "AM.VLD-00028": 400,
        "AM.VLD-00048": 400,
    }
    assert str(Refused(problems.CLIENT_NOT_FOUND)) == "AUTH-00079: Client not found."
    assert str(Refused(problems.FORBIDDEN)) == "403: Forbidden"
