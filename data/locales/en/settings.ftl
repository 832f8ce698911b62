# /settings and the first steps

group-settings = How Lantern works on this server
command-settings-view = See every setting with its value
command-settings-set = Change settings; name those you want to change
command-settings-setup = Set up the main things in under a minute
option-set-show = The show that this channel is about
option-set-position = How far this channel may talk: 3, episode 3 part 2, all; or as far as everybody is
option-set-part = How far in the book this channel may talk: the number of a part, or 0
option-set-titles = When an episode's title is shown
option-set-board = Who is named on the progress board
option-set-threads = How discussions stay hidden from people who are not there yet
option-set-zone = This server's time zone; a city is enough
option-set-reminders = How long before a party to remind people: 24h, 15m; or off
option-set-silence = After how many quiet days somebody no longer holds the others back; 0 for never
option-set-managers = A role that may look after shows and parties
option-set-home = The channel for cards when nobody picks one
option-set-clear = A setting to take away again
choice-titles-seen = once you have seen the episode
choice-titles-next = once you have seen it, and your next episode's too
choice-titles-always = always, for everybody
choice-board-everyone = everybody, unless they hide themselves
choice-board-nobody = nobody; only how many people are where
choice-threads-gated = private threads that let people in as they get there
choice-threads-open = public threads with a neutral name
choice-clear-show = this channel's show, and how far it may talk
choice-clear-managers = the role that may look after shows and parties
choice-clear-home = the channel where cards go
choice-position-floor = As far as everybody here is

settings-heading = ## Settings
settings-channel =
    ### This channel
    { $rows }
settings-channel-floor =
    ### This channel
    { $rows }
    -# { $floor }
settings-footer = -# `/settings set` changes any of these.
settings-footer-others = -# Anybody with Manage Server can change these.
settings-set-what = Tell me what to change: choose an option of `/settings set`, such as `zone`, `titles` or `reminders`. This is how things stand.
settings-nothing-changed = Nothing was changed: it was set like that already. `/settings view` shows everything.
settings-left =
    Nothing more was changed. This is how it stands:
    { $rows }
settings-saved-but = -# This much is saved. What I ask below is not, until you say so.
settings-reminders-later = -# This applies to parties that are scheduled from now on.
settings-ask-titles =
    ### Show every title to everybody?
    Titles often give things away. Everybody here, even those who have not started, would see the title of every episode of every show: in lookups, in lists and while they type.
settings-ask-room =
    ### Let { $channel } talk about more than everybody has seen?
    Everybody who can read { $channel } would be shown the story of *{ $show }* up to **{ $reach }**, even those who are not there yet. { $floor }
settings-ask-room-film =
    ### Let { $channel } talk about more than everybody has seen?
    Everybody who can read { $channel } would be shown what **{ $reach }** of *{ $show }* tells, even those who are not there yet. { $floor }
setting-row = **{ $name }** · { $value }
setting-changed = **{ $name }** · { $before } → { $after }
setting-titles = Titles
setting-board = Board
setting-threads = Discussions
setting-zone = Time zone
setting-reminders = Party reminders
setting-silence = Quiet followers
setting-managers = Who looks after shows and parties
setting-home = Where cards go
setting-show = Show
setting-position = How far it may talk
value-titles-seen = once the episode is seen
value-titles-next = once the episode is seen, and the next one's too
value-titles-always = always, for everybody
value-board-everyone = by name, unless they hide themselves
value-board-nobody = only how many people are where
value-threads-gated = private threads that let people in as they get there
value-threads-open = public threads with a neutral name
value-reminders = { $spans } before
value-reminders-none = none
value-days = { $days ->
        [one] 1 day
       *[other] { $days } days
    }
value-hours = { $hours } h
value-hours-minutes = { $hours } h { $minutes } min
value-minutes = { $minutes } min
value-silence = { $days ->
        [0] they always hold the room back
        [one] after a day without a word they hold nobody back
       *[other] after { $days } days without a word they hold nobody back
    }
