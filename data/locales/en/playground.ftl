# The page of the playground. **This** is strong and `that` is typed, as everywhere.

playground-title = Lantern playground
playground-about = The real bot, live in a simulated Discord. Four friends watch one show, each at their own pace. Nothing here leaves your computer.
playground-clock = Simulated clock
playground-jump-hour = +1 hour
playground-jump-reminder = To the next reminder
playground-tries = Three things to try
playground-lookup = Look up an episode
playground-lookup-first = As **Ara**, run `/episode` for 3, then for 5. What she has seen is told in full; what is ahead stays dark.
playground-lookup-then = Then choose **Minho** in “Viewing as” and ask for 5 again.
playground-mark = Mark the next one
playground-mark-first = As **Ara**, run `/watched` and see what opens for her.
playground-mark-then = Then come back and look at the rooms below: the thread of episode 4 has let her in, the one of episode 8 has not.
playground-party = Come to the party
playground-party-first = As **Ara**, press **{ button-party-going }** on tonight’s party.
playground-party-then = Then come back and press **{ playground-jump-reminder }** by the clock. Lantern pings her once, and only once.
playground-enter = Enter as { $name }
playground-rooms = Rooms, and who may enter
playground-hint = Click a face to enter as that member; a dashed one has to wait outside for now. The room opens in its own tab: type a command in the box at the bottom, pick it from the list, and send it with the arrow beside the box.
playground-cast = Who is here
playground-gone = The playground has been closed. Start it again and this page carries on.
playground-stuck = The clock did not move. Try again in a moment.

# The rooms, and who may enter

playground-direct = Direct messages
playground-new = new
playground-open = open
playground-room-channel = #{ $name }
playground-room-direct = { $name } and Lantern
playground-into-direct = { $name }’s direct messages
playground-enter-room = Enter { $room } as { $name }
playground-not-yet = { $name } may not enter yet
playground-gate = { $count ->
        [0] Nobody may enter yet.
       *[other] Only { $names } may enter.
    }
playground-episode = { $episode ->
        [0] Has not started yet
       *[other] Ended the week at episode { $episode }
    }
playground-novel = Has read the novel
playground-hosts = Host: may change the settings

# The clock

playground-due-none = No reminder is coming up.
playground-due-today = The next one is due at { $hour }.
playground-due-later = The next one is due on { $day } at { $hour }.
playground-wrote = Lantern wrote in { $rooms }.
playground-quiet-hour = Lantern had nothing to say in that hour.
playground-quiet-reminder = There is no reminder ahead.

# What is added to the page of a room

playground-back = ‹ All rooms
playground-room-title = { $room } · { playground-title }
