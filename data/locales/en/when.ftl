# Reading a moment as people write it. `$words` is what the member wrote, quoted; `$day` is a date;
# `$wrote` and `$became` are local times; `$moment` is a Discord timestamp.

when-empty = When should it be? Write it as you would say it: `fri 8pm`, `tomorrow 21:00` or `in 2 hours`.
when-too-long = That is a lot of words for a time. A few are enough: `fri 8pm`, `tomorrow 21:00` or `in 2 hours`.
when-unknown = I could not make a time out of “{ $words }”. Write it like `fri 8pm`, `1 dec 20:00` or `in 90 min`.
when-no-time = What time? Write it with the day, like `tomorrow 21:00` or `fri 8pm`.
when-no-time-on = What time on { DATETIME($day, dateStyle: "full") }? Write it with the day, like `tomorrow 21:00` or `fri 8pm`.
when-no-day = Which day of that week? Add it, like `next week tue 21:00`.
when-impossible = There is no such day or time as “{ $words }”. Check the numbers, and write it like `28 feb 20:00` or `fri 8pm`.
when-conflict = Two parts of that contradict each other. Give one day and one time, like `fri 8pm`.
when-weekday-mismatch = That date is { DATETIME($day, dateStyle: "full") }, which is not the weekday you wrote. Give just one of the two, like `fri 8pm` or `12 june 8pm`.
when-too-far = I can plan two years ahead at most. Pick an earlier day, like `1 dec 20:00`.
when-now = That is right now. Tell me in how many minutes instead, like `in 5 minutes`.
when-repeats = Here I need one moment, and that comes more than once. Write just the first of them, like `fri 8pm`.
when-past-day = { DATETIME($day, dateStyle: "full") } is already over. Pick a time still to come, like `tomorrow 21:00` or `fri 8pm`.
when-past = That was { $moment }, so it is over already. Pick a time still to come, like `tomorrow 21:00` or `in 2 hours`.

when-gap = The clocks go forward that day and skip { DATETIME($wrote, timeStyle: "short") }, so I took { DATETIME($became, timeStyle: "short") }.
when-fold = The clocks go back that day, so { DATETIME($wrote, timeStyle: "short") } comes twice; this is { $moment }.
when-next-year = That date is already over this year, so I took next year's.

when-ambiguous-day = Which day do you mean?
when-ambiguous-half = In the morning or in the evening?
when-ambiguous-order = Which date do you mean?
when-ambiguous-fold = The clocks go back that day, so that time comes twice. Which of the two?
when-ambiguous-several = Which of these do you mean?

when-zone-unknown = I know no time zone called “{ $name }”. Type a city near you and pick it from the list, like `Seoul` or `New York`.

when-repeat-empty = Which days should it repeat on? Write `weekly`, `mon tue`, `weekdays` or `every day`.
when-repeat-too-long = That is a lot of words for how often. Write `weekly`, `mon tue`, `weekdays` or `every day`.
when-repeat-unknown = I could not make days out of “{ $words }”. Write `weekly`, `mon tue`, `weekdays` or `every day`.
when-repeat-too-many = That would be { $sittings } evenings, and { $most } is the most I can plan at once. Watch more episodes per evening, or leave `repeat` out.
