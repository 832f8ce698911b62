# What is said when the episode that somebody wrote cannot be found.
# $show is the show's title, $number and $season are what was written. Where there are several
# $seasons, $first and $last are how its first and last episode are written, such as "S01E01".

reference-film = *{ $show }* is a single film, so there is nothing to choose: write `1` for it.
reference-out-of-range =
    { $total ->
        [0] *{ $show }* has no episodes yet; you wrote { $number }.
        [one] *{ $show }* has just one episode; you wrote { $number }.
       *[other] *{ $show }* has { $seasons ->
            [one] episodes 1 to { $total }
           *[other] { $total } episodes, { $first } to { $last }
        }; you wrote { $number }.
    }
reference-out-of-range-season =
    { $total ->
        [one] Season { $season } of *{ $show }* has just one episode; you wrote { $number }.
       *[other] Season { $season } of *{ $show }* has episodes 1 to { $total }; you wrote { $number }.
    }
# "+6" of fewer: $left follow after $after, the last that was seen; nothing was where $seen is 0.
reference-fewer-left =
    { $seen ->
        [0] { $left ->
            [one] There is just one
           *[other] There are just { $left }
        } to come
       *[other] { $left ->
            [one] Just one is left
           *[other] { $left } are left
        } after { $track ->
            [source] part { $after }
           *[screen] { $after }
        }
    }; you wrote +{ $number }. Write { $left ->
        [one] `+1` for it.
       *[other] `+{ $left }` for all of them, or a smaller number.
    }
reference-no-such-season =
    { $seasons ->
        [one] *{ $show }* has just one season; you wrote season { $season }. A number alone is enough.
       *[other] *{ $show }* has seasons 1 to { $seasons }; you wrote season { $season }.
    }
# $episodes lists the first few of those that may be meant, $more is how many are left out.
reference-ambiguous =
    { $more ->
        [0] That could be any of these: { $episodes }. Which one? Write its number.
        [one] That could be any of these: { $episodes }, and one more. Which one? Write its number.
       *[other] That could be any of these: { $episodes }, and { $more } more. Which one? Write its number.
    }
# A season, or the whole show, where one episode is needed.
reference-several = That is a whole run: { $first } to { $last }. Pick one of them, such as `{ $first }`.
# Several where one episode is needed: $episodes are all but the $last, as they are to be written.
reference-one-of = That names several episodes, and here I need just one. Which one: { $episodes } or { $last }?
reference-one-from = That names several episodes, and here I need just one. Write one from { $first } to { $last }.
reference-written = `{ $episode }`
# Several with others between them; $runs is such as "`1-3`, then `5`".
reference-list = That leaves some out in between, and I take one run at a time. Write { $runs }.
reference-then = { ", then " }
reference-nothing-left = You have seen all of *{ $show }*, so there is no next one.
reference-nothing-seen = You have not marked anything of *{ $show }* yet. Start with `1`.
reference-blank =
    { $total ->
        [one] You gave an episode without anything that I can read. *{ $show }* has just one: write `1`.
       *[other] You gave an episode without anything that I can read. *{ $show }* has { $seasons ->
            [one] episodes 1 to { $total }: write a number,
           *[other] { $first } to { $last }: write one like these,
        } or pick from the list while you type.
    }
reference-not-understood =
    { $total ->
        [one] I cannot tell which episode of *{ $show }* “{ $text }” is. It has just one: write `1`.
       *[other] I cannot tell which episode of *{ $show }* “{ $text }” is. Write { $seasons ->
            [one] a number from 1 to { $total },
           *[other] one from { $first } to { $last },
        } or pick from the list while you type.
    }

# The source that a show was made from, which $source names; $word is "novel", "manga" and the like.
reference-part =
    { $total ->
        [one] *{ $source }* (the { $word }) has just one part: write `1`.
       *[other] *{ $source }* (the { $word }) has parts 1 to { $total }. Write one of these numbers.
    }
reference-part-out-of-range =
    { $total ->
        [one] *{ $source }* (the { $word }) has just one part; you wrote { $number }.
       *[other] *{ $source }* (the { $word }) has parts 1 to { $total }; you wrote { $number }.
    }
reference-part-no-episode =
    { $total ->
        [one] Part { $number } belongs to the { $word }, *{ $source }*, and here I need *{ $show }* on the screen: write `1`. To mark the { $word }, give `/watched` its `track`.
       *[other] Part { $number } belongs to the { $word }, *{ $source }*, and here I need an episode of *{ $show }* on the screen: { $seasons ->
            [one] a number from 1 to { $total }.
           *[other] one from { $first } to { $last }.
        } To mark the { $word }, give `/watched` its `track`.
    }
