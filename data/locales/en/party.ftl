# /party: planning, the card, reminders, and what comes after

group-party = Watch together: plan it, see who comes, be reminded
command-party-schedule = Plan a watch party, or a whole run of them
option-party-episode = Which one: 6, S01E06, finale, next, part of a title you know
option-party-repeat = Go on until the last episode: weekly, mon tue, weekdays, every day
option-party-per-sitting = How many episodes in one evening; one if left out
option-party-where = Where you meet: a voice channel, a sofa, a link
option-party-channel = Where its card and reminders go; here if left out
command-party-list = See what is planned, and which reminders were missed
command-party-cancel = Cancel a party you host; who said going is told
command-party-move = Move a party you host to another time; who said going is told
option-party = Which party

party-name = { $show } · { $episodes }
party-heading =
    ### { $show }
    ## { $episodes }
party-heading-film = ## { $show }
party-where = Where: { $place }
party-host = Host: { $host }
party-card-goes = -# Its card goes to { $channel }, and nobody is told before you confirm.
party-run-draft = Then { $repeat }, until { $last }: { $evenings } evenings, the last one on { $date }.
party-run-draft-first = { $moment } is not on one of those days, so the first evening is on the next one that is.
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

party-scheduled = Done! The card is on its way to { $channel }. You are down as going.
party-scheduled-run = Done! { $evenings } evenings are planned. The first card is on its way to { $channel }, and each next one follows when an evening is over. You are down as going.

party-reminder = **{ $party }** starts { $relative }: { $moment }.
party-reminder-begun = **{ $party }** began { $relative }.
party-reminder-where = Where: { $place }
party-reminder-link = -# Not coming after all? Say so on [its card]({ $link }).
button-party-quiet = No more party reminders
button-party-loud = Remind me again
party-quiet = I will not remind you of parties any more, here or elsewhere. What you said you go to stays as it is.
party-loud = I will remind you of the parties you go to again.

party-moved-news = **{ $party }** was moved: it is now **{ $moment }** ({ $relative }).
party-moved-link = -# Still coming? Change your answer on [its card]({ $link }).
party-cancelled-news = **{ $party }** on { $moment } was cancelled.
party-run-cancelled-news = **{ $party }** on { $moment } and all evenings after it were cancelled.

button-party-news = What is planned

party-after = **{ $party }**: watched it?
party-after-hint = -# The button marks it for you alone, and tells you in private what opens.
button-party-watched = I watched it
party-watched-undo = -# Not so? `/progress undo` takes it back.
party-watched-already = You had marked that already: you are at { $where }.

party-link = https://discord.com/channels/{ $guild }/{ $channel }/{ $message }

party-list-heading = ## Parties ahead
party-list-empty = No party is planned. Begin one with `/party schedule`: an episode and `fri 8pm` are enough.
party-list-when = { $moment } · { $relative }
party-list-counts = { $going } going · { $maybe } maybe
party-list-link = [card]({ $link })
party-list-soon = its card comes when the evening before is over
party-list-missed-heading = **While I was away**
party-list-missed = -# The reminder for { $party }, due { $moment }, reached nobody.

party-choice = { $party } · { DATETIME($local, dateStyle: "medium", timeStyle: "short") }
party-cancel-ask = Cancel **{ $party }** on { $moment } ({ $relative })?
party-cancel-going = { $count ->
        [0] Nobody else has said going.
        [one] One more member said going; I will tell them.
       *[other] { $count } more members said going; I will tell them.
    }
party-cancel-run = It is one evening of a run; { $evenings ->
        [one] one more comes after it.
       *[other] { $evenings } more come after it.
    }
button-party-cancel = Cancel this evening
button-party-cancel-run = Cancel it and the rest
button-party-keep = Keep it
party-cancel-done = **{ $party }** is cancelled.
party-cancel-run-done = **{ $party }** and what came after it are cancelled: { $evenings } evenings in all.
party-kept = It stays as it is.
party-which-cancel = Which party do you want to cancel?
party-which-move = Which party do you want to move?
party-which-more = -# These are the next ones. For a later one, pick it under `party` while you type the command.
party-which-placeholder = Pick a party
party-move-from = Was { $moment }
party-move-run = -# The other evenings of its run stay where they are.
party-move-tells = -# Who said going is told once you confirm.
party-moved-done = **{ $party }** is now { $moment } ({ $relative }).

error-party-gone = That party is over or was cancelled. `/party list` shows what is planned.
error-not-your-party = Only its host, or whoever manages parties on this server, can change that party.
error-too-many-parties = This server has { $most } evenings planned, which is as many as I keep. Cancel some first.
error-no-party = There is no party here that you could change. Plan one with `/party schedule`.
error-place-too-long = That is a long way to say where ({ $length } characters). Keep it under { $limit }.
error-party-cannot-post = I may not write in { $channel }. Pick another channel, or ask a server admin to give me View Channel and Send Messages there.
error-party-you-cannot-post = You may not write in { $channel } yourself, so a party's card would not belong there. Pick another channel.
