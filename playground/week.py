"""The week that was: what the members of the playground have done before a visitor comes.

It ends on a Friday evening with Juno at 0, Ara at 3, Sora at 6 and Minho at 8; he has read the
novel too. What they say in a thread belongs to its episode, and nowhere else.
"""

from __future__ import annotations

from playground.steps import Moment, Press, React, Run, Say, Step
from playground.world import ZONE

GENERAL = "general"
SHOW = "love-in-the-big-city"
FILMS = "film-club"
ALL = "Yes, all of them"
OURS = "Make it this channel's show"


def _open(who: str, episode: int) -> Step:
    return Run(who, SHOW, "discuss open", {"episode": str(episode)}, makes_a_room=True)


def _watch(who: str, episodes: str, *press: str) -> Step:
    return Run(who, SHOW, "watched", {"episode": episodes}, press)


def _note(who: str, episode: int, text: str) -> Step:
    return Run(who, SHOW, "recap note", {"episode": str(episode), "text": text})


_THURSDAY: tuple[Step, ...] = (
    Moment(1, 19, 0),
    Say("Minho", GENERAL, "New year, new show? I have read the novel and promise to behave."),
    Say("Ara", GENERAL, "In! One at a time, though. I have work."),
    Say("Sora", GENERAL, "I will be far ahead by Sunday, sorry in advance."),
    React("Minho", GENERAL, "😂"),
    Say("Juno", GENERAL, "I start next week. Please, please do not tell me anything."),
    React("Ara", GENERAL, "🤐"),
    Run("Minho", SHOW, "settings set", {"zone": ZONE}),
    Run("Minho", SHOW, "show add", {"show": "love-in-the-big-city"}, (OURS,)),
    Run("Minho", FILMS, "show add", {"show": "night-of-the-living-dead"}, (OURS,)),
    Run("Juno", SHOW, "show info", {"show": "love-in-the-big-city"}, ("Follow",)),
    Say("Minho", FILMS, "A film for a rainy weekend: black and white, and it still bites."),
    Moment(1, 22, 30),
    _watch("Ara", "1"),
    _watch("Sora", "1-2", ALL),
    _watch("Minho", "1-2", ALL),
    _open("Minho", 2),
    Say("Minho", 2, "They share a flat and he keeps her cigarettes in the fridge. I would, too."),
    Say("Sora", 2, "The rings, though. He meant it so seriously."),
    Say("Minho", 2, "And the more serious it gets, the more boxed in Young feels."),
)

_WEEKEND: tuple[Step, ...] = (
    Moment(3, 15, 0),
    _watch("Sora", "3-6", ALL),
    _watch("Minho", "3-8", ALL),
    Run("Minho", SHOW, "watched", {"episode": "1-4", "track": "source"}, (ALL,)),
    _open("Sora", 4),
    Say("Sora", 4, "He wants his mother to meet somebody important, and then this."),
    Say("Minho", 4, "The novel is even quieter there. I put it down for a day."),
    React("Sora", 4, "💔"),
    Say("Sora", 4, "I will not watch the next one tonight. I will watch the next one tonight."),
    Moment(4, 23, 0),
    _open("Minho", 8),
    Say("Minho", 8, "The lantern. I am not over the lantern. I will keep a seat for each of you."),
)

_WORKING_DAYS: tuple[Step, ...] = (
    Moment(5, 21, 0),
    _watch("Ara", "2"),
    Say("Ara", 2, "So that is what you two were whispering about. Oh, Mi-ae."),
    React("Minho", 2, "🫂"),
    Say("Sora", 2, "Welcome to this side of it."),
    Moment(6, 21, 30),
    _watch("Ara", "3"),
    _note("Ara", 3, "The philosophy class: I want to trust him, and I do not."),
    _note("Sora", 3, "Listen to the music in this one."),
    _note("Minho", 8, "Watch it with somebody beside you."),
    Say("Ara", SHOW, "Slow and steady. Who is coming on Friday?"),
    Run("Minho", SHOW, "party schedule", {"episode": "4", "when": "fri 9pm"}, ("Confirm",)),
    Press("Sora", SHOW, "Going"),
    Press("Juno", SHOW, "Can't"),
)

_FRIDAY: tuple[Step, ...] = (
    Moment(9, 18, 40),
    Say("Sora", GENERAL, "Tonight, nine o'clock. I bring rice cakes."),
    React("Ara", GENERAL, "🍡"),
)

WEEK: tuple[Step, ...] = (*_THURSDAY, *_WEEKEND, *_WORKING_DAYS, *_FRIDAY)
