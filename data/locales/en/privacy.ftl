# /privacy

group-privacy = Your own data: get a copy, or delete it
command-privacy-export = Get a file of everything kept about you
command-privacy-delete = Delete everything kept about you
option-privacy-where = This server or everywhere; if left out, this server (in a direct message, everywhere)
choice-privacy-here = on this server
choice-privacy-everywhere = everywhere, and what I keep for all servers

privacy-export =
    Here is everything I keep about you on this server, and what I keep for all servers, such as your time zone. Only you see this.
    For every server in one file, use the same command in a direct message with me.
privacy-export-everywhere = Here is everything I keep about you, on every server.
privacy-ask-here = ### Delete everything about you on this server?
privacy-ask-elsewhere = What I keep for other servers, or for all of them, such as your time zone, stays. To delete it too, use the same command in a direct message with me, or choose “everywhere” under `where`.
privacy-ask-everywhere = ### Delete everything about you, on every server?
privacy-holdings-nothing = There is hardly anything to delete: no marks, no notes, no answers.
privacy-holdings = That is your place in { $shows ->
        [0] no show
        [one] one show
       *[other] { $shows } shows
    }, { $notes ->
        [0] no notes
        [one] one note
       *[other] { $notes } notes
    }, { $reminders ->
        [0] no reminders
        [one] one reminder
       *[other] { $reminders } reminders
    }, { $answers ->
        [0] no answers to parties
        [one] one answer to a party
       *[other] { $answers } answers to parties
    }.
privacy-servers = It comes from { $servers ->
        [0] direct messages alone
        [one] one server
       *[other] { $servers } servers
    }. What I keep for all servers, such as your time zone, goes too.
privacy-hosted = { $parties ->
        [one] The party that you host goes
       *[other] The { $parties } parties that you host go
    } to somebody who is coming; if nobody is, it is cancelled.
privacy-ask-again =
    ### Are you sure?
    This cannot be undone: every title and thread that has opened to you closes again. For a copy, press Keep it and use `/privacy export` first.
privacy-ask-again-everywhere =
    ### On every server: are you sure?
    This cannot be undone: every title and thread that has opened to you closes again, wherever you are. For a copy of all of it, press Keep it and use `/privacy export` in a direct message to me first.
privacy-kept = Nothing was deleted.
privacy-done-here = Everything about you on this server is deleted. Threads that had opened to you close in a moment.
privacy-done-everywhere = Everything about you is deleted, on every server. Threads that had opened to you close in a moment.
privacy-parties = Your parties: { $handed ->
        [0] none handed on
        [one] one handed on
       *[other] { $handed } handed on
    }, { $cancelled ->
        [0] none cancelled.
        [one] one cancelled.
       *[other] { $cancelled } cancelled.
    }

button-privacy-ask = Delete it
button-privacy-delete = Yes, delete it for good
button-privacy-keep = Keep it
