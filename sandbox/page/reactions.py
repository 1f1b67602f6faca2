"""The emoji one may put under a message, by the names Slack gives them."""

from sandbox.emoji import EMOJI

_NAMES = (
    "+1 white_check_mark eyes raised_hands pray clap muscle heart tada fire rocket 100 "
    "smile joy wink thinking_face sob sweat_smile -1 x warning question hourglass_flowing_sand telephone_receiver "
    "moneybag euro bank date calendar email memo paperclip pushpin chart_with_upwards_trend handshake coffee"
)
PICKER = tuple((name, EMOJI[name]) for name in _NAMES.split())
