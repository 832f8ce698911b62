# /discuss, threads and their cards

group-discuss = Discussion threads, each safe for everybody in it
command-discuss-open = Open the thread of an episode you have seen, or find the one there is
command-discuss-list = See the threads that are open to you
command-discuss-safe = See how far you can talk here without spoiling anybody
option-discuss-episode = Which one: 6, S01E06, finale, a title you know; if left out, the last you have seen

discuss-thread-name = { $show } · { $episode }
discuss-thread-heading = ## { $show } · { $episode }
discuss-post-gated =
    Everybody in here has seen { $episode }, so talk freely up to there. Whoever gets there later joins as they mark it; save what comes after for a later thread.
discuss-post-open =
    {"**"}Spoilers up to { $episode }.** Anybody can look in here, so if you have not seen that far yet, come back later.
    Reveal tells you what happened in it, and you alone, once you have marked it.
discuss-thread-heading-film = ## { $show }
discuss-post-gated-film = Everybody in here has seen it, so talk freely. Whoever sees it later joins as they mark it.
discuss-post-open-film =
    {"**"}Spoilers for the whole film.** Anybody can look in here, so if you have not seen it yet, come back later.
    Reveal tells you what happened in it, and you alone, once you have marked it.
discuss-reveal-ahead-film = That opens once you have seen it. You have? Tell me with `/watched`.
discuss-reveal-ahead = That opens once you have seen { $episode }, and you are at { $where }. Watched more since? Tell me with `/watched`.
discuss-reveal-beats = **What happened**
discuss-reveal-beat = - { $text }

discuss-card =
    ### { $show }
    ## Talk about it
    Every episode can have a thread of its own, and its name gives nothing away. Private ones let you in as soon as you mark their episode with `/watched`.
discuss-card-film =
    ### { $show }
    ## Talk about it
    The film can have a thread of its own, and its name gives nothing away. A private one lets you in as soon as you mark the film with `/watched`.
discuss-card-open-kind =
    ### { $show }
    ## Talk about it
    Every episode can have a thread of its own, and its name gives nothing away.
discuss-card-open-kind-film =
    ### { $show }
    ## Talk about it
    The film can have a thread of its own, and its name gives nothing away.
discuss-card-open-threads = **Anybody can look into these, so mind the spoilers:**
# $spoilers says how far a thread talks: discuss-spoilers or discuss-spoilers-film.
discuss-card-open-thread = - { $thread }: { $spoilers }
discuss-spoilers = spoilers up to { $episode }
discuss-spoilers-film = spoilers for the whole film
discuss-card-more = -# The button shows the rest.

discuss-list-heading =
    ### { $show }
    ## Threads open to you
discuss-list-thread = - { $episode } · { $thread }
discuss-list-thread-film = - { $thread }
discuss-list-empty-film = No private thread of *{ $show }* is open to you yet. It opens once you have marked the film with `/watched`; `/discuss open` starts one.
discuss-list-empty-seen = No private thread of *{ $show }* is open to you yet. `/discuss open` starts one.
discuss-list-note-film = -# Is it missing on your side? Press the button, and I let you in again.
discuss-list-empty = No private thread of *{ $show }* is open to you yet. They open as you mark episodes with `/watched`; `/discuss open` starts one.
discuss-list-empty-open = There is no thread of *{ $show }* yet for as far as you are. `/discuss open` starts one, and more are listed here as you mark episodes with `/watched`.
discuss-list-empty-open-start = Threads of *{ $show }* are listed here as you mark episodes with `/watched`.
discuss-list-empty-open-film = A thread of *{ $show }* is listed here once you have marked the film with `/watched`.
discuss-list-empty-open-seen = There is no thread of *{ $show }* yet. `/discuss open` starts one.
discuss-list-note-seen = -# Is one missing on your side? Press the button, and I let you in again.
discuss-list-note = -# More of them open as you watch on. Is one missing on your side? Press the button, and I let you in again.
discuss-let-in = Done: I am letting you into every thread that is yours.

discuss-still-inside = I could not take you out of { $thread } yet, so you can still read along in there. To be safe, leave it yourself: open it and choose **Leave Thread**. If it keeps happening, a server admin can give me Manage Threads.

