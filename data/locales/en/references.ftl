# What is said when the episode that somebody wrote cannot be found.
# $show is the show's title, $number and $season are what was written.

reference-out-of-range =
    { $total ->
        [0] *{ $show }* has no episodes yet; you wrote { $number }.
        [one] *{ $show }* has just one episode; you wrote { $number }.
       *[other] *{ $show }* has episodes 1 to { $total }; you wrote { $number }.
    }
reference-out-of-range-season =
    { $total ->
        [one] Season { $season } of *{ $show }* has just one episode; you wrote { $number }.
       *[other] Season { $season } of *{ $show }* has episodes 1 to { $total }; you wrote { $number }.
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
reference-nothing-left = You have seen all of *{ $show }*, so there is no next one.
reference-nothing-seen = You have not marked anything of *{ $show }* yet. Start with `1`.
reference-blank =
    { $total ->
        [one] You gave an episode without anything that I can read. *{ $show }* has just one: write `1`.
       *[other] You gave an episode without anything that I can read. *{ $show }* has episodes 1 to { $total }: write a number, or pick from the list while you type.
    }
reference-not-understood =
    { $total ->
        [one] I cannot tell which episode of *{ $show }* “{ $text }” is. It has just one: write `1`.
       *[other] I cannot tell which episode of *{ $show }* “{ $text }” is. Write a number from 1 to { $total }, or pick from the list while you type.
    }

# The book, comic or other source that a show was made from, which $source names.
reference-part =
    { $total ->
        [one] The book, *{ $source }*, has just one part: write `1`.
       *[other] The book, *{ $source }*, has parts 1 to { $total }. Write one of these numbers.
    }
reference-part-out-of-range =
    { $total ->
        [one] The book, *{ $source }*, has just one part; you wrote { $number }.
       *[other] The book, *{ $source }*, has parts 1 to { $total }; you wrote { $number }.
    }
reference-part-no-episode =
    { $total ->
        [one] Part { $number } belongs to the book, *{ $source }*, and here I need an episode of *{ $show }*. It has just one: write `1`.
       *[other] Part { $number } belongs to the book, *{ $source }*, and here I need an episode of *{ $show }*: a number from 1 to { $total }. To mark the book, give `/watched` its `track`.
    }
