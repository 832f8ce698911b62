# /watched and /progress

command-watched = Mark what you have watched; it opens threads, titles and story up to there
option-watched-episode = How far: 6, S01E06, a range 3-5, season 2, finale; your next one if left out
option-watched-track = The screen, or the book it came from; the screen if left out
option-watched-only = Mark this one alone, not everything before it
option-watched-rewatch = Watch it again, or go on doing so; what you know already stays known
choice-track-screen = the screen
choice-track-source = the book or other source
group-progress = Where you are, where everybody is, and taking steps back
command-progress-me = See how far you are in your shows
command-progress-board = See who is where; posted for everybody in this channel to see
command-progress-undo = Take back your last step; again for the one before
command-progress-drop = Stop following a show; what you marked is kept

part-label = Part { $number }
season-choice = Season { $season } · { $episodes }
progress-span = { $first } to { $last }
progress-and = { $first } and { $last }
progress-moved =
    ### { $show }
    ## { $what }
progress-moved-titled =
    ### { $show }
    ## { $episode } · { $title }
progress-moved-film = ## { $show }
progress-line = { $bar } { $done } of { $total }{ $number ->
        [0] { "" }
       *[other] { " " }· rewatch { $number }
    }
progress-line-film = { $bar } { $number ->
        [0] { $done ->
            [0] not watched yet
           *[other] watched
        }
       *[other] watched again
    }
progress-line-source = { $bar } { $done } of { $total ->
        [one] 1 part
       *[other] { $total } parts
    } of the { $source }{ $number ->
        [0] { "" }
       *[other] { " " }· read again
    }
progress-finished = { $number ->
        [0] That was the last one. Well watched!
       *[other] That was the last one again. Well watched!
    }
progress-finished-film = Well watched!
progress-finished-source = { $number ->
        [0] That was the last part. Well read!
       *[other] That was the last part again. Well read!
    }
progress-ask-show = ### { $show }
progress-you-start = You are at the very beginning.
progress-you-at = You are at { $where }.
progress-you-done = You have seen all of it.
progress-you-start-again = You are at the beginning of your rewatch.
progress-you-at-again = You are at { $where } of your rewatch.
progress-you-film = { $done ->
        [0] You have not seen it yet.
       *[other] You have seen it.
    }
progress-you-at-source = { $part ->
        [0] You have not begun the { $source }.
       *[other] { $number ->
            [0] You are at part { $part } of the { $source }.
           *[other] You are at part { $part } of the { $source } in your rereading.
        }
    }
progress-you-start-again-source = You have not begun to read the { $source } again.
progress-you-done-source = You have read all of the { $source }.
progress-read-as = I read “{ $wrote }” as { $episode }.
progress-opened = { $beats ->
        [0] { $threads ->
            [0] Noted.
            [one] One thread opened to you.
           *[other] { $threads } threads opened to you.
        }
        [one] { $threads ->
            [0] One beat opened.
            [one] One thread and one beat opened.
           *[other] { $threads } threads and one beat opened.
        }
       *[other] { $threads ->
            [0] { $beats } beats opened.
            [one] 1 thread and { $beats } beats opened.
           *[other] { $threads } threads and { $beats } beats opened.
        }
    }
progress-island = It stands on its own, and opens as soon as you have marked { $missing } too: people take that for granted when they talk about it.
progress-already = You had marked that already. { $place }
progress-again = Watched again: everything you knew stays open.
progress-new-follower = You follow *{ $show }* now. `/progress drop` ends it any time.
progress-ask-leap = This marks { $what } at once and opens all of it.
progress-ask-leap-known = This marks { $what } at once.
progress-ask-leap-island = This marks { $what } at once; it opens as soon as you have marked { $missing } too.
progress-sure-screen = Have you watched every one of them?
progress-sure-source = Have you read every one of them?
# $date is the air date of the first of them.
progress-unaired = { $number ->
        [one] { $episodes } has not aired yet, as far as I know ({ $date }).
       *[other] { $episodes } have not aired yet, as far as I know (the first: { $date }).
    }
progress-unaired-undated = { $number ->
        [one] { $episodes } has not aired yet: it comes after one that has not.
       *[other] { $episodes } have not aired yet: they come after one that has not.
    }
progress-unaired-film = *{ $show }* is not out yet, as far as I know ({ $date }).
progress-episodes = { $number ->
        [2] Episodes { $first } and { $last }
       *[other] Episodes { $first } to { $last }
    }
progress-ask-all-the-same = { $number ->
        [one] Mark it all the same?
       *[other] Mark them all the same?
    }
