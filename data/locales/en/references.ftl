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
# $episodes lists the first few of those that may be meant.
reference-ambiguous = That could be any of these: { $episodes }. Write its number, and I have it.
reference-nothing-left = You have seen all of *{ $show }*, so there is no next one.
reference-nothing-seen = You have not marked anything of *{ $show }* yet. Start with `1`.
reference-blank =
    { $total ->
        [one] There is nothing to read in what you gave as the episode. *{ $show }* has just one: write `1`.
       *[other] There is nothing to read in what you gave as the episode. *{ $show }* has episodes 1 to { $total }: write a number, or pick from the list while you type.
    }
reference-not-understood =
    { $total ->
        [one] I cannot tell an episode of *{ $show }* from “{ $text }”. It has just one: write `1`.
       *[other] I cannot tell an episode of *{ $show }* from “{ $text }”. Write a number from 1 to { $total }, or pick from the list while you type.
    }
reference-part =
    { $total ->
        [one] *{ $source }* has just one part: write `1`.
       *[other] *{ $source }* has parts 1 to { $total }. Write one of these numbers.
    }
