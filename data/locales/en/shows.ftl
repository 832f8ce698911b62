# /show: the catalog and this server's shelf

group-show = Find shows, and choose which ones this server follows
command-show-search = Search the catalog by title, in any language and with typos
command-show-add = Put a show on this server's shelf
command-show-create = Make a show that no catalog has: a title and how many episodes
command-show-list = See which shows this server follows, and how far you are
command-show-info = See what there is to know about a show, without spoilers
command-show-remove = Take a show off this server's shelf; what people marked is kept
option-show-query = A title, or part of one
option-show-add = Which show; pick one from the list while you type
option-show-title = Its title, as people here call it
option-show-episodes = How many: 8, or 10, 10, 8 for seasons
option-show-first-air-date = The day its first episode aired or will air, such as 2026-03-06, 6 March 2026, tomorrow
option-show-weekly = The day of the week on which the first season airs
option-show-remove = Which show
choice-monday = Monday
choice-tuesday = Tuesday
choice-wednesday = Wednesday
choice-thursday = Thursday
choice-friday = Friday
choice-saturday = Saturday
choice-sunday = Sunday

show-heading = ## { $title }
show-heading-year = ## { $title } ({ $year })
show-also-called = -# Also called { $titles }
show-film = A film
show-film-long = A film of { $minutes } minutes
show-episodes = { $seasons ->
        [one] { $episodes ->
            [one] One episode
           *[other] { $episodes } episodes
        }
       *[other] { $episodes } episodes in { $seasons } seasons
    }
show-aired = aired { $first } to { $last }
show-aired-on = aired { $first }
show-began = began { $first }
# $aired is such as "airs from 6 March"; the days of the show's other seasons are not known.
show-dated-seasons = { $count ->
        [one] season { $seasons }: { $aired }
       *[other] seasons { $seasons }: { $aired }
    }
show-on-air = on air since { $first }
show-airs-from = airs from { $first }
# $weekly is such as "every Monday".
show-airs-weekly = airs { $weekly } from { $first } until { $last }
show-on-air-weekly = on air since { $first }, { $weekly } until { $last }
show-film-out = { $ahead ->
        [0] out since { $day }
       *[1] comes out { $day }
    }
show-genres = **Genres:** { $genres }
show-actors = **With:** { $actors }
show-where = **Where to watch:** { $places }
show-warnings = **Good to know before:** { $warnings }
source-novel = novel
source-novels = novels
source-book = book
source-memoir = memoir
source-play = play
source-comic = comic
source-manga = manga
source-webtoon = webtoon
show-source = **Based on:** *{ $title }*, { $parts ->
        [one] one part
       *[other] { $parts } parts
    }
show-source-by = **Based on:** *{ $title }* by { $author }, { $parts ->
        [one] one part
       *[other] { $parts } parts
    }
show-and-more = and more
show-made-here = -# Made on this server, so only the numbers are known. Its recaps grow from the lines that you and your friends keep with `/recap note`.
show-place = { $place } Next for you: { $next }.
show-place-start = { $film ->
        [0] You have not started yet. Mark your first episode with `/watched`
       *[1] You have not seen it yet. Once you have, mark it with `/watched`
    }{ $told ->
        [0] .
       *[1] , and its story opens.
    }
show-place-done = You have seen all of it.
show-following = -# You follow it: you are on its board, and rooms wait for you.
show-not-following = -# You are not following it.

show-list-heading = ## This server's shows
show-list-empty = No show is on this server's shelf yet. Add one with `/show add`, or make your own with `/show create`.
# $managers is who looks after shows here, as `value-managers-…` says it.
show-list-empty-here = No show is on this server's shelf yet. Ask { $managers } to add one: it takes ten seconds.
show-row = **{ $title }** · { $facts }
show-row-place = you: { $done } of { $total }
show-row-following = following
show-row-shelf = on the shelf
show-search-heading = ## Found for “{ $wrote }”
show-search-nothing = I found no show called anything like “{ $wrote }”. Make it yourself in ten seconds: `/show create` takes a title and how many episodes.
show-search-nothing-here = I found no show called anything like “{ $wrote }”. Try another spelling, or ask { $managers } to make it.
show-search-empty = Which title? Write a part of it, such as `/show search query:big city`.

