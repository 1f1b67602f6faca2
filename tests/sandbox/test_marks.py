from sandbox.server import Server
from sandbox.workspace import BOT, BOT_USER, Message, Workspace


def reply(space: Workspace, root: Message, user: str, text: str = "réponse") -> Message:
    bot = BOT if user == BOT_USER else None
    return space.post("CIMPAYES", user, text, thread_ts=root.ts, bot_id=bot)


def test_a_thread_is_followed_by_who_is_answered_named_or_writes_in_it(server: Server) -> None:
    space = server.workspace
    root = space.post("CIMPAYES", "UALICE", "question")
    reply(space, root, "UBOB")
    other = space.post("CIMPAYES", BOT_USER, "racine", bot_id=BOT)
    reply(space, other, BOT_USER, "<@UBOB> a noté un appel")

    assert [("CIMPAYES", root.ts)] == space.marks.followed("UALICE")
    assert [("CIMPAYES", other.ts), ("CIMPAYES", root.ts)] == space.marks.followed("UBOB")
    assert [1, 0, 1] == [
        space.marks.unread_replies("UALICE", "CIMPAYES", root.ts),
        space.marks.unread_replies("UBOB", "CIMPAYES", root.ts),
        space.marks.unread_replies("UBOB", "CIMPAYES", other.ts),
    ]


def test_reading_a_channel_leaves_its_threads_unread_unless_all_is_read(server: Server) -> None:
    space = server.workspace
    root = space.post("CIMPAYES", "UALICE", "question")
    reply(space, root, "UBOB")
    space.post("CIMPAYES", "UBOB", "<@UALICE|alice> et toi ?")

    unread = [space.unread("UALICE", "CIMPAYES"), space.marks.unread_mentions("UALICE", "CIMPAYES")]
    space.mark_read("UALICE", "CIMPAYES", threads=False)
    left = [space.unread("UALICE", "CIMPAYES"), space.marks.unread_replies("UALICE", "CIMPAYES", root.ts)]
    space.mark_read("UALICE", "CIMPAYES")

    assert [1, 1] == unread
    assert [0, 1] == left
    assert 0 == space.marks.unread_replies("UALICE", "CIMPAYES", root.ts)


def test_a_direct_conversation_is_the_same_from_both_sides_and_hidden_from_the_bot(server: Server) -> None:
    space = server.workspace
    channel = space.direct("UALICE", "UBOB")
    server.acts.write("UALICE", channel.id, "entre nous")

    assert channel is space.direct("UBOB", "UALICE")
    assert len({channel.id, space.im("UALICE").id, space.direct("UALICE", "UALICE").id}) == 3
    assert not server.acts.write("UZOE", channel.id, "et moi").ok
    assert [] == [one for one in space.inspector if one.name == "message"]
