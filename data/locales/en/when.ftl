# Reading a moment as people write it. `$words` is what the member wrote, quoted; `$day` is a date;
# `$wrote` and `$became` are local times; `$moment` is a Discord timestamp.

when-empty = When should it be? Write it as you would say it: `fri 8pm`, `tomorrow 21:00` or `in 2 hours`.
when-too-long = That is a long way to say when. A few words are enough: `fri 8pm`, `tomorrow 21:00` or `in 2 hours`.
when-unknown = I could not make a time out of “{ $words }”. Try it like `fri 8pm`, `1 dec 20:00` or `in 90 min`.
when-no-time = At what time? Say it together with the day, like `tomorrow 21:00` or `fri 8pm`.
when-no-time-on = At what time on { DATETIME($day, dateStyle: "full") }? Say it together with the day, like `tomorrow 21:00` or `fri 8pm`.
when-no-day = On which day of that week? Add it, like `next week tue 21:00`.
when-impossible = No clock or calendar shows “{ $words }”. Check the numbers, and write it like `28 feb 20:00` or `fri 8pm`.
when-conflict = Two parts of that do not go together, so I would be guessing. Give one day and one time, like `fri 8pm`.
when-weekday-mismatch = { DATETIME($day, dateStyle: "full") } is that date, which is another day of the week than you wrote. Give just one of the two, like `fri 8pm` or `12 june 8pm`.
when-too-far = I look ahead two years at most. Pick a day before that, like `1 dec 20:00`.
when-now = That is this very moment. Say in how many minutes instead, like `in 5 minutes`.
when-past-day = { DATETIME($day, dateStyle: "full") } has gone by already. Pick a time to come, like `tomorrow 21:00` or `fri 8pm`.
when-past = That was { $moment }, so it is over already. Pick a time to come, like `tomorrow 21:00` or `in 2 hours`.

when-gap = Clocks go forward then and { DATETIME($wrote, timeStyle: "short") } does not exist, so I took { DATETIME($became, timeStyle: "short") }.
when-fold = Clocks go back then and show { DATETIME($wrote, timeStyle: "short") } twice; this is { $moment }.
when-next-year = That date has gone by this year, so I took next year's.

when-ambiguous-day = Which day do you mean?
when-ambiguous-half = In the morning or in the evening?
when-ambiguous-order = Which date do you mean?
when-ambiguous-fold = Clocks go back then and show that time twice. Which of the two?
when-ambiguous-several = Which of these do you mean?

when-zone-unknown = I know no time zone called “{ $name }”. Type a city near you and pick from the list, like `Seoul` or `New York`.

when-repeat-empty = On which days should it repeat? Write `weekly`, `mon tue`, `weekdays` or `every day`.
when-repeat-too-long = That is a long way to say how often. Write `weekly`, `mon tue`, `weekdays` or `every day`.
when-repeat-unknown = I could not make days out of “{ $words }”. Write `weekly`, `mon tue`, `weekdays` or `every day`.
when-repeat-too-many = That would be { $sittings } watch parties, and I plan { $most } at most. Watch more episodes at a time, or leave `repeat` out.
