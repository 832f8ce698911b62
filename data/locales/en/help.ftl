# /help: the commands speak for themselves, in their own descriptions

command-help = What Lantern can do, and the three things to do first
option-help-topic = A command, such as party or party schedule; everything if left out

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
help-all =
    ### Everything
    { $commands }
help-command = { $command } · { $description }
help-group = **/{ $name }** · { $description }
    -# { $commands }
help-topic =
    ## /{ $name }
    { $description }
help-use = Press to use it: { $command }
help-option = -# `{ $name }` · { $description }
help-option-required = -# `{ $name }` (needed) · { $description }
error-no-topic = There is no command called “{ $wrote }”. Pick one from the list while you type, or leave `topic` out to see them all.