value-managers-none = those with Manage Server
value-managers-role = those with Manage Server, and { $role }
# $offset is such as UTC+9.
value-zone-fixed = { $offset } (no summer time; a city knows its own)
value-home-none = where the command was used
value-show = *{ $show }*
value-show-none = none of its own
value-position-floor = as far as everybody is
value-position-nothing = nothing of the story yet
value-position-source = part { $part } of the { $source }
value-position-both = { $screen }, and part { $part } of the { $source }
floor-nothing = Not everybody who follows it here has begun.
floor-nobody = Nobody follows it here yet.
floor-silent = Everybody who follows it here has gone quiet, so nobody’s place counts at the moment.
floor-screen-film = Everybody who follows it here has seen the film.
floor-both-film = Everybody who follows it here has seen the film, and read up to part { $part } of the { $source }.
floor-screen = Everybody who follows it here has seen up to { $episode }.
floor-source = Everybody who follows it here has read up to part { $part } of the { $source }, and not everybody has begun to watch.
floor-both = Everybody who follows it here has seen up to { $episode }, and read up to part { $part } of the { $source }.

button-titles-always = Yes, show all titles
button-room-opens = Yes, let it
button-settings-leave = Leave it as it is
error-zone-blank = Which time zone? A city near you is enough, like `Seoul` or `New York`.
# $near are the cities of zones whose names are like what was written.
error-zone-near = I know no time zone called “{ $name }”. The nearest I know: { $near }. Type a city near you and pick from the list.
error-silence = Give a number of days from 0 to { $limit }. With 0, a quiet follower always counts.
error-position-unread = I cannot tell how far “{ $wrote }” is. Write it like `3`, `episode 3 part 2`, `all` or `nothing`; `everybody` goes back to as far as everybody is.
error-position-blank = How far may this channel talk? Write it like `3`, `episode 3 part 2`, `all` or `nothing`; `everybody` goes back to as far as everybody is.
error-no-such-part = *{ $source }* (the { $word }) has { $parts ->
        [one] just one part. Pick 1, or 0 for none of it.
       *[other] parts 1 to { $parts }. Pick one of them, or 0 for none of it.
    }
# $option is the place of an option in the code's list; the names stand here as in the command.
error-clear-and-set = `{ $option ->
        [0] show
        [1] position
        [2] part
        [3] managers
       *[4] home
    }` sets what `clear` takes away, so nothing was changed. Leave one of the two out.
error-managers-everyone = That is the role that everybody has. Pick a role of its own, such as one for your hosts.
error-home-not-writable = I may not write in <#{ NUMBER($channel, useGrouping: 0) }>. Give me View Channel and Send Messages there, and try again.

welcome =
    ## Hello, I am Lantern
    I keep your watch parties, and I light only the part of the story that each of you has already walked through. Anybody with Manage Server can set me up in under a minute:
button-set-up = Set up
setup-heading =
    ## Set up Lantern
    Each choice is saved at once. Skip what you do not need.
setup-show = **1 · The show:** *{ $show }*
setup-show-none = **1 · The show:** which one do you watch?
setup-channel = **2 · Its channel:** { $channel }
setup-channel-none = **2 · Its channel:** where do you talk about it?
setup-zone = **3 · Time zone:** { $zone }
setup-managers = **4 · Who else looks after shows and parties:** { $role }
setup-managers-none = **4 · Who else looks after shows and parties:** only those with Manage Server
menu-setup-show = Choose a show
menu-setup-channel = Choose a channel
menu-setup-zone = Choose a time zone
menu-setup-managers = Choose a role, or none
button-setup-done = Done
button-setup-own = Another show
button-setup-city = Another city
setup-own-title = Another show
setup-own-name = Its title
setup-own-episodes = How many episodes?
setup-own-hint = 8 for one season, or 10, 10, 8 for three
setup-city-title = Your time zone
setup-city-name = A city near you
setup-city-hint = Seoul, New York, Lisbon …
setup-done =
    ## All set
    Three things to try: { $watched } marks what you have seen, { $episode } looks up what comes next, and { $schedule } plans an evening. { $help } explains the rest.
setup-done-no-show =
    ## Nearly there
    Your choices are kept. One thing is missing: a show to watch. { $setup } takes you back to choose it.
error-reminders-blank = How long before a party shall I remind people? Write `24h, 15m`, or `off` for not at all.
error-reminders-unread = I could not read “{ $wrote }” as times before a party. Write `24h, 15m`, or `off` for none.
error-reminder-too-early = A reminder can go out { $days } days before a party at most. Pick something shorter, like `2d`.
error-too-many-reminder-times = That is { $reminders } reminders, and { $limit } are plenty. Leave some out.
