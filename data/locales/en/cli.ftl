# The command line. Each refusal is one line that says what to do.

cli-description = Lantern, the Discord watch-party bot that never spoils.
cli-run = run the bot on Discord (the default); needs DISCORD_TOKEN
cli-playground = try it in the browser: the real bot in a simulated Discord, no token needed
cli-port = the playground's port on this machine
cli-port-number = --port must be a number from 0 to 65535. 0 takes one that is free.
cli-unknown-command = “{ $word }” is no command of “{ $program }”. See what there is with: { $program } --help
cli-unknown-words = “{ $words }” is not understood. See what there is with: { $program } --help
cli-word-missing = something is missing after “{ $program }”. See what it takes with: { $program } --help
cli-option-use = { $option } is not used like that. See what it takes with: { $program } --help
cli-no-open = do not open the browser
cli-keep = keep the playground's database in this file instead of a temporary one
cli-token-missing = { $variable } is not set. Put your bot's token into .env (see .env.example), or try the playground, which needs none: python -m bot playground
cli-token-shape = { $variable } does not look like a bot token. Copy it again from the Bot page of your application at discord.com/developers.
cli-token-refused = Discord refused the token. Copy it again from the Bot page of your application at discord.com/developers and put it into .env.
cli-intents-refused = Discord refused our intents, though none of them is privileged. Check the Bot page of your application at discord.com/developers.
cli-discord-refused = Discord answered with status { NUMBER($status, useGrouping: 0) }. Check DISCORD_API_URL if you set it; else try again in a few minutes, and see discordstatus.com.
cli-unexpected = something went wrong that nobody expected. The log has it under the reference { $reference }.
cli-discord-unreachable = Discord cannot be reached. Check your network, or DISCORD_API_URL if you set it, and start again.
cli-database-url = { $variable } must begin with sqlite+aiosqlite:// or postgresql+asyncpg://.
cli-database-url-shape = DATABASE_URL cannot be read. Write sqlite+aiosqlite:///FILE, with three slashes, or postgresql+asyncpg://USER:PASSWORD@HOST/NAME, with %40 for an @ in the password.
cli-database-unreachable = the database cannot be opened. Check that DATABASE_URL names a database of Lantern, and the permissions of its folder.
cli-database-full = there is no space left for the database. Free some on its disk, and start again.
cli-database-busy = another program is writing to the database and keeps it. Stop that one, or try again in a moment.
cli-database-taken = another Lantern is running on this database. Stop that one first, or give this one a database of its own.
cli-keep-unusable = the playground cannot be kept in { $file }. Name a file that it made before, or a new one in a folder that you can write to.
cli-env-file = { $variable } cannot be read. Save it as plain UTF-8 text, with one NAME=value a line.
cli-newer-schema = the database was written by a newer Lantern (its schema is { $found }). Update Lantern, or point DATABASE_URL at another database.
cli-api-url = { $variable } must be an address that begins with http:// or https://.
cli-data-folder = { $variable } must name a folder that exists.
cli-log-level = { $variable } must be DEBUG, INFO, WARNING or ERROR.
cli-playground-extra = the playground needs more packages. Install them with: pip install "lantern-bot[playground]"

# lantern catalog

cli-catalog = check show files, add them to the database, list what there is
cli-catalog-check = say what is wrong with show files, line by line
cli-catalog-add = put show files into the database
cli-catalog-list = list the shows that every server may use
cli-catalog-file = a show file, or a folder of them
catalog-file-unreadable = { $file }: this file cannot be read; check its name and its permissions
catalog-file-not-utf8 = this is not UTF-8 text; save the file as UTF-8
catalog-file-name = the file is called { $name } and its slug is { $slug }; give both the same name
catalog-checked = { $files ->
        [one] One file
       *[other] { $files } files
    }, { $problems ->
        [0] no problem.
        [one] one problem.
       *[other] { $problems } problems.
    }
catalog-no-file = There is no show file: name one, or a folder with files that end in .toml.
catalog-nothing-added = Nothing was added. Fix these problems and try again.
catalog-added = added
catalog-unchanged = already there, unchanged
catalog-restart = A running bot will see this after its next start.
catalog-origin-bundled = bundled
catalog-origin-folder = folder
catalog-origin-added = added
catalog-listed = { $shows ->
        [one] One show.
       *[other] { $shows } shows.
    }

# lantern doctor

cli-doctor = check token, database, shows, time zones and permissions, and say what to do
doctor-line-fine = [ok]   { $sentence }
doctor-line-note = [note] { $sentence }
doctor-line-wrong = [fix]  { $sentence }
doctor-summary = { $problems ->
        [0] All is well.
        [one] One thing needs fixing.
       *[other] { $problems } things need fixing.
    }
doctor-token-fine = The token has the right shape.
doctor-database-fine = The database answers, and its schema is up to date.
doctor-database-empty = The database answers. It is empty; the first “lantern run” fills it.
doctor-database-new = The database { $file } is not there yet; the first “lantern run” creates it.
doctor-database-older = The database was written by an older Lantern. The next “lantern run” upgrades it, and keeps a copy of an SQLite file first.
doctor-database-folder = The database's folder { $folder } is not there, or nothing can be written in it. Create it, give yourself the right to write there, or change DATABASE_URL.
doctor-catalog-fine = { $shows ->
        [one] One show
       *[other] { $shows } shows
    } in { $folder }, without a problem.
doctor-catalog-empty = There is no show file in { $folder }. Put some there, or leave LANTERN_DATA unset; if these are the bundled shows, install Lantern anew.
doctor-catalog-problems = { $problems ->
        [one] One problem
       *[other] { $problems } problems
    } in { $folder }: { $first } (“lantern catalog check { $folder }” shows them all.)
doctor-zones-fine = { $zones } time zones are known.
doctor-zones-missing = The time zone data is incomplete. Install it with: pip install --upgrade tzdata
doctor-discord-not-asked = Discord was not asked: that takes a token, and every setting above in order.
doctor-discord-fine = Discord takes the token.
doctor-discord-refused = Discord answered with status { NUMBER($status, useGrouping: 0) }. Try again in a few minutes; if it stays, see discordstatus.com.
doctor-intents-fine = No privileged intent is switched on, and none is needed.
doctor-intents-unused = Switched on without need: { $intents }. Lantern never uses what they allow; you may switch them off on the Bot page of your application at discord.com/developers.
intent-presence = Presence Intent
intent-members = Server Members Intent
intent-message-content = Message Content Intent
doctor-no-guild = The bot is not in any server yet. Invite it from the Installation page of your application at discord.com/developers.
doctor-permissions-fine = { $guilds ->
        [one] In its one server
       *[other] In all of its { $guilds } servers
    } the bot has the permissions it needs; a channel may still take some away.
doctor-permissions-guild = { $guild } (lacks { $permissions })
doctor-permissions-missing = { $guilds ->
        [one] One server does
       *[other] { $guilds } servers do
    } not give the bot what it needs: { $where }. Ask its admins to add that to the bot's role.
cli-playground-open = Lantern's playground is open at { $address } (Ctrl-C closes it)
cli-playground-port = port { $port } is already in use or not allowed. Choose another one with --port.
cli-postgresql-extra = PostgreSQL needs one more package. Install it with: pip install asyncpg
