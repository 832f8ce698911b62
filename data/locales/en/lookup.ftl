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
episode-air-date = { $date }
episode-runtime = { $minutes } min
episode-source-part = part { $part } of { $source }
episode-source-part-titled = part { $part } of { $source }, { $title }
episode-nothing-known = Nothing more is known about this one yet. Your own line on it goes into `/recap note`.
episode-appearing = **In it:** { $people }
episode-newcomers = { $more ->
        [0] **First seen here:** { $people }
        [one] **First seen here:** { $people } and one more
       *[other] **First seen here:** { $people } and { $more } more
    }
episode-person = { $name } ({ $actor })
episode-ahead = { $ahead ->
        [one] This is your next one. Its story opens once you have seen it.
       *[other] { $ahead } episodes ahead of you. Its story opens once you have seen it.
    }
episode-ahead-room = { $ahead ->
        [one] The next one for this room. Whoever has seen it gets its story with `/episode`, privately.
       *[other] { $ahead } episodes ahead of this room. Whoever has seen it gets its story with `/episode`, privately.
    }
room-footer = -# { $position ->
        [0] For this room: nothing of the story yet
       *[other] For this room: safe up to episode { $position }
    }
room-posted = Posted for the room.
error-cannot-post = I may not write in this channel. Ask a server admin to give me View Channel and Send Messages here, or leave `public` out.
