"""Figures for Prometheus: how requests, posts and the outbox fare; no label ever names a person or a debtor."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

log = logging.getLogger(__name__)

LATENCIES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)  # seconds; Slack gives up at 3


@dataclass(frozen=True)
class OutboxState:
    """How much Slack has not been told yet: rows, and the age in seconds of the oldest."""

    waiting: int
    oldest: float


@dataclass(frozen=True)
class Metrics:
    """The registry of one process and what it counts."""

    registry: CollectorRegistry = field(default_factory=lambda: CollectorRegistry(auto_describe=True))
    requests: Counter = field(init=False)
    latency: Histogram = field(init=False)
    slack_errors: Counter = field(init=False)
    deliveries: Counter = field(init=False)

    def __post_init__(self) -> None:
        made = {
            "requests": Counter("impayes_requests", "Requests from Slack", ["kind", "outcome"], registry=self.registry),
            "latency": Histogram(
                "impayes_request_seconds", "Time to answer Slack", ["kind"], buckets=LATENCIES, registry=self.registry
            ),
            "slack_errors": Counter(
                "impayes_slack_errors", "Errors of Slack's Web API", ["code"], registry=self.registry
            ),
            "deliveries": Counter(
                "impayes_deliveries", "What Slack was told", ["kind", "outcome"], registry=self.registry
            ),
        }
        for name, metric in made.items():
            object.__setattr__(self, name, metric)
        ProcessCollector(registry=self.registry)

    @contextmanager
    def timed(self, kind: str) -> Iterator[Callable[[str], None]]:
        """Count one request of `kind` and its seconds; the function given tells the outcome, `failed` until it does."""
        outcome = ["failed"]
        started = time.perf_counter()
        try:
            yield outcome.append
        finally:
            self.requests.labels(kind, outcome[-1]).inc()
            self.latency.labels(kind).observe(time.perf_counter() - started)

    def watch_outbox(self, state: Callable[[], OutboxState]) -> None:
        """Ask `state` at each scrape for the rows Slack has not been told yet."""
        self.registry.register(_Outbox(state))

    def text(self) -> bytes:
        """Return every figure in Prometheus's text format."""
        return generate_latest(self.registry)


class _Outbox(Collector):
    """Reads the outbox when scraped; a database that does not answer leaves the two figures out."""

    def __init__(self, state: Callable[[], OutboxState]) -> None:
        self._state = state

    def describe(self) -> Iterable[GaugeMetricFamily]:
        return (
            GaugeMetricFamily("impayes_outbox_waiting", "Journal rows Slack has not been told yet"),
            GaugeMetricFamily("impayes_outbox_oldest_seconds", "Age of the oldest of them"),
        )

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            state = self._state()
        except Exception:
            log.exception("outbox not readable")
            return
        waiting, oldest = self.describe()
        waiting.add_metric([], state.waiting)
        oldest.add_metric([], state.oldest)
        yield waiting
        yield oldest


KINDS = frozenset(
    {
        "block_actions",
        "view_submission",
        "view_closed",
        "block_suggestion",
        "shortcut",
        "message_action",
        "event_callback",
        "url_verification",
    }
)


def request_kind(body: dict[str, object]) -> str:
    """Return the kind of a request from Slack, one of a closed list: anybody may send any `type`."""
    if "command" in body:
        return "command"
    kind = body.get("type")
    return kind if isinstance(kind, str) and kind in KINDS else "other"
