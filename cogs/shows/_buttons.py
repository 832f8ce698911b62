"""The buttons of shows; each press ends in the show's card, with a word on what it did.

A card leads to buttons and each button to a card, so they stand in one module.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

import discord

from bot.domain.records import replace
from bot.domain.shows import Show
from bot.services.audience import Place
from bot.services.show_making import Removed, ShowPlannedError
from bot.ui.buttons import OWNER, SHOW, DrawnButton, PersistentButton, PersistentSelect
from bot.ui.layouts import Divider, LanternView, Part, Row, card
from bot.ui.options import CHOICE_LABEL_LIMIT, Asking, asking_about
from bot.ui.permissions import is_manager, require_manager
from bot.ui.replies import reply, turn
from bot.ui.show_cards import loss, show_parts
from bot.ui.words import Said, joined, mention_channel, say


class ShowButton(PersistentButton, template=r"(?!)"):
    """A button about a show; subclasses say what it does and return a word about it."""

    is_following: ClassVar[bool | None] = None
    """Whether its presser follows the show afterwards; None: as before."""

    async def act(self, interaction: discord.Interaction, who: Asking) -> Said:
        """Do what the button is for."""
        raise NotImplementedError

    async def press(self, interaction: discord.Interaction) -> None:
        """Act, and show the card as it is now; nothing is read that could still fail."""
        who = await asking_about(interaction, self.number("show"))
        remark = await self.act(interaction, who)
        if self.is_following is not None:
            who = replace(who, standing=replace(who.standing, is_following=self.is_following))
        await turn(interaction, show_card(interaction, who, remark))


class FollowButton(ShowButton, template=rf"show-follow:{SHOW}"):
    """Makes whoever presses it a follower."""

    is_following = True

    async def act(self, interaction: discord.Interaction, who: Asking) -> Said:
        """Follow."""
        del interaction
        await who.services.progress.follow(who.guild_id, who.user_id, who.show)
        return say("show-followed", show=who.show.title)


class LeaveButton(ShowButton, template=rf"show-leave:{SHOW}"):
    """Ends following."""

    is_following = False

    async def act(self, interaction: discord.Interaction, who: Asking) -> Said:
        """Leave; what was marked is kept."""
        del interaction
        await who.services.progress.drop(who.guild_id, who.user_id, who.show)
        return say("show-left", show=who.show.title)


class ShelveButton(ShowButton, template=rf"show-shelve:{SHOW}"):
    """Puts a show on the shelf."""

    async def act(self, interaction: discord.Interaction, who: Asking) -> Said:
        """Shelve."""
        require_manager(interaction)
        return await shelve(who)


class HereButton(ShowButton, template=rf"show-here:{SHOW}"):
    """Makes a show that of the channel where it is pressed."""

    async def act(self, interaction: discord.Interaction, who: Asking) -> Said:
        """Set the channel's show."""
        require_manager(interaction)
        channel_id = who.place.channel_id
        await who.services.guilds.set_channel_show(who.guild_id, channel_id, who.show.id)
        return say("show-is-here", show=who.show.title, channel=mention_channel(channel_id))


class RemoveButton(PersistentButton, template=rf"show-remove:{OWNER}:{SHOW}:(?P<forever>[01])"):
    """Takes a show off the shelf, or deletes it; the question has been answered by pressing."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Remove, if it is still there to be removed."""
        require_manager(interaction)
        who = await asking_about(interaction, self.number("show"))
        shows = who.services.shows
        if self.number("forever"):
            removed = await shows.delete(who.guild_id, who.show.id)
        else:
            removed = await shows.take_off(who.guild_id, who.show.id)
        await turn(interaction, _removed(who.show, removed))


class KeepButton(PersistentButton, template=rf"show-keep:{OWNER}"):
    """Leaves everything as it is."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say that nothing was changed."""
        await turn(interaction, say("show-kept"))


class OpenMenu(PersistentSelect, template=r"show-open"):
    """Opens the card of the show that is chosen."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Show the card to whoever chose."""
        who = await asking_about(interaction, int(values[0]))
        await reply(interaction, show_card(interaction, who))


BUTTONS: Final = (
    FollowButton, LeaveButton, ShelveButton, HereButton, RemoveButton, KeepButton, OpenMenu,
)  # fmt: skip