# Of what would be marked, some has aired.
progress-ask-all-of-them = Mark { $episodes } all the same?
progress-at-start = the very beginning
progress-ask-undo = Take back { $what } of *{ $show }*?
progress-ask-undo-film = Take back that you watched *{ $show }*?
progress-ask-undo-source = Take back { $what } of the { $source } behind *{ $show }*?
progress-undo-closes = { $threads ->
        [one] One discussion thread closes to you again.
       *[other] { $threads } discussion threads close to you again.
    } You get back in when you mark it anew.
progress-undone = { $number ->
        [0] Taken back: { $what } of *{ $show }*.
       *[other] Taken back: { $what } of *{ $show }*, in your rewatch.
    } { $place }
progress-undone-film = { $number ->
        [0] Taken back: *{ $show }* is not marked any more.
       *[other] Taken back: your rewatch of *{ $show }*.
    }
progress-undone-source = { $number ->
        [0] Taken back: { $what } of the { $source } behind *{ $show }*.
       *[other] Taken back: { $what } of the { $source } behind *{ $show }*, in your rereading.
    } { $place }
progress-still-following = You still follow it, so rooms wait for you at its beginning.
progress-nothing-left = You have marked all of *{ $show }*. Watching it again? Press this after its first episode.
progress-nothing-left-film = You have marked *{ $show }* already. Have you watched it again?
progress-nothing-left-source = You have read all of the { $source } behind *{ $show }*. Reading it again? Press this after its first part.
progress-dropped = You no longer follow *{ $show }*: you are off its board and no longer hold the room back. { $marks ->
        [0] Follow again whenever you like.
       *[other] What you marked is kept; follow again whenever you like.
    }
progress-followed-hidden = You follow *{ $show }* now, still hidden from its board, and rooms wait for you.
progress-followed = You follow *{ $show }* now: you are on its board, and rooms wait for you.
progress-me-empty = You have not marked anything here yet. Begin with `/watched` after your next episode, or look around with `/show list`.
progress-me-heading = ## Where you are
progress-me-show = **{ $show }**
progress-me-next = next: { $episode }
progress-me-done = all seen
progress-me-islands = { $number ->
        [one] also seen on its own: { $episodes }
       *[other] also seen on their own: { $episodes }
    }
progress-me-islands-source = { $number ->
        [one] also read on its own: { $parts }
       *[other] also read on their own: { $parts }
    }
progress-me-dropped = not following
progress-me-hidden = hidden from the board
progress-board-heading =
    ### { $show }
    ## Who is where
progress-board-row = { $bar } { $member } · { $where }
progress-board-count = { $bar } { $where } · { $members ->
        [one] one member
       *[other] { $members } members
    }
progress-board-empty = Nobody follows *{ $show }* here yet. Whoever marks an episode with `/watched` stands here.
progress-board-hidden = -# { $members ->
        [one] One member keeps their place to themselves.
       *[other] { $members } members keep their place to themselves.
    }
progress-board-not-begun = not begun
progress-board-film = { $seen ->
        [0] has not seen it yet
       *[other] has seen it
    }
progress-hidden-on = Nobody sees your place on the board of *{ $show }* any more.
progress-hidden-off = Your place on the board of *{ $show }* shows again.

button-undo = Undo
button-redo = { $number ->
        [0] Mark { $what } again
       *[other] Mark { $what } of the rewatch again
    }
button-redo-film = { $number ->
        [0] Mark it again
       *[other] Mark the rewatch again
    }
button-redo-source = { $number ->
        [0] Mark { $what } again
       *[other] Mark { $what } of the rereading again
    }
button-undo-what = { $number ->
        [0] Undo { $what }
       *[other] Undo { $what } of the rewatch
    }
button-undo-film = { $number ->
        [0] Undo “watched”
       *[other] Undo the rewatch
    }
button-undo-source = { $number ->
        [0] Undo { $what }
       *[other] Undo { $what } of the rereading
    }
button-again = Watched { $episode } again
button-again-source = Read { $part } again
button-next-episode = Next: { $episode }
button-next-film = I watched it
button-my-place = My place
menu-my-show = One show: go on, or hide on its board
button-yes-all = Yes, all of them
button-yes-mark = Yes, mark it
button-only-one = Only { $episode }
button-cancel = Cancel
button-follow = Follow
button-follow-again = Follow again
button-stop-following = Stop following
button-hide-me = Hide me on the board
button-show-me = Show me on the board
button-previous = Previous
button-next = Next
cancelled = Nothing was changed.
error-show-gone = That show is no longer here, so there is nothing to do. `/show list` tells what is.
error-backwards = That range runs backwards. Did you mean { $last }-{ $first }?
# $runs is such as "`1-3`, then `5`".
error-watched-list = That leaves some out in between, and I mark one run at a time. Write { $runs }, each with `only: True`.
error-beyond-the-end = *{ $show }* ends at { $total } here, so there is nothing to mark beyond it.
