"""The side bar: threads one follows, channels, people and the app, each with what is unread."""

from typing import Any

from sandbox.page.faces import who
from sandbox.page.place import Place, channels_of, persons
from sandbox.records import BOT_USER, Channel, User
from sandbox.workspace import Workspace, direct_id

Facts = dict[str, Any]


def groups(workspace: Workspace, place: Place) -> list[tuple[str, list[Facts]]]:
    """Give the groups of the side bar, each with its title and entries; to be called under the lock."""
    viewer = place.viewer
    people = [_person(workspace, place, one) for one in persons(workspace)]
    return [
        ("", [_threads(workspace, place)]),
        ("Canaux", [_channel(workspace, place, one) for one in channels_of(workspace, viewer)]),
        ("Messages directs", sorted(people, key=lambda one: not one["is_self"])),
        ("Applications", [_app(workspace, place)]),
    ]


def name_of(workspace: Workspace, channel: Channel, viewer: User) -> str:
    """Give the name of a conversation as this person sees it: a direct one bears the other's name."""
    if not channel.is_im:
        return channel.name
    other = next(iter(channel.members - {viewer.id}), viewer.id)
    return workspace.users[other].real_name


def is_with_app(channel: Channel) -> bool:
    """Tell whether it is the direct conversation of a person with the app."""
    return channel.is_im and BOT_USER in channel.members


def _threads(workspace: Workspace, place: Place) -> Facts:
    marks, viewer = workspace.marks, place.viewer
    unread = sum(marks.unread_replies(viewer.id, *thread) > 0 for thread in marks.followed(viewer.id))
    href = Place(viewer, place.channel, threads=True).href
    return {"name": "Fils de discussion", "icon": "threads", "href": href, "on": place.threads, **_unread(unread)}


def _channel(workspace: Workspace, place: Place, channel: Channel) -> Facts:
    unread = workspace.unread(place.viewer.id, channel.id)
    mentions = workspace.marks.unread_mentions(place.viewer.id, channel.id)
    return {
        "name": channel.name,
        "icon": "lock" if channel.is_private else "",
        "sigil": "" if channel.is_private else "#",
        "href": Place(place.viewer, channel).href,
        "on": _stands_at(place, channel.id),
        **_unread(unread, mentions),
    }


def _person(workspace: Workspace, place: Place, person: User) -> Facts:
    id_ = direct_id(place.viewer.id, person.id)
    known = workspace.channels.get(id_)
    unread = workspace.unread(place.viewer.id, id_) if known is not None else 0
    here = Channel(id=id_, name=person.name, is_im=True)
    return {
        "name": person.real_name,
        "who": who(person),
        "is_self": person.id == place.viewer.id,
        "href": Place(place.viewer, known or here).href,
        "on": _stands_at(place, id_),
        **_unread(unread, unread),
    }


def _app(workspace: Workspace, place: Place) -> Facts:
    channel = workspace.im(place.viewer.id)
    unread = workspace.unread(place.viewer.id, channel.id)
    return {
        "name": workspace.users[BOT_USER].real_name,
        "who": who(workspace.users[BOT_USER]),
        "href": Place(place.viewer, channel, home=not unread).href,
        "on": place.home or _stands_at(place, channel.id),
        **_unread(unread, unread),
    }


def _stands_at(place: Place, channel: str) -> bool:
    return place.channel.id == channel and not place.threads


def _unread(count: int, badge: int | None = None) -> Facts:
    """Give what an entry says of the unread: all of them to who hears the page, in the badge what calls this person."""
    return {"unread": count, "badge": count if badge is None else badge}
