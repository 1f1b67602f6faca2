"""The common emoji by the short names Slack gives them, so that `:tada:` reads as one on the page."""

import re

_NAMES = """
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 sweat_smile 😅 joy 😂 rofl 🤣
slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊 innocent 😇 heart_eyes 😍
star-struck 🤩 thinking_face 🤔 neutral_face 😐 expressionless 😑 smirk 😏 unamused 😒
face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleeping 😴 sunglasses 😎 confused 😕
worried 😟 slightly_frowning_face 🙁 open_mouth 😮 astonished 😲 flushed 😳 cold_sweat 😰 cry 😢
sob 😭 scream 😱 tired_face 😫 rage 😡 angry 😠 skull 💀 hankey 💩 robot_face 🤖 ghost 👻 wave 👋
raised_hand ✋ ok_hand 👌 v ✌️ crossed_fingers 🤞 point_left 👈 point_right 👉 point_up ☝️
point_up_2 👆 point_down 👇 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊ facepunch 👊 clap 👏
raised_hands 🙌 open_hands 👐 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 eyes 👀 eye 👁️ brain 🧠
speaking_head_in_silhouette 🗣️ bust_in_silhouette 👤 busts_in_silhouette 👥 shrug 🤷 facepalm 🤦
heart ❤️ broken_heart 💔 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 100 💯 boom 💥
dizzy 💫 sweat_drops 💦 dash 💨 zzz 💤 speech_balloon 💬 thought_balloon 💭 sunny ☀️ cloud ☁️
umbrella ☔ snowflake ❄️ zap ⚡ fire 🔥 star ⭐ star2 🌟 sparkles ✨ rainbow 🌈 seedling 🌱 herb 🌿
four_leaf_clover 🍀 coffee ☕ beer 🍺 birthday 🎂 tada 🎉 confetti_ball 🎊 gift 🎁 trophy 🏆 medal 🏅
dart 🎯 art 🎨 rocket 🚀 airplane ✈️ car 🚗 truck 🚚 house 🏠 office 🏢 bank 🏦 hospital 🏥 factory 🏭
classical_building 🏛️ hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ alarm_clock ⏰ stopwatch ⏱️
clock1 🕐 clock9 🕘 calendar 📆 date 📅 spiral_calendar_pad 🗓️ phone ☎️ telephone ☎️
telephone_receiver 📞 iphone 📱 computer 💻 keyboard ⌨️ printer 🖨️ bulb 💡 moneybag 💰 euro 💶
dollar 💵 pound 💷 credit_card 💳 money_with_wings 💸 chart 💹 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 bar_chart 📊 scales ⚖️ email 📧 e-mail 📧 envelope ✉️
incoming_envelope 📨 envelope_with_arrow 📩 outbox_tray 📤 inbox_tray 📥 package 📦 mailbox 📫
memo 📝 pencil 📝 pencil2 ✏️ page_facing_up 📄 page_with_curl 📃 receipt 🧾 scroll 📜 newspaper 📰
bookmark 🔖 bookmark_tabs 📑 label 🏷️ clipboard 📋 pushpin 📌 round_pushpin 📍 paperclip 📎
straight_ruler 📏 scissors ✂️ card_index 📇 card_file_box 🗃️ file_cabinet 🗄️ file_folder 📁
open_file_folder 📂 card_index_dividers 🗂️ wastebasket 🗑️ books 📚 book 📖 lock 🔒 unlock 🔓 key 🔑
hammer 🔨 wrench 🔧 hammer_and_wrench 🛠️ gear ⚙️ link 🔗 mag 🔍 mag_right 🔎 bell 🔔 no_bell 🔕
mega 📣 loudspeaker 📢 shield 🛡️ question ❓ grey_question ❔ exclamation ❗ bangbang ‼️
interrobang ⁉️ warning ⚠️ no_entry ⛔ no_entry_sign 🚫 x ❌ heavy_check_mark ✔️
white_check_mark ✅ ballot_box_with_check ☑️ heavy_plus_sign ➕ heavy_minus_sign ➖
arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrow_upper_right ↗️
arrow_lower_right ↘️ arrow_forward ▶️ leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️
arrows_counterclockwise 🔄 repeat 🔁 information_source ℹ️ sos 🆘 new 🆕 ok 🆗 red_circle 🔴
large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵
large_purple_circle 🟣 white_circle ⚪ black_circle ⚫ red_square 🟥 large_green_square 🟩
small_red_triangle 🔺 small_blue_diamond 🔹 small_orange_diamond 🔸 rotating_light 🚨
construction 🚧 checkered_flag 🏁 triangular_flag_on_post 🚩 fr 🇫🇷 one 1️⃣ two 2️⃣ three 3️⃣
four 4️⃣ five 5️⃣
"""
NAME = r":[a-z0-9_+-]+:(?::skin-tone-[2-6]:)?"
_WORDS = _NAMES.split()
EMOJI = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))


def emojize(text: str) -> str:
    """Give the text with each known short name replaced by its character; an unknown one stays as written."""
    return re.sub(NAME, lambda found: character(found[0]) or found[0], text)


def character(code: str) -> str:
    """Give the character of `:name:`, skin tone forgotten; empty when the name is unknown."""
    return EMOJI.get(code.split(":")[1], "")
