# /recap, and members' own lines

group-recap = The story so far, never further than you are
command-recap-me = The story so far, as far as you have seen it
command-recap-about = Who somebody is, as far as you have seen
command-recap-post = Post the story so far for this room, as far as the room may know it
command-recap-note = Keep a line of your own on an episode; it opens to those who have seen it
option-recap-to = Stop after an earlier episode; where you are if left out
option-recap-length = How much of it; normal if left out
option-recap-character = Somebody you have met; pick one while you type
option-note-episode = An episode that you have seen: 6, S01E06, part of its title
option-note-text = Your line, for instance what stayed with you; left out, a form opens
choice-length-quick = quick
choice-length-normal = normal
choice-length-full = full

page-footer = -# Page { $page } of { $pages }

recap-heading =
    ### { $show }
    ## The story so far
recap-heading-film =
    ### { $show }
    ## The story
recap-heading-to =
    ### { $show }
    ## The story up to { $episode }
recap-capped = -# You have seen up to { $episode }, so that is where it stops for now. The rest waits for you.
recap-begins-at = -# To stay short the story begins with { $episode }. The length `full` tells all that came before, too.
recap-notes-more = -# The length `full` has the rest of your friends' lines.
recap-notes-newest = -# Your friends kept more lines than fit here; these are the newest of them.
recap-section-latest = ### Where you left off
recap-section-latest-days = ### Where you left off, { $days ->
        [one] a day ago
       *[other] { $days } days ago
    }
recap-section-end = ### How it ended
recap-section-earlier = ### What came before
recap-section-people = ### Who is who
recap-section-next =
    ### Next: { $episode }
    { $teaser }
recap-chapter = **{ $episode }**
recap-chapter-titled = **{ $episode } · { $title }**
recap-part = -# The { $source }, part { $part }
recap-part-titled = -# The { $source }, part { $part }: “{ $title }”
recap-line = - { $text }
recap-note-line = > { $text } · { $member }
recap-person = - **{ $name }**
recap-person-played = - **{ $name }** ({ $actor })
recap-person-told = - **{ $name }**: { $note }
recap-person-played-told = - **{ $name }** ({ $actor }): { $note }
recap-nothing-told = Nobody has told this story yet, so the first line is yours. `/recap note` keeps one on an episode that you have seen, and friends who have seen it read it in their recaps.
recap-nothing-told-room = Nobody has told this story yet. Keep a line on an episode that you have seen with `/recap note`, and it will stand here once everybody may read it.
recap-begin = You are at the very beginning, and nothing is given away here. Enjoy { $episode }! Once you have marked it with `/watched`, its story stands here.
recap-begin-film = You have not seen it yet, and nothing is given away here. Enjoy it! Once you have marked it with `/watched`, its story stands here.
recap-begin-untold = You are at the very beginning. Enjoy { $episode }, and mark it with `/watched`. Then keep a line on it with `/recap note`: recaps of this show grow from what you and your friends write.
recap-begin-room = This room is at the very beginning, so nothing of the story is told here yet. `/recap me` tells you your own story so far, for your eyes only.
recap-before =
    ### Before { $episode }
    { $teaser }

about-heading =
    ### { $show }
    ## { $name }
about-played = Played by { $actor }
about-also = Also called { $names }
about-first-seen = First seen in { $episode }
about-nothing = Nothing more is known of them so far.
about-in-story = ### In the story
about-which = That could be several people you have met. Which one? If it is somebody else, write a little more of the name.

note-saved = Your line on { $episode } of *{ $show }* is kept. It opens to those who have seen it.
note-saved-film = Your line on *{ $show }* is kept. It opens to those who have seen it.
note-saved-island = Your line on { $episode } of *{ $show }* is kept. It opens to you and others once everything before that episode is marked too.
note-modal-title = Your line on { $episode }
note-modal-title-film = Your line on the film
note-modal-label = Your line
note-modal-hint = What stayed with you?
note-list-heading =
    ### { $show }
    ## Your lines
note-list-empty = You have not kept a line on *{ $show }* yet. `/recap note` keeps one on an episode that you have seen.
note-list-line =
    { $episode }
    > { $text }
note-list-line-film = > { $text }
note-list-hidden =
    { $episode }
    -# Hidden from you too until you have marked everything up to there.
note-delete-ask = Delete this line? It cannot be brought back.
button-note-mine = My lines
button-note-write = Write a line
button-note-edit = Edit
button-note-delete = Delete
button-note-delete-sure = Yes, delete it
button-note-keep = Keep it
episode-notes = **From friends**
episode-notes-more = -# There are more: `/recap me` with the length `full` has all of them.

error-nobody-by-that-name = Nobody you have met so far goes by that name. Pick somebody from the list that opens while you type; it grows as you watch. `/recap me` ends with who is who so far.
error-nobody-listed = { $told ->
        [0] Nobody has told me yet who is in *{ $show }*: only its numbers are known.
       *[other] Nobody has told me yet who is in *{ $show }*.
    } `/recap note` works, though: keep a line on what you have seen, about whom you like, and friends who have seen it too read it in their recaps.
error-note-not-seen = You have not marked episode { $episode } yet, and a line is for those who have seen it. Mark it with `/watched`, then tell us.
error-note-empty = There is nothing to read in that line. Write a few words, and it is kept.
error-note-too-many = You have { $limit } lines on episode { $episode } already. Press My lines under one of them to change or delete one.
error-note-gone = That line is gone. `/recap note` keeps a new one.
