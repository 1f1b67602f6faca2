"""What every test may count on: a database of either kind, no way out to the network, no silent skip in CI."""

import os
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

pytest_plugins = ["tests.postgres"]

MUST_RUN_IN_CI = ("postgres", "browser")


def in_ci() -> bool:
    """Tell whether `CI` is set to anything that does not mean no."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false", "no")


def pytest_configure() -> None:
    """Choose Hypothesis's profile: no timing anywhere, the same examples each time in CI."""
    hypothesis.settings.register_profile("desk", deadline=None)
    hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("ci" if in_ci() else "desk")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI, turn the skip of a test that needs PostgreSQL or a browser into a failure."""
    report = yield
    if in_ci() and report.skipped and not hasattr(report, "wasxfail"):
        needed = [name for name in MUST_RUN_IN_CI if item.get_closest_marker(name)]
        if needed:
            report.outcome = "failed"
            report.longrepr = f"skipped, while CI must run every {' and '.join(needed)} test: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI, turn a whole file of browser tests that skips itself into a failure."""
    report = yield
    if in_ci() and report.skipped and "browser" in collector.path.parts:
        report.outcome = "failed"
        report.longrepr = f"skipped, while CI must run every browser test: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database, once on SQLite (a file, as in production) and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url
