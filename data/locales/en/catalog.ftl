### What `lantern catalog check` says about a show file. Each line follows "file:line: ".
### A message quotes keys, numbers and names, never a text of the story.

catalog-problem-file-too-large = this file has more than { $limit } characters; split it into one file a show
catalog-problem-not-toml = this is not valid TOML from column { $column } on; compare the line with the example in data/README.md
catalog-problem-unclosed = a quotation mark or bracket is opened here and never closed; close it
catalog-problem-key-twice = “{ $key }” was already set in line { $first_line } of the same table; keep one of the two
catalog-problem-unknown-key =
    { $similar ->
        [0] unknown key “{ $key }”; this table may have: { $allowed }
       *[other] unknown key “{ $key }”; did you mean “{ $suggestion }”?
    }
catalog-problem-missing-key = “{ $key }” is missing here; add it to this table
catalog-problem-wrong-type =
    { $expected ->
        [text] “{ $key }” should be a text in quotation marks; write { $key } = "…"
        [texts] “{ $key }” should be a list of texts; write { $key } = ["…", "…"]
        [languages] “{ $key }” should be a list of titles for each language; write { $key } = {"{"} ko = ["…"] {"}"}
        [number] “{ $key }” should be a whole number without quotation marks; write { $key } = { $number }
        [date] “{ $key }” should be a date without a time; write { $key } = 2024-10-21
        [parts] “{ $key }” should be the number of parts, or the list of their titles; write { $key } = { $number }
       *[tables] “{ $key }” should be a table that may come several times; put its header in double brackets, as in [[episode]]
    }
catalog-problem-empty-text = “{ $key }” holds an empty text; write something, or take it out
catalog-problem-text-too-long = “{ $key }” has { $length } characters, and { $limit } are allowed; shorten it
catalog-problem-control-character =
    { $lines ->
        [0] “{ $key }” holds a line break or an invisible control character; keep it on one line and type it again without
       *[other] “{ $key }” holds an invisible control character; type it again without
    }
catalog-problem-too-many = “{ $key }” has { $count } entries, and { $limit } are allowed; take some out
catalog-problem-bad-slug = “{ $key }” may have small letters a to z, digits and single hyphens between them; write it like “love-in-the-big-city”
catalog-problem-bad-choice = “{ $key }” must be one of: { $allowed }; choose one
catalog-problem-bad-language = “{ $key }” is not a language code; use one such as ko, ja, es or ko-Latn
catalog-problem-bad-importance = “{ $key }” goes from { $low } (colour) to { $high } (nobody may miss it); choose one of them
catalog-problem-impossible-date = “{ $key }” is a day that no calendar has; write year-month-day, such as 2024-10-21
catalog-problem-number-out-of-range = “{ $key }” must be from { NUMBER($low, useGrouping: 0) } to { NUMBER($high, useGrouping: 0) }; correct the number
catalog-problem-episode-twice = season { $season } already has an episode { $number }; give this one its own number, or take it out
catalog-problem-episode-gap = season { $season }, episode { $number } follows too soon: season { $expected_season }, episode { $expected_number } is missing before it; add that one, or correct the number
catalog-problem-airs-too-early = season { $season }, episode { $number } airs on { $aired }, before episode { $before } of the same season, which airs on { $before_aired }; correct one of the two days
catalog-problem-film-episodes = a film is one episode, and this file has { $count }; take this one out, or set kind = "series"
catalog-problem-episode-out-of-range =
    { $count ->
        [one] “{ $key }” is { $episode }, and the show has one episode only; write { $key } = 1
       *[other] “{ $key }” is { $episode }, and the show has episodes 1 to { $count }, counted over all seasons; correct the number
    }
catalog-problem-track-twice = a track “{ $track }” is already there; keep one of the two
catalog-problem-source-missing = “{ $key }” names a part of the source, and the file has none; add a [[track]] with id = "source", or take the key out
catalog-problem-source-part-out-of-range = “{ $key }” is { $part }, and the source has parts 1 to { $parts }; correct the number
catalog-problem-character-twice = “{ $character }” is already a character; keep one of the two, or tell them apart by their names
catalog-problem-alias-of-two-characters = “{ $alias }” could mean { $first } or { $second }; keep it for one of them
catalog-problem-unknown-character =
    { $similar ->
        [0] “{ $character }” is not a character of this file; add a [[character]] with that name, or correct it
       *[other] “{ $character }” is not the name of a character; did you mean “{ $suggestion }”?
    }
catalog-problem-beat-character-too-early = { $character } first appears in episode { $first_episode }, and this beat opens after episode { $episode }; move the beat, or correct first_episode
catalog-problem-note-after-too-early = { $character } first appears in episode { $first_episode }, and this note would open after episode { $after }; set after to { $first_episode } or later
catalog-problem-name-too-early =
    { $opens ->
        [0] this text can be read before episode 1 and names { $is_alias ->
            [0] { $character }
           *[other] “{ $named }”, an alias of { $character }
        }, who first appears in episode { $first_episode }; say it without the name
       *[other] this text opens after episode { $opens } and names { $is_alias ->
            [0] { $character }
           *[other] “{ $named }”, an alias of { $character }
        }, who first appears in episode { $first_episode }; say it without the name, or correct first_episode
    }
