# /party: planning, the card, reminders, and what comes after

group-party = Watch together: plan it, see who is coming, get reminded
command-party-schedule = Plan a watch party, or a whole series of them
option-party-episode = Which episode: 6, 3-5, S01E06, finale, next, or part of a title you know
option-party-repeat = Repeat until the last episode: weekly, mon tue, weekdays, every day
option-party-per-sitting = How many episodes per evening; one if left out
option-party-where = Where you meet: a voice channel, somebody's sofa, a link
option-party-channel = Where to post its card and reminders; here if left out
command-party-list = See what is planned, and which reminders were missed
command-party-cancel = Cancel a party you host; I tell everyone who is going
command-party-move = Move a party you host to another time; I tell everyone who is going
option-party = Which party

party-name = { $show } · { $episodes }
party-heading =
    ### { $show }
    ## { $episodes }
party-heading-film = ## { $show }
party-where = Where: { $place }
party-host = Host: { $host }
party-card-goes = -# Once you confirm, I post its card in { $channel }. Until then nobody is told.
# $episodes will not have aired when the party is; $date is the day of the first of them.
party-unaired = { $number ->
        [one] { $episodes } will not have aired by then, as far as I know ({ $date }).
       *[other] { $episodes } will not have aired by then, as far as I know (the first: { $date }).
    } You can plan it all the same.
party-unaired-film = *{ $show }* will not be out by then, as far as I know ({ $date }). You can plan it all the same.
party-unaired-run = { $evenings ->
        [one] One of these evenings comes
       *[other] { $evenings } of these evenings come
    } before the episode has aired, as far as I know, beginning with { $episodes } ({ $date }). You can plan them all the same.
party-airs-later = no date is known, but one before it airs later
party-run-draft = { $evenings ->
        [one] That makes just this one evening: { $last } is the last episode.
       *[other] Then { $repeat }, until { $last }: { $evenings } evenings in all, the last one on { $date }.
    }
party-run-draft-first = { $moment } does not fall on one of those days, so the first evening is on the next one that is.
# A run's evening on $date that would be at $wrote, and is at $became on the $clocks ("CEST").
party-run-gap = On { DATETIME($date, dateStyle: "full") } the clocks go forward and skip { DATETIME($wrote, timeStyle: "short") }, so that evening is at { DATETIME($became, timeStyle: "short") } ({ $clocks }).
party-run-fold = On { DATETIME($date, dateStyle: "full") } the clocks go back and { DATETIME($wrote, timeStyle: "short") } comes twice, so that evening is at the first of the two ({ $clocks }).
party-run-clocks-more = { $more ->
        [one] And so it is on one more of these evenings.
       *[other] And so it is on { $more } more of these evenings.
    }
party-run = -# Then { $repeat }, until { $last } on { $date }: { $evenings ->
        [one] one more evening.
       *[other] { $evenings } more evenings.
    }
party-going = **Going** ({ $count }){ $count ->
        [0] { "" }
       *[other] { " " }{ $names }
    }
party-maybe = **Maybe** ({ $count }){ $count ->
        [0] { "" }
       *[other] { " " }{ $names }
    }
party-no = **Can't** ({ $count }){ $count ->
        [0] { "" }
       *[other] { " " }{ $names }
    }
party-and-more = and { $count } more
party-cancelled-mark = **Cancelled.**
party-over-mark = -# This party is over.
button-party-going = Going
button-party-maybe = Maybe
button-party-no = Can't

party-scheduled = Done! I am posting the card in { $channel }, and you are down as going.
party-scheduled-run = Done! { $evenings } evenings are planned, and you are down as going to all of them. I am posting the first card in { $channel }; each next one follows once an evening is over.

party-reminder = **{ $party }** starts { $relative }: { $moment }.
party-reminder-begun = **{ $party }** started { $relative }.
party-reminder-where = Where: { $place }
party-reminder-link = -# Cannot make it after all? Change your answer on [the card]({ $link }).
button-party-quiet = No party reminders, on any server
button-party-loud = Turn them on again
party-quiet = Done: I remind you of no parties any more, on any server. Your answers stay as they are. Was it just this one? Turn them on again, and change your answer on its card.
party-loud = I will remind you again of every party you are going to.