async def shelve(who: Asking) -> Said:
    """Put a show on the shelf; return what there is to say about it."""
    is_new = await who.services.catalog.shelve(who.guild_id, who.show.id, who.user_id)
    if is_new:
        return say("show-added", show=who.show.title)
    return say("show-added-already", show=who.show.title)


def show_card(
    interaction: discord.Interaction, who: Asking, remark: Said | None = None
) -> LanternView:
    """Return a show's card with the buttons that make sense for its reader."""
    catalog = who.services.catalog
    parts = show_parts(
        who.show,
        who.standing,
        today=who.services.clock.now().date(),
        is_made_here=catalog.is_created(who.guild_id, who.show.id),
    )
    said: list[Part] = [] if remark is None else [remark, Divider()]
    return card(*said, *parts, Row(_show_buttons(interaction, who)))


def _show_buttons(interaction: discord.Interaction, who: Asking) -> list[DrawnButton]:
    show_id = who.show.id
    following = (
        LeaveButton.make(f"show-leave:{show_id}", say("button-show-leave"))
        if who.standing.is_following
        else FollowButton.make(
            f"show-follow:{show_id}",
            say("button-show-follow"),
            style=discord.ButtonStyle.primary,
        )
    )
    buttons: list[DrawnButton] = [following]
    if not is_manager(interaction):
        return buttons
    if show_id not in who.services.catalog.shelf(who.guild_id):
        buttons.append(ShelveButton.make(f"show-shelve:{show_id}", say("button-show-shelve")))
    elif not _is_here(who, who.place):
        buttons.append(HereButton.make(f"show-here:{show_id}", say("button-show-here")))
    return buttons


def _is_here(who: Asking, place: Place) -> bool:
    record = who.services.guilds.channel(place.guild_id, place.channel_id)
    return record.show_id == who.show.id


def open_menu(shows: Sequence[Show]) -> Row | None:
    """Return the menu that opens one of the shows; none where there is nothing to open."""
    options = [
        discord.SelectOption(label=show.title[:CHOICE_LABEL_LIMIT], value=str(show.id))
        for show in shows
    ]
    if not options:
        return None
    return Row([OpenMenu.make("show-open", say("menu-show-open"), options)])


async def removal_question(who: Asking) -> LanternView:
    """Ask whether a show is to be taken off the shelf; one that was made here, more clearly."""
    show, catalog = who.show, who.services.catalog
    is_on_shelf = show.id in catalog.shelf(who.guild_id)
    if not catalog.is_created(who.guild_id, show.id):
        if not is_on_shelf:
            return card(say("show-not-on-shelf", show=show.title))
        ask = say("show-ask-take-off", show=show.title)
        return card(ask, Row([_take_off(who, say("button-show-take-off")), _keep(who)]))
    hanging = await catalog.hanging(who.guild_id, show.id)
    if hanging.parties:
        refusal = say(ShowPlannedError.key, evenings=hanging.parties)
        if not is_on_shelf:
            return card(refusal)
        only = _take_off(who, say("button-show-take-off-only"))
        return card(refusal, Row([only, _keep(who)]))
    delete = RemoveButton.make(
        f"show-remove:{who.user_id}:{show.id}:1",
        say("button-show-delete"),
        style=discord.ButtonStyle.danger,
    )
    buttons: list[DrawnButton] = [delete]
    if is_on_shelf:
        buttons.append(_take_off(who, say("button-show-take-off-only")))
    ask = say("show-ask-delete", show=show.title)
    return card(ask, loss(hanging), Row([*buttons, _keep(who)]))


def _take_off(who: Asking, label: Said) -> DrawnButton:
    return RemoveButton.make(f"show-remove:{who.user_id}:{who.show.id}:0", label)


def _keep(who: Asking) -> DrawnButton:
    return KeepButton.make(f"show-keep:{who.user_id}", say("button-show-keep"))


def _removed(show: Show, removed: Removed | None) -> LanternView:
    if removed is None:
        return card(say("show-not-on-shelf", show=show.title))
    said = say("show-deleted" if removed.is_deleted else "show-taken-off", show=show.title)
    if not removed.channels:
        return card(said)
    channels = joined(map(mention_channel, removed.channels), ", ")
    return card(said, say("show-channels-freed", channels=channels, number=len(removed.channels)))
