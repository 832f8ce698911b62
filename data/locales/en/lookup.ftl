# /episode

command-episode = Look up an episode, without a word about what you have not seen
option-episode-next = Which one: 6, S01E06, finale, part of a title you know; your next one if left out
option-show = Which show; this channel's if left out
option-public = Show it to everybody here, as far as this room may know

episode-label = Episode { $number }
film-label = the film
episode-heading =
    ### { $show }
    ## { $episode }
episode-heading-titled =
    ### { $show }
    ## { $episode } · { $title }
episode-heading-film = ## { $show }
episode-season = season { $season }, episode { $number }
episode-air-date = { $date }
episode-air-date-ahead = { $date } ({ $away })
episode-runtime = { $minutes } min
episode-source-part = the { $source }, part { $part }
episode-source-part-titled = the { $source }, part { $part }: “{ $title }”
episode-untold = Nobody has told the story of this one here yet. What stayed with you? `/recap note` keeps your line for friends who have seen it too.
episode-add-line = -# What stayed with you? `/recap note` adds your line.
episode-no-thread = -# It has no thread yet: `/discuss open` begins one.
episode-appearing = **In it:** { $people }
episode-newcomers = { $more ->
        [0] **First seen here:** { $people }
        [one] **First seen here:** { $people } and one more
       *[other] **First seen here:** { $people } and { $more } more
    }
episode-person = { $name } ({ $actor })
# $told is 0 where nobody told the show's story, so that nothing is there to be opened.
episode-ahead = { $told ->
        [0] { $ahead ->
            [one] This is your next one. Nobody has told this show's story here: it grows from the lines that you and your friends keep with `/recap note`.
           *[other] { $ahead } episodes ahead of you. Nobody has told this show's story here: it grows from the lines that you and your friends keep with `/recap note`.
        }
       *[1] { $ahead ->
            [one] This is your next one. Seen it? Mark it with `/watched`, and its story opens.
           *[other] { $ahead } episodes ahead of you. Its story opens once you have seen that far. There already? `/watched` opens everything up to there.
        }
    }
episode-unaired = { $ahead ->
        [one] This is your next one. It has not aired yet, as far as I know. Seen it already? Mark it with `/watched`.
       *[other] { $ahead } episodes ahead of you, and it has not aired yet, as far as I know.
    }
episode-unaired-room = { $ahead ->
        [one] The next one for this room. It has not aired yet, as far as I know.
       *[other] { $ahead } episodes ahead of this room, and it has not aired yet, as far as I know.
    }
episode-unaired-film = It is not out yet, as far as I know. Whoever has seen it already marks it with `/watched`.
episode-alone = You have marked this one on its own. Its story opens as soon as you have marked { $missing } too, with `/watched`.
episode-ahead-film = { $told ->
        [0] Seen it? Mark it. Nobody has told its story here: it grows from the lines that you and your friends keep with `/recap note`.
       *[1] Seen it? Mark it, and its story opens.
    }
episode-ahead-film-room = { $told ->
        [0] This room has not seen it yet. Whoever has says so with `/watched`.
       *[1] Its story is not for this room yet. Whoever has seen it says so with `/watched`, and gets it with `/episode`, privately.
    }
episode-ahead-room = { $ahead ->
        [one] The next one for this room.
       *[other] { $ahead } episodes ahead of this room.
    } Whoever has seen it says so with `/watched`{ $told ->
        [0] .
       *[1] , and gets its story with `/episode`, privately.
    }
room-footer = -# { $position ->
        [0] For this room: nothing of the story yet
       *[other] For this room: safe up to episode { $position }
    }
room-footer-seasons = -# For this room: safe up to { $episode }
room-footer-film = -# For this room: the whole film
room-footer-open = -# Anybody can look in here, so I tell no more than that; talk may go up to { $episode }.
room-footer-open-film = -# Anybody can look in here, so I tell no more than that; talk may be about the whole film.
room-posted = Posted for the room.
room-ask-ahead = This room may read more of *{ $show }* than you have seen, and you would read it here too. Post it all the same?
button-post-anyway = Post it anyway
button-mine-instead = Show me mine instead
error-cannot-post = I may not write in this channel. Ask a server admin to give me View Channel and Send Messages here, or leave `public` out.
