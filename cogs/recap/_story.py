"""The story so far, for a member and for a room, and the buttons that turn its pages."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.recaps import Length
from bot.domain.records import replace
from bot.services.recaps import Story, Wish
from bot.ui.buttons import OWNER, SHOW, PersistentButton
from bot.ui.episode_card import room_footer
from bot.ui.layouts import LanternView, Row
from bot.ui.options import Asking, asking_about, episode_label
from bot.ui.pages import PageButton, PageId, Sheet
from bot.ui.recap_cards import beginning_card, story_card, story_pages
from bot.ui.replies import reply, turn
from bot.ui.room_posts import post_as_asked, post_to_room, posting_question
from bot.ui.words import Said, say
from cogs.recap._notes import my_notes_button, write_note_button

_LENGTHS: Final = tuple(Length)
_LENGTH: Final = r"(?P<length>[012])"
_MEMBER: Final = PageId("recap", ("show", "length", "to", "owner"))
_ROOM: Final = PageId("recap-room", ("show", "length"))


class StoryPageButton(PageButton, template=_MEMBER.template):
    """Turns a member's recap; what they know is looked up anew at each press."""

    page_id = _MEMBER

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Tell the page as far as the member is now."""
        who = await asking_about(interaction, self.number("show"))
        wish = Wish(length=_LENGTHS[self.number("length")], to=self.number("to") or None)
        return await member_story(who, wish, page)


class RoomStoryPageButton(PageButton, template=_ROOM.template):
    """Turns a room's recap, for whoever presses; judged by what the room may know now."""

    page_id = _ROOM

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Tell the page as far as the room is now."""
        who = await asking_about(interaction, self.number("show"))
        return await room_story(who, _LENGTHS[self.number("length")], page)


class PostStoryButton(PersistentButton, template=rf"recap-post:{OWNER}:{SHOW}:{_LENGTH}"):
    """Posts the room's recap although its presser is behind the room."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Post it, as far as the room may know it now."""
        who = await asking_about(interaction, self.number("show"))
        length = _LENGTHS[self.number("length")]
        await post_as_asked(interaction, lambda: room_story(who, length, 0))


class MyStoryButton(PersistentButton, template=rf"recap-mine:{OWNER}:{SHOW}:{_LENGTH}"):
    """Tells the story to its presser alone."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Tell it as far as they are."""
        who = await asking_about(interaction, self.number("show"))
        wish = Wish(length=_LENGTHS[self.number("length")])
        await turn(interaction, await member_story(who, wish, 0))


STORY_BUTTONS: Final = (StoryPageButton, RoomStoryPageButton, PostStoryButton, MyStoryButton)


async def post_story(interaction: discord.Interaction, who: Asking, length: Length) -> None:
    """Tell the room its story; whoever would read more there than they have seen is asked first."""
    if not await _tells_more(who, length):
        await post_to_room(interaction, await room_story(who, length, 0))
        return
    about = f"{who.user_id}:{who.show.id}:{_LENGTHS.index(length)}"
    post = PostStoryButton.make(f"recap-post:{about}", say("button-post-anyway"))
    mine = MyStoryButton.make(
        f"recap-mine:{about}", say("button-mine-instead"), style=discord.ButtonStyle.primary
    )
    await reply(interaction, posting_question(who.show, post, mine))


async def _tells_more(who: Asking, length: Length) -> bool:
    """Tell whether a room's story holds anything that the asking member has not seen."""
    room = await who.services.audiences.room(who.place, who.show)
    common = room.meet(who.knowledge)
    if common == room:
        return False
    recaps = who.services.recaps
    told = await recaps.for_room(who.guild_id, who.show, room, length)
    own = await recaps.for_room(who.guild_id, who.show, common, length)
    return replace(own, knowledge=room) != told


async def member_story(who: Asking, wish: Wish, page: int) -> LanternView:
    """Return a page of the story as far as a member is."""
    story = await who.services.recaps.for_member(
        who.guild_id, who.user_id, who.show, who.standing, wish
    )
    if who.knowledge.position.screen == 0:
        return beginning_card(story, _welcome(story))
    sheet = Sheet.of(story_pages(story, say("recap-nothing-told")), page)
    turns = StoryPageButton.turns(
        sheet,
        show=who.show.id,
        length=_LENGTHS.index(wish.length),
        to=wish.to or 0,
        owner=who.user_id,
    )
    buttons = [*(turns.items if turns is not None else ())]
    if story.is_untold:
        buttons.append(write_note_button(who, story.knowledge.position.screen))
    return story_card(story, sheet, Row([*buttons, my_notes_button(who)]))


def _welcome(story: Story) -> Said:
    """Return the word for somebody who has seen nothing, with what to do next."""
    if story.is_untold:
        return say("recap-begin-untold", episode=episode_label(story.show, 1))
    if story.show.is_film:
        return say("recap-begin-film")
    return say("recap-begin", episode=episode_label(story.show, 1))


async def room_story(who: Asking, length: Length, page: int) -> LanternView:
    """Return a page of the story as far as the room may know it, whoever asks."""
    room = await who.services.audiences.room(who.place, who.show)
    story = await who.services.recaps.for_room(who.guild_id, who.show, room, length)
    position = room.position.screen
    talk = who.services.discussions.open_up_to(who.place.channel_id, who.show.id)
    footer = room_footer(who.show, position, talk)
    if position == 0:
        return beginning_card(story, say("recap-begin-room"), footer)
    sheet = Sheet.of(story_pages(story, say("recap-nothing-told-room")), page)
    turns = RoomStoryPageButton.turns(sheet, show=who.show.id, length=_LENGTHS.index(length))
    return story_card(story, sheet, turns, footer)