show-added = *{ $show }* is on this server's shelf now.
show-added-already = *{ $show }* is on this server's shelf already.
show-made = Made, and on this server's shelf. Mark what you have seen with `/watched`.
show-made-numbered = Made, and on this server's shelf. Another show has that title already, so this one got a number.
show-made-film = It has one episode, so I speak of it as a film.
# $extent is such as "8 episodes" or "a film of 96 minutes".
show-known =
    ### Is it this one?
    The catalog has *{ $show }* already: { $extent }, with more than numbers. Use it, and lookups and recaps have something to tell.
show-known-own =
    ### Is it this one?
    There is already *{ $show }* here: { $extent }. Make a second one?
show-followed = You follow *{ $show }* now.
show-left = You no longer follow *{ $show }*. What you marked is kept.
show-is-here = { $channel } is about *{ $show }* now: commands here mean it when they name no show.
show-ask-take-off = Take *{ $show }* off this server's shelf? What people marked is kept, and `/show add` brings it back.
show-ask-delete = ### Delete *{ $show }* for good?
    It was made on this server, so nobody can bring it back.
show-delete-nothing = Nobody has used it yet, so nothing else goes with it.
show-delete-loss = This goes with it: { $members ->
        [0] nobody's marks
        [one] the marks of one member
       *[other] the marks of { $members } members
    }, { $notes ->
        [0] no notes
        [one] one note
       *[other] { $notes } notes
    }, { $parties ->
        [0] no planned parties
        [one] one planned party
       *[other] { $parties } planned parties
    }{ $discussions ->
        [0] .
        [one] . Its discussion thread stays on Discord, but I no longer know it.
       *[other] . Its { $discussions } discussion threads stay on Discord, but I no longer know them.
    }
error-show-planned = { $evenings ->
        [one] One evening is planned with it. Cancel it
       *[other] { $evenings } evenings are planned with it. Cancel them
    } first with `/party cancel`, so that whoever said going hears of it. Nothing was deleted.
show-taken-off = *{ $show }* is off the shelf. What people marked is kept; `/show add` brings it back.
show-deleted = *{ $show }* is deleted.
show-channels-freed = { $number ->
        [one] { $channels } is no longer about it.
       *[other] { $channels } are no longer about it.
    }
show-kept = Nothing was changed.
show-not-on-shelf = *{ $show }* is not on this server's shelf. `/show list` shows what is.

button-show-follow = Follow
button-show-leave = Stop following
button-show-shelve = Add to this server
button-show-here = Make it this channel's show
button-show-delete = Delete it for good
button-show-take-off = Take it off the shelf
button-show-take-off-only = Only take it off the shelf
button-show-keep = Keep it
button-show-open = Open that one
button-show-use = Use that one
button-show-create = Create mine anyway
button-show-second = Make a second one
button-show-neither = Neither
menu-show-open = Open a show

error-not-manager = Shows and parties here are looked after by those with Manage Server, or with the role that this server chose for it. Ask one of them.
error-title-empty = A show needs a title that people can see. Write it with letters or digits.
error-title-too-long = That title has { $length } characters, and { $limit } fit. Please shorten it.
error-episodes-blank = How many episodes are there? Write `8`, or `10, 10, 8` for three seasons.
error-episodes-unread = I could not read “{ $wrote }” as numbers of episodes. Write `8`, or `10, 10, 8` for three seasons.
error-no-episodes = Each season needs at least one episode. Write `8`, or `10, 10, 8` for three seasons.
error-too-many-episodes = A show can have up to { NUMBER($limit) } episodes. Leave the oldest seasons out, or make two shows of it.
error-too-many-seasons = That is { $seasons } seasons, and a show can have up to { $limit }. Put some together, or make two shows of it.
error-date-blank = Which day was it, or will it be? Write year, month, day, such as `2026-03-06`, or leave it out.
error-date-unread = I could not read “{ $wrote }” as a day. Write year, month, day, such as `2026-03-06`, or `6 March 2026`.
error-date-without-year = “{ $wrote }” could be past or still to come. Add the year, such as `6 March 2026` or `2026-03-06`.
error-weekly-without-date = For a weekly show I also need the day of its first episode: add `first_air_date`, such as `2026-03-06`.
error-weekly-elsewhere = Your first day is a { $first ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }, and your weekly day is { $weekly ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }. Leave one of them out, or make them agree.
