# /remind: personal reminders, for their owner's eyes only

group-remind = Reminders for you alone
command-remind-me = Be reminded by direct message
option-remind-text = What of, in your own words; nobody else sees them
command-remind-list = See what you are waiting for, and what did not reach you
command-remind-cancel = Take a reminder back
option-reminder = Which reminder

remind-draft = ### A private reminder
remind-about = **{ $show }**
remind-done = Noted. I will write to you { $relative }.

remind-dm = You asked me to remind you:
remind-dm-plain = You asked me to remind you now.
remind-dm-show = You asked me to remind you of **{ $show }**.
button-remind-again = In an hour again
remind-again-done = I will remind you again { $relative }.
remind-fallback = { $member }, you asked me to remind you of something, and I may not send you direct messages.
button-remind-show = Show it to me

remind-list-heading = ## Your reminders
remind-list-empty = You have no reminder waiting. Set one with `/remind me`: `in 2 hours` is enough.
remind-list-row = **{ $moment }** · { $relative }
remind-list-missed-heading = **These did not reach you**
remind-list-missed = -# due { $moment }
remind-no-text = (no words)
remind-choice = { DATETIME($local, dateStyle: "medium", timeStyle: "short") } · { $text }
remind-cancelled = That reminder is gone.
button-remind-restore = Bring it back
remind-which = Which reminder should I cancel?
remind-which-more = -# These are the next ones. For a later one, pick it under `reminder` while you type the command.
remind-which-placeholder = Pick a reminder
remind-restored = It is back: I will write to you { $relative }.

error-too-many-reminders = You have { $most } reminders waiting, which is as many as I keep. Take one back with `/remind cancel` first.
error-reminder-gone = That reminder is no longer there. `/remind list` shows what you are waiting for.
error-reminder-past = Its time went by in the meantime. Set a new one with `/remind me`.
error-reminder-too-long = That is { $length } characters. Keep it under { $limit }; a few words are enough to remember by.
error-no-reminder = You have no reminder waiting.