discuss-opened-gated = { $thread } is open. Everybody who has seen { $episode } gets in, now and later.
discuss-opened-gated-ahead = The thread of { $episode } is open. Everybody who has seen that far gets in, and you too once you have marked it.
discuss-opened-open = { $thread } is open. Its first message warns of { $spoilers }.
discuss-there-already = There is one already, and it is yours to read: { $thread }
discuss-there-already-ahead = There is one already. It lets you in once you have marked { $episode }.
discuss-opened-no-post = -# Its first message did not go through. I will try again in a moment.
discuss-opened-no-card = -# I could not put a list of the threads here, since I lack Send Messages in this channel. Once a server admin gives it to me, the list comes with the next thread.

discuss-ahead = { $position ->
        [0] Only somebody who has seen an episode can open its thread, and you have not begun yet.
       *[other] Only somebody who has seen an episode can open its thread, and you are at { $where }.
    } Once you have watched { $episode }, mark it with `/watched` and try again.
discuss-ahead-film = Only somebody who has seen the film can open its thread. Once you have watched it, mark it with `/watched` and try again.
discuss-ahead-alone = You have marked { $episode } on its own. You can open its thread as soon as you have marked { $missing } too, with `/watched`.
discuss-missing-private = For a private thread here I need { $permissions } in this channel. Ask a server admin for { $count ->
        [one] it
       *[other] them
    }, or have an open thread instead: anybody can look in, and its first message warns of { $spoilers }.
discuss-missing-open = For a thread here I need { $permissions } in this channel. Ask a server admin for { $count ->
        [one] it
       *[other] them
    } and try again.
discuss-announcements-only = An announcement channel takes no private threads. Use another channel, or have an open thread: anybody can look in, and its first message warns of { $spoilers }.

discuss-safe-free =
    ### { $show }
    ## Free up to { $what }
discuss-safe-all =
    ### { $show }
    ## All of it is free
discuss-safe-for =
    ### { $show }
    ## This thread is for talk up to { $what }
# $what is such as "the film", or "the film and part 2 of the novel".
discuss-safe-free-film =
    ### { $show }
    ## Free: { $what }
discuss-safe-for-film =
    ### { $show }
    ## This thread is for talk about { $what }
discuss-safe-episode = episode { $number }
discuss-safe-source-alone = part { $part } of the { $source }
discuss-safe-source = { $episode } and part { $part } of the { $source }
discuss-safe-nothing =
    ### { $show }
    ## Nothing of the story yet
discuss-safe-membership = Everybody in this thread has seen that far.
discuss-safe-open-thread = Anybody can look in, so whoever is not that far yet reads at their own risk.
discuss-safe-declared = That is what this room is for. Whoever is not there yet reads at their own risk.
discuss-safe-floor = Everybody who follows it here, and was around lately, has seen that far.
discuss-safe-floor-start = Somebody who follows it here has not begun yet.
discuss-safe-nobody = Nobody follows it here yet. Mark an episode with `/watched` and you are the first.
discuss-safe-silent = Everybody who follows it here has gone quiet, so nobody’s place counts at the moment. Marking an episode with `/watched` changes that.
discuss-safe-behind = { $members ->
        [one] One member is behind the others.
       *[other] { $members } members are behind the others.
    }
discuss-safe-behind-here = { $members ->
        [one] One member is not there yet.
       *[other] { $members } members are not there yet.
    }
discuss-safe-more = -# Want to talk about more? `/discuss open` makes a thread for it.

episode-thread = **Talk about it:** { $thread }

button-discuss-reveal = Reveal { $episode }
button-discuss-mine = Threads open to me
button-discuss-enter = Let me in again
button-discuss-open-kind = Have an open thread

error-discuss-no-threads-here = This kind of channel cannot have threads. Use a text channel.
error-discuss-forbidden = Discord did not let me open a thread here, so nothing was opened. Ask a server admin to check my permissions in this channel.
error-discuss-channel-gone = This channel is gone, so nothing was opened.
error-discuss-busy = Discord asks me to slow down, so nothing was opened. Please try again in a minute.
error-discuss-unsure = Discord did not answer as it should, so I cannot tell whether the thread was made. I am looking; run the command again in a minute and you get the one there is.
error-discuss-full = This server has as many active threads as Discord allows, so nothing was opened. Archive some of them and try again.
error-discuss-refused = Discord refused the thread, so nothing was opened. Please try again, or use another channel.
error-discuss-unkept = The thread was made, but my database failed right then, so nobody is let in yet. I will try again in a minute. You can also run the command again: it gives you that same thread.
error-discuss-overtaken = The channel or the show was removed while I was opening the thread, so there is no thread for it now.
error-discuss-deleted = Somebody deleted the thread while I was opening it. Run the command again for a new one.