party-moved-news = **{ $party }** has moved to **{ $moment }** ({ $relative }).
party-moved-link = -# Does that still work for you? If not, change your answer on [the card]({ $link }).
party-cancelled-news = **{ $party }** on { $moment } is cancelled.
party-run-cancelled-news = **{ $party }** on { $moment } and every evening after it are cancelled.

button-party-news = See what is planned

party-after = **{ $party }** is over. Watched it?
party-after-hint = -# Press the button to mark it for yourself. Only you see what opens.
button-party-watched = I watched it

party-link = https://discord.com/channels/{ $guild }/{ $channel }/{ $message }

party-list-heading = ## Upcoming parties
party-list-empty = No party is planned yet. Start one with `/party schedule`: an episode and `fri 8pm` are all it needs.
party-list-when = { $moment } · { $relative }
party-list-counts = { $going } going · { $maybe } maybe
party-list-link = [card]({ $link })
party-list-soon = its card comes once the evening before is over
party-list-on-its-way = its card is on its way
party-list-lacking = I could not post its card: I lack { $lacking } there. Once I have it, run `/party list` again and I post it.
party-list-again = I could not post its card, so I am trying again now. If none comes, look at what I may do in that channel.
party-list-gone = its card was deleted; it comes back when the party is moved
party-list-missed-heading = **Reminders that went to nobody**
party-list-missed = -# The reminder for { $party }, due { $moment }, did not go out.

party-choice = { $party } · { DATETIME($local, dateStyle: "medium", timeStyle: "short") }
party-cancel-ask = Cancel **{ $party }** on { $moment } ({ $relative })?
party-cancel-going = { $count ->
        [0] Nobody else is going yet.
        [one] One other member is going; I will tell them.
       *[other] { $count } other members are going; I will tell them.
    }
party-cancel-run = This is part of a series; { $evenings ->
        [one] one more evening comes after it.
       *[other] { $evenings } more evenings come after it.
    }
button-party-cancel = Cancel this evening
button-party-cancel-run = Cancel this and all later ones
button-party-keep = Keep it
party-cancel-done = **{ $party }** is cancelled.
party-cancel-run-done = **{ $party }** and every evening after it are cancelled: { $evenings } in all.
party-kept = All right, the party stays as planned.
party-which-cancel = Which party do you want to cancel?
party-which-move = Which party do you want to move?
party-which-more = -# These are the next few. For a later one, run the command again and pick it under `party`.
party-which-placeholder = Pick a party
party-move-from = Was { $moment }
party-move-run = -# The other evenings of this series stay where they are.
party-move-tells = -# Once you confirm, I tell everyone who is going.
party-moved-done = **{ $party }** is now { $moment } ({ $relative }).

error-party-when-repeats = In `when` I need the first evening alone, like `fri 8pm`. The days go into `repeat`: `weekly`, `mon tue`, `every day`. “Change it” has a line for each.
# $first is a number, as it is to be written.
error-party-span = With `repeat` or `per_sitting`, write only the episode that it begins with: `{ $first }`. `per_sitting` says how many you watch in an evening, and `repeat` goes on until the last one.
# $fits is 0 where that is too much for one evening; $first and $last are as they are to be written.
error-party-season = That is { $count } episodes. To watch them evening by evening, write only the one that it begins with, `{ $first }`, and add `repeat: weekly` or the like: it goes on until the show's last one, and `per_sitting` says how many you watch in an evening.{ $fits ->
        [0] { "" }
       *[other] { " " }For all of them in one evening, write `{ $first }-{ $last }`.
    }
error-party-long-evening = That is { $count } episodes, and one evening holds { $most } at most. Write fewer, or only the first one with `repeat` and `per_sitting`.
error-party-gone = That party is over or was cancelled. `/party list` shows what is planned.
error-not-your-party = Only the host of that party, or somebody who looks after parties here, can change it. Ask one of them.
error-too-many-parties = This server already has { $most } evenings planned, which is the most I can keep. Cancel some first.
error-no-party = You have no party here to change. Plan one with `/party schedule`.
error-place-too-long = That is too long for a place ({ $length } characters). Keep it under { $limit }.
error-party-cannot-post = I am not allowed to post in { $channel }. Pick another channel, or ask a server admin to give me { $lacking } there, and try again.
error-party-you-cannot-post = You cannot post in { $channel } yourself, so I do not put a party there for you. Pick another channel.
