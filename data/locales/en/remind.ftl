# /remind: personal reminders, for their owner's eyes only

group-remind = Private reminders, just for you
command-remind-me = Get a reminder by direct message
option-remind-text = What about, in your own words; nobody else sees them
command-remind-list = See your reminders, and any that did not reach you
command-remind-cancel = Cancel a reminder
option-reminder = Which reminder

remind-draft = ### A private reminder
remind-about = **{ $show }**
remind-done = Got it. I will message you { $relative }.

remind-dm = Here is your reminder:
remind-dm-plain = Here is the reminder you asked for.
remind-dm-show = Here is your reminder for **{ $show }**.
button-remind-again = Remind me in an hour
remind-again-done = I will remind you again { $relative }.
remind-fallback = { $member }, here is a reminder you asked for. I could not send it as a direct message.
button-remind-show = Show it to me

remind-list-heading = ## Your reminders
remind-list-empty = You have no reminders yet. Set one with `/remind me`: `in 2 hours` is all it needs.
remind-list-row = **{ $moment }** · { $relative }
remind-list-missed-heading = **These did not reach you**
remind-list-missed = -# was due { $moment }
remind-no-text = (no text)
remind-choice = { DATETIME($local, dateStyle: "medium", timeStyle: "short") } · { $text }
remind-cancelled = Done, that reminder is cancelled.
button-remind-restore = Bring it back
remind-which = Which reminder should I cancel?
remind-which-more = -# These are the next few. For a later one, run the command again and pick it under `reminder`.
remind-which-placeholder = Pick a reminder
remind-restored = It is back. I will message you { $relative }.

error-too-many-reminders = You already have { $most } reminders waiting, which is the most I can keep. Cancel one with `/remind cancel` first.
error-reminder-gone = That reminder is no longer there. `/remind list` shows the ones you have.
error-reminder-past = Its time has passed in the meantime. Set a new one with `/remind me`.
error-reminder-too-long = That is { $length } characters. Keep it under { $limit }; a few words are enough to jog your memory.
error-no-reminder = You have no reminders to cancel. Set one with `/remind me`.
