"""« Pourquoi »: the rule trace in words, line by line."""

from datetime import date

from domain.freezes import Freeze, Hold
from domain.money import Money
from domain.why import LineTrace, Trace
from messages import labels, words
from messages.blocks import MOST_WEIGHT, context, cut, section, weight
from messages.reasons import deadlines
from messages.shown import Block, Shown
from messages.words import Mrkdwn, clip

_MOST = 12
_TEXT = 4000
_NAME, _NUMBER = 150, 60


def why(trace: Trace, today: date) -> Shown:
    """Draw where each line stands, what holds it, what comes next and what would unlock it."""
    head = words.say(
        "why.head",
        name=clip(trace.debtor.name, _NAME),
        invoice=clip(trace.invoice, _NUMBER),
        spare=trace.spare,
        rested_on=trace.rested_on,
        settled=not trace.lines,
        deadlines=deadlines(trace.concerns, today),
    )
    said = [line(one, today) for one in trace.lines[:_MOST]]
    blocks = _fitting([section(head), *map(section, said)])
    left = len(trace.lines) - (len(blocks) - 1)
    if left > 0:
        blocks.append(context(words.say("why.others", count=left)))
    return Shown(cut("\n".join([head, *said]), _TEXT), blocks)


def line(one: LineTrace, today: date) -> Mrkdwn:
    """Word one line."""
    freezes = [(freeze.whole, _freeze(freeze)) for freeze in one.freezes]
    unlocks = [words.say(f"why.unlock_{freeze.hold}", freeze=freeze) for freeze in one.freezes]
    facts = {"step": one.next, "today": today, "ends": one.ends, "late": one.late}
    channel = labels.STEP_CHANNELS[one.next.channel] if one.next else ""
    return words.say(
        "why.line",
        trace=one,
        number=clip(one.line.number, _NUMBER),
        left=Money(one.line.left, one.line.currency),
        freezes=freezes,
        unlocks=dict.fromkeys(unlocks),
        next=words.say("why.next", channel=channel, **facts) if one.next else words.say("why.end"),
    )


def _freeze(freeze: Freeze) -> Mrkdwn:
    """Word a freeze; the reason of a dispute is a code, the others were typed."""
    coded = freeze.hold is Hold.DISPUTE and bool(freeze.reason)
    reason = labels.dispute_reason(freeze.reason) if coded else clip(freeze.reason, 200)
    return words.say(f"why.{freeze.hold}", freeze=freeze, reason=reason)


def _fitting(blocks: list[Block]) -> list[Block]:
    """Keep the first blocks that one message can hold."""
    while weight(blocks) > MOST_WEIGHT - 500:
        blocks = blocks[:-1]
    return blocks
