# What went wrong, and what to do. Nothing was changed when one of these is shown, but for those
# about Discord itself: there an answer may have been lost after all was done.

error-unknown-show = There is no show called “{ $wrote }” here. Pick one from the list while you type, or make your own with `/show create`.
error-unknown-show-here = There is no show called “{ $wrote }” here. Pick one from the list while you type, or ask whoever looks after shows here to add it.
# $shows are titles, each set as `show-named` sets it; $number is how many they are.
error-near-show =
    There is no show called “{ $wrote }” here. { $number ->
        [one] Did you mean { $shows }?
       *[other] Did you mean one of these: { $shows }?
    }
error-blank-show = You gave a show without a name that I can read. Pick one from the list while you type.
error-which-show = This server follows several shows. Run the command again and say which one in its `show` option.
error-no-show-yet = No show is on this server's shelf yet. Add one with `/show add`, or make your own with `/show create`.
error-no-show-here = No show is on this server's shelf yet. Ask somebody with Manage Server to add one: it takes them ten seconds.

# The menu that follows where several shows are possible.
which-show =
    ### Which show?
    Several are on this server's shelf. Pick yours, and { $command } goes on with it.
which-show-hint = -# `/settings set show:` gives this channel a show of its own; then nobody is asked here.
which-show-write = Write { $command } once more, with `show: { $show }`.
menu-which-show = Choose a show
show-named = *{ $show }*

error-storage = The database did not answer as it should. Nothing was changed; please try again in a moment. (Reference { $reference })
error-storage-busy = The database is busy. Nothing was changed; please try again in a moment. (Reference { $reference })
error-storage-full = The disk is full, so nothing was changed. Please tell whoever runs this bot. (Reference { $reference })
error-storage-gone = The database cannot be reached, so nothing was changed. Please tell whoever runs this bot. (Reference { $reference })
error-nothing-to-undo = There is nothing left to take back.
error-not-following = You are not following *{ $show }*, so there is nothing to leave.
error-no-such-track = No novel or other source is known for *{ $show }*, so there are no parts to count.
error-not-your-button = This button belongs to somebody else. Run the command yourself to get your own.
error-needs-permission = You need the permission Manage Server for that. Ask whoever looks after this server.
error-guild-only = That works in a server only, since progress is kept per server.
error-cannot-post-here = I may not write in this channel. Ask a server admin to give me View Channel and Send Messages here, or run the command in another channel.
error-not-allowed = You may not do that here.
error-slow-down = That was quick! Please wait { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    } and try again.
error-discord-busy = Discord asks us to slow down, so I could not finish answering. Please look in a minute whether it is done, and try again if it is not. (Reference { $reference })
error-answer-lost = My answer did not get through. What you asked for may be done all the same, so please look before you try again. (Reference { $reference })
error-answer-undone = My answer did not get through, so I took it back: nothing was changed. Please try again. (Reference { $reference })
error-discord-down = Discord had a hiccup, so I could not finish answering. Please look in a minute whether it is done, and try again if it is not. (Reference { $reference })
error-forbidden = I am missing a permission for that here. Ask a server admin to check my role in this channel. (Reference { $reference })
error-gone = What this was about is gone. Run the command again for a fresh one. (Reference { $reference })
error-form-gone = That form had expired before you sent it, so nothing was kept. Please open it again.
error-old-button = This button has done its work, or is from an earlier version of me. Run the command again for a fresh one.
error-command-changed = This command has changed since your Discord last looked. Please restart Discord (or press Ctrl+R) and try again.
error-unseen-channel = I cannot see the channel or thread that you picked. Pick another, or ask a server admin to let me in.
error-unexpected = Something went wrong on my side. Please try again; if it stays, tell whoever runs this bot the reference { $reference }.

# As Discord's settings call them: of one channel, and of a role.
permission-view-channel = View Channel
permission-view-channels = View Channels
permission-send-messages = Send Messages
permission-read-history = Read Message History
permission-public-threads = Create Public Threads
permission-private-threads = Create Private Threads
permission-send-in-threads = Send Messages in Threads
