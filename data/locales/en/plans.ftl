# A moment that was read, shown back before it is kept; for parties and reminders alike.

draft-moment = **{ $moment }** · { $relative }
# $zone is a zone: "Berlin time (Europe/Berlin)", or by its distance, "UTC+9".
draft-read-in = -# I read “{ $wrote }” in { $zone }.
draft-zone-named = -# That is in { $zone }, as you wrote.
draft-respelled = -# I read that as “{ $words }”.
draft-respelled-in = -# I read that as “{ $words }” in { $zone }.
draft-end-left = -# I keep when it begins, and no end.
draft-option = - { $moment } · { $relative }
draft-option-label = { DATETIME($local, dateStyle: "medium", timeStyle: "short") }
draft-ask-zone = I do not know your time zone yet, so I used this server's: **{ $zone }**. If yours is different, pick it below. I will remember it.
draft-zone-placeholder = Your time zone: { $zone }
draft-change-title = Change it
draft-change-when = When
draft-change-episode = Episode
draft-change-repeat = Repeat
draft-change-repeat-hint = weekly, mon tue, weekdays or every day; leave it empty for just one evening
draft-change-zone = Your time zone
draft-change-zone-hint = A city near you is enough. I will remember it.
draft-dropped = All right, I dropped that. Nothing is planned.
draft-dropped-move = All right, I dropped that. The party stays as it was.
draft-dropped-reminder = All right, I dropped that. I will not remind you of it.

button-confirm = Confirm
button-change = Change it
button-never-mind = Never mind

zone-choice = { $city } ({ $zone })
zone-time = { $city } time ({ $zone })

repeat-every-day = every day
repeat-weekdays = on weekdays
repeat-every = every { $days }
repeat-days = { $days } and { $last }
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday

late-minutes = -# This was due { $minutes } min ago; I was offline.
late-hours = -# This was due { $hours } hours ago; I was offline.

option-when = As you would say it: fri 8pm, tomorrow 21:00, in 2 hours, 금요일 오후 8시
option-zone = Your time zone; a city near you is enough, and I will remember it

error-draft-gone = This one is no longer waiting: it was confirmed already, or left for more than a day. Run the command again to start over.
error-went-by = That time has passed in the meantime. Press “Change it” and pick another.
