"""What colleagues hear of a debtor: scenes that follow from the last one, so that a thread reads as a story."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.calls import Result
from domain.cards import CallRow, Card, PromiseRow
from domain.disputes import State as Dispute
from domain.promises import State
from sandbox.habits import Character, draw

NEVER = "none"
VERBS = ("call", "promise", "snooze", "plan", "dispute", "receive")
LASTING = frozenset({Result.DISPUTE, Result.DIFFICULTIES, Result.WRONG_NUMBER})
"""Results that stay true; the others are forgotten after a while."""
REMEMBERED_DAYS = 16
_CLOSED = frozenset({Dispute.UNFOUNDED, Dispute.SETTLED})
_ENDS = {State.KEPT: "kept", State.PARTLY_KEPT: "partly_kept", State.BROKEN: "broken"}


@dataclass(frozen=True, slots=True)
class Scene:
    """Something said: by whom, after what, what is then written down, in one of several wordings.

    `facts` are those of the verb; `replies` are what the one who approves may write in the thread, `answer` what the
    caller answers.
    """

    codes: frozenset[str]
    characters: frozenset[Character]
    after: frozenset[str]
    verb: str
    facts: Mapping[str, Any]
    words: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    answer: str = ""

    @staticmethod
    def read(told: Mapping[str, Any]) -> "Scene":
        """Read a scene as the file tells it."""
        return Scene(
            frozenset(told.get("codes", ())),
            frozenset(Character(name) for name in told.get("characters", ())),
            frozenset(told["after"]),
            next(verb for verb in VERBS if verb in told),
            told,
            tuple(told.get("words", ())),
            tuple(told.get("replies", ())),
            told.get("answer", ""),
        )


def stage(card: Card, today: date) -> str:
    """Name what came last of a debtor: how a call, a promise or a dispute ended, or nothing to speak of."""
    call = next((one for one in card.calls if _counts(one, today)), None)
    judged = [one for one in card.promises if one.state in _ENDS and (today - one.on).days <= REMEMBERED_DAYS]
    last = max(judged, key=lambda one: one.id, default=None)
    closed = next((one for one in card.disputes if one.state in _CLOSED and one.closed_on), None)
    if closed and closed.closed_on and (call is None or closed.closed_on > call.on) and closed.closed_on < today:
        return closed.state
    if last is not None and (call is None or _is_later(last, call)):
        return _ENDS[last.state]
    return call.result if call else NEVER


def _counts(call: CallRow, today: date) -> bool:
    return call.result in LASTING or (today - call.on).days <= REMEMBERED_DAYS


def _is_later(promise: PromiseRow, call: CallRow) -> bool:
    """Say whether what became of a promise is newer than a call: a call after its day already spoke of it."""
    return promise.last_on > call.on if promise.state is not State.KEPT else promise.given_on >= call.on


class Told:
    """Remembers which words were written, so that they are rarely written twice, and never of one debtor."""

    def __init__(self) -> None:
        self._times = Counter[str]()
        self._of = set[tuple[str, str]]()
        self._asked = set[str]()

    def ask(self, code: str) -> None:
        """Remember that a plan was asked for, whatever is decided: nobody asks again and again."""
        self._asked.add(code)

    def may_play(self, scene: Scene, card: Card) -> bool:
        """Say whether a debtor may still ask for what a scene asks for."""
        before = {"dispute": bool(card.disputes), "plan": card.debtor.code in self._asked}
        return not before.get(scene.verb, False)

    def has_fresh(self, scene: Scene, code: str) -> bool:
        """Say whether a scene still has words that were not written of a debtor."""
        return any((code, one) not in self._of for one in scene.words)

    def fresh(self, words: Iterable[str], code: str, today: date) -> str:
        """Choose among words not yet written of a debtor those least written; "" when all were."""
        free = [one for one in words if (code, one) not in self._of]
        if not free:
            return ""
        chosen = min(free, key=lambda one: (self._times[one], draw(code, today, one)))
        self._of.add((code, chosen))
        self._times[chosen] += 1
        return chosen


def scene(scenes: Sequence[Scene], card: Card, character: Character, today: date, told: Told) -> Scene | None:
    """Give the scene that follows for a debtor, those written for them first; None is silence.

    One that has nothing new to say is only taken when no other is left.
    """
    code, now = card.debtor.code, stage(card, today)
    fitting = [one for one in scenes if now in one.after and told.may_play(one, card)]
    usual = [one for one in fitting if character in one.characters]
    ranked = (
        [one for one in fitting if code in one.codes and told.has_fresh(one, code)],
        [one for one in usual if told.has_fresh(one, code)],
        usual,
    )
    chosen = next((some for some in ranked if some), [])
    return chosen[draw(code, "scene", today) % len(chosen)] if chosen else None
