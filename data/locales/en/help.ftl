# /help: the commands speak for themselves, in their own descriptions

command-help = What Lantern can do, and the three things to do first
option-help-topic = A command, such as party or party schedule; leave it out for everything

help-first =
    ## Three things to do first
    1. Say how far you are: { $watched } marks what you have seen, and opens it to you.
    2. Look around without fear: { $episode } and { $recap } never tell what is ahead of you.
    3. Watch together: { $schedule } plans an evening and reminds everybody.
help-first-begin =
    ## Three things to do first
    1. Choose a show: { $setup } takes less than a minute.
    2. Say how far you are: { $watched } marks what you have seen, and { $episode } and { $recap } never tell what is ahead of you.
    3. Watch together: { $schedule } plans an evening and reminds everybody.
help-first-wait =
    ## Three things to do first
    1. Ask somebody with Manage Server to choose a show: { $setup } takes them less than a minute.
    2. Say how far you are: { $watched } marks what you have seen, and { $episode } and { $recap } never tell what is ahead of you.
    3. Watch together: { $schedule } plans an evening and reminds everybody.
help-first-private =
    ## Just the two of us
    Shows, threads and parties live in your server: use `/help` there. What works here too is below.
help-all =
    ### What you can do
    { $commands }
help-command = { $command } · { $description }
# A group, with one line for each of its commands.
help-group = **/{ $name }** · { $description }
    { $commands }
help-command-of-group = -# { $command } · { $description }
help-topic =
    ## /{ $name }
    { $description }
help-use = Press to use it: { $command }
help-option = -# `{ $name }` · { $description }
help-option-required = -# `{ $name }` (needed) · { $description }
error-blank-topic = Which command? Write one, such as `/help topic: party`, or leave `topic` out to see them all.
error-no-topic = There is no command called “{ $wrote }”. Pick one from the list while you type, or leave `topic` out to see them all.
